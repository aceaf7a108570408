import { beginningOf } from "../shared/language.ts";
import type { Part } from "./sentence.ts";

export type Deed = {
  label: string;
  href: string;
  /** A POST form of one button; a link otherwise. */
  isPost: boolean;
  isFirst: boolean;
  /** The letter that does it on the triage page. */
  key: string | null;
  /** Who will be told, and how, for one that is done by a press. */
  told: string | null;
  hidden: { name: string; value: string }[];
};

export type ErrorSummary = { title: string; errors: { href: string | null; message: string }[] };

/** What stands above every page: the layout places it, so that no page forgets its one `h1`. */
export type PageHead = {
  title: string;
  heading: string;
  kicker: Part[] | null;
  /** Its kicker names a number: the address can be copied. */
  isRecord: boolean;
  standing: Part[] | null;
  deeds: Deed[];
  summary: ErrorSummary | null;
};

type HeadInput = { title?: string; heading: string } & Partial<
  Pick<PageHead, "kicker" | "standing" | "deeds">
> & { form?: { summary: ErrorSummary | null } };

/** What a tab and a list of bookmarks still show, with the name of the app after it. */
const longestTitle = 58;

/** Cut after a whole word: the heading on the page says all of it. */
function shortTitle(title: string): string {
  if (title.length <= longestTitle) return title;
  const cut = beginningOf(title, longestTitle - 1);
  return `${cut.replace(/\s+\S*$/, "") || cut}…`;
}

/** The title is the heading unless it is said; a form with errors puts "Error: " before it and its summary first. */
export function pageHead({ title, heading, kicker, standing, deeds, form }: HeadInput): PageHead {
  const summary = form?.summary ?? null;
  return {
    title: shortTitle(`${summary ? "Error: " : ""}${title ?? heading}`),
    heading,
    kicker: kicker ?? null,
    isRecord: kicker?.some(part => part.ref !== null && part.href === null) ?? false,
    standing: standing ?? null,
    deeds: deeds ?? [],
    summary,
  };
}

/** A step back is there for a slip, and nothing that a page asks for. */
export const stepBackWords = "Take the last step back";

/** The first is the filled one: what is waited for. */
export const withFirst = (deeds: readonly Deed[]): Deed[] =>
  deeds.map((deed, index) => ({ ...deed, isFirst: index === 0 && deed.label !== stepBackWords }));

/** A verb as a link. */
export const deedLink = (
  label: string,
  href: string,
  { first = false, key = null as string | null } = {},
): Deed => ({
  label,
  href,
  isPost: false,
  isFirst: first,
  key,
  told: null,
  hidden: [],
});

/** A verb as a form of one button, with the idempotency key and what else it carries. */
export const deedPost = (
  label: string,
  href: string,
  hidden: Record<string, string>,
  { first = false, key = null as string | null, told = null as string | null } = {},
): Deed => ({
  label,
  href,
  isPost: true,
  isFirst: first,
  key,
  told,
  hidden: Object.entries(hidden).map(([name, value]) => ({ name, value })),
});
