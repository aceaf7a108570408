import type { Tx } from "../db/database.ts";
import { nextNumbers } from "../db/numbers.ts";
import { sealNew } from "../events/seals.ts";
import { actorOf } from "../people/people.queries.ts";
import { defaultSide, emailKeyOf } from "../people/people.rules.ts";
import { people, terms } from "../people/people.table.ts";
import { insertRecords } from "../records/many.actions.ts";
import { addDays, type Day } from "../shared/dates.ts";
import { commandLine, type Side } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { Chance } from "./seed.chance.ts";
import { inventPerson, type SeedPerson } from "./seed.crowd.ts";
import { RecordLife } from "./seed.record.ts";
import { Rows } from "./seed.rows.ts";

class PersonLife extends RecordLife {
  readonly kind = "person";
  readonly row: typeof people.$inferSelect;
  readonly terms: (typeof terms.$inferSelect)[] = [];

  constructor(at: Date, index: number) {
    super(at);
    const given = inventPerson(index, new Chance(index));
    this.title = given.name;
    this.words = given.title;
    this.row = {
      ...given,
      id: this.id,
      emailKey: emailKeyOf(given.email),
      side: defaultSide[given.role],
      isAdmin: false,
      isApprover: false,
      disabledAt: null,
      bouncedAt: null,
      digest: "off",
      quietWeek: "two lines",
      notices: "at once",
      mergedIntoId: null,
    };
    const event = { kind: "person added", data: { role: given.role } } as const;
    this.change(at, commandLine, event, { state: "active", audience: "board" });
  }

  serve(side: Side, from: Day, to: Day): void {
    this.terms.push({ id: newId(), personId: this.id, side, from, to });
    this.row.digest = "in term";
    this.add(this.at, commandLine, { kind: "term given", data: { side, from, to } });
  }
}

const termDays = 2 * 365;

/** Two of each side at a time, one pair after the other, until the example's own liaisons begin. */
function giveTerms(lives: readonly PersonLife[], first: Day, last: Day): void {
  const sides = { leadership: "leader", technology: "technologist" } as const;
  for (const [side, role] of Object.entries(sides) as [keyof typeof sides, string][]) {
    const able = lives.filter(life => life.row.role === role);
    let turn = 0;
    for (let from = first; from <= last; from = addDays(from, termDays)) {
      const end = addDays(from, termDays - 1);
      const to = end < last ? end : last;
      for (const _ of ["one", "other"]) able[turn++ % able.length]?.serve(side, from, to);
    }
  }
}

/** Adds so many people after the first `known`, who were there from `begins` on; the first ones were liaisons once. */
export async function addInvented(
  tx: Tx,
  known: number,
  count: number,
  begins: Date,
  inTerm: { first: Day; last: Day },
): Promise<SeedPerson[]> {
  const lives = Array.from({ length: count }, (_, index) => new PersonLife(begins, known + index));
  if (known === 0) giveTerms(lives, inTerm.first, inTerm.last);
  const numbers = await nextNumbers(tx, "person", count);
  const made = lives.map((life, index) => life.made(numbers[index] ?? 0));
  await insertRecords(tx, made);
  const rows = new Rows();
  for (const life of lives) {
    rows.add(people, life.id, life.row);
    rows.add(terms, life.id, ...life.terms);
  }
  await rows.write(tx);
  await sealNew(
    tx,
    made.map(({ record }) => record),
    rows.find,
  );
  return lives.map(({ row }) => ({ ...actorOf(row, null), school: row.school }));
}
