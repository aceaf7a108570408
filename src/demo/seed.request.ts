import type { comments } from "../comments/comments.table.ts";
import { withSaid } from "../db/search.ts";
import type { EstimateLineRow, EstimateRow } from "../estimates/estimates.queries.ts";
import { type CostLine, costOf, yearsOf } from "../estimates/estimates.rules.ts";
import { saidOf } from "../requests/foretold.rules.ts";
import type { KeySide } from "../requests/keys.rules.ts";
import { type RequestTexts, searchWords } from "../requests/request-values.rules.ts";
import type { Key, RequestRow } from "../requests/requests.queries.ts";
import type { Day } from "../shared/dates.ts";
import { type Actor, type Person, time } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { RecordLife } from "./seed.record.ts";

type Promised = { from: Day; to: Day; rank: number };
type Need = { personId: string; school: string; line: string; at: Date };
type Guess = Pick<EstimateRow, "lowHours" | "likelyHours" | "highHours" | "assumptions" | "risks"> & {
  lines: CostLine[];
};

const undecided = {
  ...{
    submittedAt: null,
    acceptedById: null,
    lookedAfterById: null,
    committedAt: null,
    windowFrom: null,
    windowTo: null,
    rank: null,
  },
  ...saidOf(null),
  ...{
    asked: "",
    deferredUntil: null,
    stateBefore: null,
    duplicateOfId: null,
    stateNote: "",
    deliveredAt: null,
    importKey: null,
    fileText: "",
  },
};

/** The verbs of a request, each as it would have left rows and history at its moment. */
export class RequestLife extends RecordLife {
  readonly kind = "request";
  readonly row: RequestRow;
  readonly estimates: EstimateRow[] = [];
  readonly lines: EstimateLineRow[] = [];
  readonly keys: Pick<Key, "side" | "personId" | "at">[] = [];
  readonly needed: Need[] = [];
  readonly comments: (typeof comments.$inferSelect)[] = [];
  readonly author: Person;
  readonly requester: Person;

  constructor(
    at: Date,
    given: { author: Person; requester: Person; title: string; due: Day; texts: RequestTexts },
  ) {
    super(at);
    const { author, requester, title, due, texts } = given;
    this.author = author;
    this.requester = requester;
    this.title = title;
    this.due = due;
    this.words = searchWords(texts);
    this.row = { id: this.id, ...texts, ...undecided };
    this.change(
      at,
      author,
      { kind: "request drafted", data: { title } },
      { state: "draft", audience: "seats" },
      this.forId,
    );
    this.take("author", author.id, at);
    this.take("requester", requester.id, at);
  }

  /** Whom the author typed for. */
  get forId(): string | undefined {
    return this.author.id === this.requester.id ? undefined : this.requester.id;
  }

  comment(at: Date, by: Person, words: string): void {
    this.comments.push({ id: newId(), recordId: this.id, byId: by.id, at, words });
    this.add(at, by, { kind: "comment added", data: { words, mentioned: [] } });
    this.follow(by.id, at);
    this.words = withSaid(this.words, [words]);
  }

  serve(goalId: string): void {
    this.ties.set(goalId, this.at);
    this.add(this.at, this.author, { kind: "request tied", data: { toId: goalId } }, this.forId);
  }

  send(at: Date): void {
    const audience = this.row.isRestricted ? "restricted" : "everyone";
    this.#move(
      at,
      this.author,
      "submitted",
      { kind: "request submitted", data: {} },
      { submittedAt: at },
      audience,
    );
  }

  ask(at: Date, by: Actor, question: string): void {
    this.#move(at, by, "needs info", { kind: "request asked", data: { question } }, { asked: question });
  }

  answer(at: Date, answer: string): void {
    this.#move(
      at,
      this.author,
      "submitted",
      { kind: "request answered", data: { answer } },
      { stateNote: answer },
    );
  }

  accept(at: Date, by: Person, note: string): void {
    const row = { acceptedById: by.id, stateNote: note };
    this.#move(at, by, "accepted", { kind: "request accepted", data: { note } }, row);
  }

  decline(at: Date, by: Actor, reason: string): void {
    this.#move(at, by, "declined", { kind: "request declined", data: { reason } }, { stateNote: reason });
  }

  defer(at: Date, by: Actor, until: Day, reason: string): void {
    const row = { deferredUntil: until, stateNote: reason };
    this.#move(at, by, "deferred", { kind: "request deferred", data: { until, reason } }, row);
  }

  withdraw(at: Date, reason: string): void {
    const row = { stateNote: reason };
    this.#move(at, this.author, "withdrawn", { kind: "request withdrawn", data: { reason } }, row);
  }

  /** Goes on in another request, which takes over whoever waits for it. */
  merge(at: Date, by: Actor, into: RequestLife): void {
    for (const personId of this.follows.keys()) into.follow(personId, at);
    const need = { personId: this.requester.id, school: this.row.school, line: this.title, at };
    for (const each of [need, ...this.needed])
      if (each.personId !== into.requester.id) into.need({ ...each, at });
    into.add(at, by, { kind: "request took over", data: { fromId: this.id } });
    const event = { kind: "request made duplicate", data: { ofId: into.id } } as const;
    this.#move(at, by, "duplicate", event, { duplicateOfId: into.id });
  }

  need(need: Need): boolean {
    if (this.needed.some(each => each.personId === need.personId)) return false;
    this.needed.push(need);
    return true;
  }

  needToo(at: Date, by: Person, school: string, line: string): void {
    if (by.id === this.author.id || by.id === this.requester.id) return;
    if (!this.need({ personId: by.id, school, line, at })) return;
    this.follow(by.id, at);
    this.add(at, by, { kind: "request needed too", data: { school, line } });
  }

  estimate(at: Date, by: Person, { lines, ...guess }: Guess): EstimateRow {
    const before = this.estimates.at(-1);
    if (before) before.supersededAt = at;
    const version = this.estimates.length + 1;
    const row = {
      ...{ ...guess, id: newId(), recordId: this.id, version, costCents: costOf(lines) },
      ...{ byId: by.id, at, supersededAt: null, changed: "" },
    };
    this.estimates.push(row);
    const lineOf = (line: CostLine, index: number) => ({
      ...line,
      id: newId(),
      estimateId: row.id,
      position: index + 1,
      years: yearsOf(line),
    });
    this.lines.push(...lines.map(lineOf));
    if (!this.seats.has("owner")) this.take("owner", by.id, at);
    const { lowHours, likelyHours, highHours, costCents } = row;
    const data = { version, lowHours, likelyHours, highHours, costCents, keysVoided: false };
    const event = { kind: "request estimated", data } as const;
    if (this.state === "accepted") this.#move(at, by, "estimated", event, {});
    else this.change(at, by, event, {});
    return row;
  }

  /** The first of two keys. */
  key(at: Date, by: Person, side: KeySide, promised: Promised): void {
    this.keys.push({ side, personId: by.id, at });
    this.change(at, by, { kind: "request keyed", data: { side, ...promised } }, {});
    Object.assign(this.row, windowOf(promised));
  }

  commit(at: Date, by: Person, promised: Promised, keySide?: KeySide): void {
    if (keySide) this.keys.push({ side: keySide, personId: by.id, at });
    const row = { ...windowOf(promised), committedAt: at };
    this.#move(at, by, "committed", { kind: "request committed", data: promised }, row);
  }

  /** The days that were said with the commitment. */
  say(days: ReturnType<typeof saidOf>): void {
    Object.assign(this.row, days);
  }

  start(at: Date, by: Actor, workId: string | null): void {
    this.#move(at, by, "in delivery", { kind: "request started", data: { workId } }, {});
  }

  deliver(at: Date, by: Actor, note: string): void {
    const row = { deliveredAt: at, stateNote: note };
    this.#move(at, by, "delivered", { kind: "request delivered", data: { note } }, row);
  }

  sendBack(at: Date, missing: string): void {
    const row = { stateNote: missing };
    this.#move(at, this.author, "in delivery", { kind: "request not yet", data: { missing } }, row);
  }

  /** null where nobody said a word. */
  confirm(at: Date, note: string | null): void {
    const byItself = note === null;
    const event = { kind: "request confirmed", data: { byItself, note: note ?? "" } } as const;
    this.#move(at, byItself ? time : this.author, "confirmed", event, { stateNote: note ?? "" });
  }

  #move(
    at: Date,
    by: Actor,
    to: string,
    event: Parameters<RecordLife["change"]>[2],
    row: Partial<RequestRow>,
    audience = this.audience,
  ): void {
    const stateBefore = this.state;
    const isAuthors = by.id === this.author.id;
    this.change(at, by, event, { state: to, audience }, isAuthors ? this.forId : undefined);
    Object.assign(this.row, { duplicateOfId: null, stateNote: "", stateBefore }, row);
  }
}

const windowOf = ({ from, to, rank }: Promised) => ({ windowFrom: from, windowTo: to, rank });
