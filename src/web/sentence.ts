import type { HealthView, PersonMark, TagView } from "./marks.ts";

/** One piece of a sentence. Exactly one of the kinds is set; a template tries them in order. */
export type Part = {
  text: string;
  /** Text and nothing else, as most are: what a template asks first. */
  isPlain: boolean;
  ref: string | null;
  href: string | null;
  datetime: string | null;
  /** The name of a row: a quiet, heavy link. */
  isTitle: boolean;
  isStrong: boolean;
  isNote: boolean;
  isLate: boolean;
  person: PersonMark | null;
  health: HealthView | null;
  tag: TagView | null;
};

const part = (given: Partial<Part>): Part => ({
  text: "",
  isPlain: false,
  ref: null,
  href: null,
  datetime: null,
  isTitle: false,
  isStrong: false,
  isNote: false,
  isLate: false,
  person: null,
  health: null,
  tag: null,
  ...given,
});

/** "80 %" never breaks before its sign. */
const kept = (text: string): string => (text.includes(" %") ? text.replace(/(\d) %/g, "$1\u00a0%") : text);

/** `say(who(ana), " endorsed ", link("/budget/7", "", "B-7"), " for leadership.")` */
export const say = (...parts: (string | Part)[]): Part[] =>
  parts.map(piece => (typeof piece === "string" ? part({ text: kept(piece), isPlain: true }) : piece));

/** @param ref a record number, which never breaks at its hyphen */
export const link = (href: string, text: string, ref: string | null = null): Part =>
  part({ href, text, ref });
export const titleLink = (href: string, text: string, ref: string | null = null): Part =>
  part({ href, text, ref, isTitle: true });
export const ref = (number: string): Part => part({ ref: number });
/** @param datetime a day or an instant, as the machine reads it */
export const time = (datetime: string, text: string): Part => part({ datetime, text });
export const strong = (text: string): Part => part({ text, isStrong: true });
export const note = (text: string): Part => part({ text, isNote: true });
export const late = (text: string): Part => part({ text, isLate: true });
export const who = (person: PersonMark): Part => part({ person });
export const health = (view: HealthView): Part => part({ health: view });
export const tag = (view: TagView): Part => part({ tag: view });
