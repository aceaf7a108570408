import {
  kindWords,
  type RequestKind,
  type RequestState,
  requestKinds,
  type StudentData,
  studentDataAnswers,
} from "../requests/requests.rules.ts";

export const requestColumns = [
  "external_id",
  "title",
  "need",
  "why",
  "kind",
  "requester",
  "school",
  "needed_by",
  "people",
  "student_data",
  "state",
  "opened_on",
  "closed_on",
  "description",
  "category",
  "priority",
  "requester_side",
  "source_url",
] as const;
export type RequestColumn = (typeof requestColumns)[number];

/** Nobody misses these in a file of their own. */
export const extraRequestColumns: readonly RequestColumn[] = [
  ...(["need", "external_id", "people", "student_data", "state", "opened_on", "closed_on"] as const),
  ...(["description", "category", "priority", "requester_side", "source_url"] as const),
];

/** Kept as they are, under these words, for whoever triages. */
export const keptColumns: readonly [column: RequestColumn, words: string][] = [
  ["external_id", "Number there"],
  ["category", "Category"],
  ["priority", "Priority"],
  ["requester_side", "Side"],
  ["source_url", "Source"],
];

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, " ");

/** null for a word that names no kind. */
export const kindOf = (text: string): RequestKind | null =>
  requestKinds.find(kind => kind === plain(text) || plain(kindWords[kind]) === plain(text)) ?? null;

export const studentDataOf = (text: string): StudentData | null =>
  text === "" ? "unsure" : (studentDataAnswers.find(answer => answer === plain(text)) ?? null);

const wordsOfState: [state: RequestState, words: RegExp][] = [
  ["submitted", /^(|submitted|sent|open|new)$/],
  ["confirmed", /^(confirmed|delivered|done|closed|completed?|finished|resolved)$/],
  ["declined", /^(declined|rejected|denied)$/],
  ["withdrawn", /^(withdrawn|cancell?ed)$/],
];

/**
 * What can be said without making up who accepted, estimated or promised it; null for a word that rests on such steps,
 * or is none of ours.
 */
export const stateOf = (text: string): RequestState | null =>
  wordsOfState.find(([, words]) => words.test(plain(text)))?.[0] ?? null;
