import type { Deed } from "./head.ts";
import type { HealthView, SideMark } from "./marks.ts";
import { type Part, say } from "./sentence.ts";

// What the partials of the same names take. Every value is there: null where there is nothing to say.

export type FactsView = { term: string; said: Part[] }[];
export const facts = (...pairs: [term: string, said: Part[] | string][]): FactsView =>
  pairs.map(([term, said]) => ({ term, said: typeof said === "string" ? say(said) : said }));

export type HistoryEntry = { said: Part[]; datetime: string; time: string; isNew: boolean };

export type HistoryView = {
  days: { datetime: string; day: string; entries: HistoryEntry[] }[];
  /** "3 entries are new since you last looked." */
  fresh: string | null;
  /** The way to the rest. */
  all: Link | null;
};

export type Link = { href: string; label: string };

export type PagerView = { summary: string; first: Link | null; next: Link | null };

export type EmptyView = {
  id: string;
  heading: string;
  sentence: string;
  deeds: Deed[];
  example: { lead: string; title: string; text: string } | null;
};

export type RoadView = {
  step: "past" | "now" | "ahead";
  isNow: boolean;
  heading: string;
  said: Part[];
  note: string | null;
}[];

/** From the priority down; `isHere` is the record whose page this is. */
export type SightView = {
  above: { kind: string; said: Part[] } | null;
  here: { kind: string; said: Part[] };
  below: { kind: string; said: Part[] }[];
};

export type DutyView = { age: string; isLate: boolean; what: Part[]; why: Part[] | null; deed: Deed };

export type TwoViewsView = {
  views: {
    mark: SideMark;
    health: HealthView;
    quote: string | null;
    by: Part[] | null;
    needs: { from: string; text: string } | null;
  }[];
  difference: Part[] | null;
};

/** What somebody wrote on a version that is no longer the last, beside what is there now. */
export type ClashView = { label: string; mine: string; theirs: string }[];

export type FilterField = {
  id: string;
  name: string;
  label: string;
  value: string;
  isSelect: boolean;
  isText: boolean;
  isPerson: boolean;
  isCheckbox: boolean;
  isChecked: boolean;
  options: { value: string; label: string; isChosen: boolean }[];
};

export type FilterBarView = {
  action: string;
  fields: FilterField[];
  /** The sort order and what else the address must keep. */
  hidden: { name: string; value: string }[];
  /** "Shown: 19 active goals, soonest due first" */
  shown: Part[];
  /** Each chosen filter as a word whose link takes it away. */
  chosen: Link[];
  /** To keep it under a name of one's own. */
  keepHref: string | null;
  csvHref: string | null;
};

const filterField = (given: Pick<FilterField, "name" | "label"> & Partial<FilterField>): FilterField => ({
  id: `filter-${given.name}`,
  value: "",
  isSelect: false,
  isText: false,
  isPerson: false,
  isCheckbox: false,
  isChecked: false,
  options: [],
  ...given,
});

/** @param any what the choice of nothing says */
export const filterSelect = (
  name: string,
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string | null,
  any = "Any",
): FilterField =>
  filterField({
    name,
    label,
    isSelect: true,
    options: [["", any] as const, ...options].map(([value, word]) => ({
      value,
      label: word,
      isChosen: value === (chosen ?? ""),
    })),
  });

export const filterText = (name: string, label: string, value: string | null): FilterField =>
  filterField({ name, label, isText: true, value: value ?? "" });

/** Somebody by name, who is offered while it is typed. */
export const filterPerson = (name: string, label: string, value: string | null): FilterField => ({
  ...filterText(name, label, value),
  isPerson: true,
});

export const filterCheckbox = (name: string, label: string, isChecked: boolean): FilterField =>
  filterField({ name, label, isCheckbox: true, isChecked, value: "yes" });
