import type { Day } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { blankWork } from "../work/work.actions.ts";
import type { WorkRow } from "../work/work.queries.ts";
import type { effort } from "../work/work.table.ts";
import { RecordLife } from "./seed.record.ts";

/** The verbs of a work item, each as it would have left rows and history at its moment. */
export class WorkLife extends RecordLife {
  readonly kind = "work";
  readonly row: WorkRow["work"];
  readonly effort: (typeof effort.$inferSelect)[] = [];
  readonly owner: Person;

  constructor(
    at: Date,
    given: {
      author: Person;
      owner: Person;
      title: string;
      plainWords: string;
      due: Day | null;
      hoursLeft: number;
      parentIds: string[];
      isRestricted: boolean;
    },
  ) {
    super(at);
    const { author, owner, title, plainWords, hoursLeft } = given;
    this.owner = owner;
    this.title = title;
    this.due = given.due;
    this.words = plainWords;
    this.row = { ...blankWork, id: this.id, plainWords, hoursLeft };
    const audience = given.isRestricted ? "restricted" : "everyone";
    this.change(at, author, { kind: "work planned", data: { title } }, { state: "planned", audience });
    this.take("author", author.id, at);
    this.take("owner", owner.id, at);
    for (const parentId of given.parentIds) this.ties.set(parentId, at);
  }

  start(at: Date): void {
    this.change(at, this.owner, { kind: "work started", data: {} }, { state: "doing" });
    this.row.startedAt ??= at;
  }

  log(at: Date, day: Day, hours: number, note: string): void {
    const hoursLeft = Math.max(0, (this.row.hoursLeft ?? 0) - hours);
    Object.assign(this.row, { hoursLeft, hoursLogged: this.row.hoursLogged + hours });
    this.effort.push({ id: newId(), workId: this.id, personId: this.owner.id, day, hours, note, at });
    this.add(at, this.owner, { kind: "effort logged", data: { hours, day, note, hoursLeft } });
  }

  block(at: Date, by: string): void {
    this.change(at, this.owner, { kind: "work blocked", data: { by } }, { state: "blocked" });
    Object.assign(this.row, { blockedBy: by, blockedAt: at });
  }

  unblock(at: Date): void {
    this.change(at, this.owner, { kind: "work unblocked", data: {} }, { state: "doing" });
    Object.assign(this.row, { blockedBy: "", blockedAt: null });
  }

  finish(at: Date, note: string): void {
    this.change(at, this.owner, { kind: "work done", data: { note } }, { state: "done" });
    Object.assign(this.row, { blockedBy: "", blockedAt: null, doneAt: at, hoursLeft: 0, stateNote: note });
  }

  drop(at: Date, reason: string): void {
    this.change(at, this.owner, { kind: "work dropped", data: { reason } }, { state: "dropped" });
    Object.assign(this.row, { blockedBy: "", blockedAt: null, doneAt: at, stateNote: reason });
  }
}
