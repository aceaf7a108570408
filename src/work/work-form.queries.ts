import type { Read } from "../db/database.ts";
import { listChoices } from "../people/people.queries.ts";
import { listTied, visibleRecords } from "../records/records.queries.ts";
import { refOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import type { Option } from "../web/forms.ts";
import { listWaitedFor } from "./waiting.queries.ts";
import { type getWork, listOpenAbove } from "./work.queries.ts";

/** What is chosen stands first, be it closed or older than the newest that are open, which follow. */
export async function optionsFor(
  db: Read,
  actor: Actor,
  unsafeChosen: readonly string[],
): Promise<Record<string, Option[]>> {
  const [goals, requests, owners, chosen] = await Promise.all([
    listOpenAbove(db, actor, "goal"),
    listOpenAbove(db, actor, "request"),
    listChoices(db, { roles: ["technologist"] }),
    visibleRecords(db, actor, unsafeChosen),
  ]);
  const of = (kind: "goal" | "request", open: { id: string; number: number; title: string }[]) => {
    const first = [...chosen.values()].filter(each => each.kind === kind).sort((a, b) => b.number - a.number);
    const all = new Map([...first, ...open].map(each => [each.id, each]));
    return [...all.values()].map(({ id, number, title }) => ({
      value: id,
      label: `${refOf(kind, number)} ${title}`,
    }));
  };
  return {
    goals: of("goal", goals),
    requests: of("request", requests),
    owner: owners.map(({ id, name }) => ({ value: id, label: name })),
  };
}

export async function valuesOf(
  db: Read,
  actor: Actor,
  { record, work, owner }: Awaited<ReturnType<typeof getWork>>,
) {
  const [above, waitedFor] = await Promise.all([
    listTied(db, actor, record.id, "above"),
    listWaitedFor(db, actor, record.id),
  ]);
  return {
    title: record.title,
    plainWords: work.plainWords,
    owner: owner?.id ?? null,
    due: record.due,
    hoursLeft: work.hoursLeft,
    externalLink: work.externalLink,
    goals: above.filter(each => each.kind === "goal").map(each => each.id),
    requests: above.filter(each => each.kind === "request").map(each => each.id),
    waitsFor: waitedFor.map(({ number }) => refOf("work", number)).join(", "),
  };
}
