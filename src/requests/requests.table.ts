import {
  bool,
  choice,
  day,
  id,
  index,
  instant,
  int,
  primaryKey,
  table,
  text,
  uniqueIndex,
} from "../db/kit.ts";
import { people } from "../people/people.table.ts";
import { records } from "../records/records.table.ts";
import { sides } from "../shared/deed.ts";
import { requestKinds, studentDataAnswers } from "./requests.rules.ts";

/** The day needed by is the record's due day; the requester sits in the record's seat of that name. */
export const requests = table(
  "requests",
  {
    id: id("id")
      .primaryKey()
      .references(() => records.id),
    need: text("need").notNull(),
    why: text("why").notNull(),
    kind: choice("kind", requestKinds).notNull(),
    school: text("school").notNull(),
    peopleAffected: int("people_affected"),
    studentData: choice("student_data", studentDataAnswers).notNull(),
    /** What a `data or report` also says; empty for other kinds. */
    question: text("question").notNull(),
    decision: text("decision").notNull(),
    users: text("users").notNull(),
    frequency: text("frequency").notNull(),
    /** A security matter; a draft is the author's and the liaisons' either way, until it is sent. */
    isRestricted: bool("is_restricted").notNull(),
    submittedAt: instant("submitted_at"),
    acceptedById: id("accepted_by_id").references(() => people.id),
    /** The liaison who sees to it that it is decided: a word, which gives no right and ends with their term. */
    lookedAfterById: id("looked_after_by_id").references(() => people.id),
    committedAt: instant("committed_at"),
    windowFrom: day("window_from"),
    windowTo: day("window_to"),
    rank: int("rank"),
    /** The days that were said with the commitment; what comes true is held against them. */
    saidAsEstimated: day("said_as_estimated"),
    saidP50: day("said_p50"),
    saidP80: day("said_p80"),
    saidP95: day("said_p95"),
    /** What the liaisons asked, while it needs info. */
    asked: text("asked").notNull(),
    deferredUntil: day("deferred_until"),
    /** The state that it came from: where a deferral and a step back lead. */
    stateBefore: text("state_before"),
    duplicateOfId: id("duplicate_of_id").references(() => records.id),
    /** Why it was declined, withdrawn, sent back, or what is missing. */
    stateNote: text("state_note").notNull(),
    deliveredAt: instant("delivered_at"),
    /** What an import knows it by, and what its file said beyond the rest, a line each. */
    importKey: text("import_key"),
    fileText: text("file_text").notNull().default(""),
  },
  t => [
    index("requests_deferred").on(t.deferredUntil, t.id),
    /** The newest fifty of a kind say how long things like it take. */
    index("requests_kind_delivered").on(t.kind, t.deliveredAt, t.id),
    index("requests_rank").on(t.rank, t.id),
    uniqueIndex("requests_import").on(t.importKey),
    /** The newest that were said say how well such days hold. */
    index("requests_said").on(t.saidP50, t.id),
    index("requests_looked_after").on(t.lookedAfterById, t.id),
  ],
);

/** The two keys of a commitment above the district's threshold: one person of each side. */
export const commitmentKeys = table(
  "commitment_keys",
  {
    requestId: id("request_id")
      .notNull()
      .references(() => requests.id),
    side: choice("side", sides).notNull(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
  },
  t => [primaryKey({ columns: [t.requestId, t.side] })],
);

/** Where a side's liaisons put a waiting request in their order; those without a place come after, by age. */
export const queuePlaces = table(
  "queue_places",
  {
    requestId: id("request_id")
      .notNull()
      .references(() => requests.id),
    side: choice("side", sides).notNull(),
    /** Only compared with others of the side: 1, 2, 3 when it was last put in order. */
    place: int("place").notNull(),
    /** Who moved it last, and when. */
    byId: id("by_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
    /** From which place to which, until the history says so: once for all that a person moves in one go. */
    movedFrom: int("moved_from"),
    movedTo: int("moved_to"),
  },
  t => [
    primaryKey({ columns: [t.requestId, t.side] }),
    index("queue_places_side").on(t.side, t.place, t.requestId),
    index("queue_places_moved").on(t.movedFrom, t.side),
  ],
);

/** Others who need it too: one line each, counted at triage. */
export const neededToo = table(
  "needed_too",
  {
    requestId: id("request_id")
      .notNull()
      .references(() => requests.id),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    school: text("school").notNull(),
    line: text("line").notNull(),
    at: instant("at").notNull(),
  },
  t => [primaryKey({ columns: [t.requestId, t.personId] })],
);
