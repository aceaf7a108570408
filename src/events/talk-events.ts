import { openingOf } from "../shared/words.ts";
import { type Part, quoted, type Sentences } from "./sentence.ts";

/** What every record bears: what is said of it, and what lies at it. */
export type TalkEvents = {
  "comment added": { words: string; mentioned: string[] };
  /** `estimate` is the version that it belongs to. */
  "link added": { title: string; url: string; estimate?: number };
  "link taken out": { title: string; url: string };
  "file added": { name: string; bytes: number; sha256: string; estimate?: number };
  "file taken out": { name: string; sha256: string };
};

/** As much as a line holds; the record's own page has the whole text beside it. */
const lineCharacters = 160;

const elsewhere = (it: Part): boolean => typeof it !== "string";

const atEstimate = (version: number | undefined): string[] =>
  version === undefined ? [] : [`version ${version} of the estimate of `];

export const talkSentences: Sentences<TalkEvents> = {
  "comment added": ({ words }, it) => [
    "commented on ",
    it,
    elsewhere(it) ? quoted(openingOf(words, lineCharacters)) : "",
  ],
  "link added": ({ title, estimate }, it) => [
    "added the link “",
    title,
    "” to ",
    ...atEstimate(estimate),
    it,
  ],
  "link taken out": ({ title }, it) => ["took the link “", title, "” out of ", it],
  "file added": ({ name, estimate }, it) => ["added the file “", name, "” to ", ...atEstimate(estimate), it],
  "file taken out": ({ name }, it) => ["took the file “", name, "” out of ", it],
};
