import { z } from "zod";
import type { Day } from "../shared/dates.ts";
import { type RequestInput, requestForm, requestFormOn } from "./forms.rules.ts";
import type { RequestKind, StudentData } from "./requests.rules.ts";

/** The columns that the form fills, empty where a draft says nothing yet. */
export type RequestTexts = {
  need: string;
  why: string;
  kind: RequestKind;
  school: string;
  peopleAffected: number | null;
  studentData: StudentData;
  question: string;
  decision: string;
  users: string;
  frequency: string;
  isRestricted: boolean;
};

/** A draft that names no kind is of the kind "other", and whether student data moves is then unsure. */
export function textsOf(input: RequestInput): RequestTexts {
  const kind = input.kind ?? "other";
  const forData = (text: string | undefined) => (kind === "data or report" ? (text ?? "") : "");
  return {
    need: input.need ?? "",
    why: input.why ?? "",
    kind,
    school: input.school ?? "",
    peopleAffected: input.people ?? null,
    studentData: input.studentData ?? "unsure",
    question: forData(input.question),
    decision: forData(input.decision),
    users: forData(input.users),
    frequency: forData(input.frequency),
    isRestricted: input.isRestricted,
  };
}

/** What a search finds a request by beside its title; `fileText` is what an imported one's file said of it. */
export const searchWords = (texts: Omit<RequestTexts, "isRestricted">, fileText = ""): string =>
  [texts.need, texts.why, texts.question, texts.decision, texts.users, texts.school, fileText]
    .filter(text => text !== "")
    .join("\n");

type Stored = { title: string; due: Day | null } & RequestTexts;

/** What is stored, as the form asks for it. */
export const valuesOf = (stored: Stored, goals: readonly string[]) => ({
  title: stored.title,
  need: stored.need || undefined,
  kind: stored.kind,
  question: stored.question || undefined,
  decision: stored.decision || undefined,
  users: stored.users || undefined,
  frequency: stored.frequency || undefined,
  why: stored.why || undefined,
  goals: [...goals],
  neededBy: stored.due ?? undefined,
  school: stored.school || undefined,
  people: stored.peopleAffected ?? undefined,
  studentData: stored.studentData,
  isRestricted: stored.isRestricted,
});

/** The first thing that a draft still lacks before it can be sent; null where it is whole. */
export function firstLack(stored: Stored, goals: readonly string[], today: Day): string | null {
  const { error } = requestFormOn(today).safeParse(valuesOf(stored, goals));
  return error?.issues[0]?.message ?? null;
}

const compared = [
  "title",
  "need",
  "kind",
  "question",
  "decision",
  "users",
  "frequency",
  "why",
  "neededBy",
  "school",
  "people",
  "studentData",
] as const;

const labelOf = (key: (typeof compared)[number]): string => {
  const field = requestForm.shape[key];
  const named = field instanceof z.ZodOptional ? field.unwrap() : field;
  return named.meta()?.label ?? key;
};

/** Old and new words of each field that an edit changed, by its label. */
export function changesBetween(before: Stored, after: Stored): Record<string, [string, string]> {
  const [old, now] = [valuesOf(before, []), valuesOf(after, [])];
  return Object.fromEntries(
    compared
      .filter(key => old[key] !== now[key])
      .map(key => [labelOf(key), [String(old[key] ?? ""), String(now[key] ?? "")]]),
  );
}
