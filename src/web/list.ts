import type { SideMark } from "./marks.ts";
import { late, type Part, say } from "./sentence.ts";

export type ListHead = {
  label: string;
  mark: SideMark | null;
  /** Sorts by this column. */
  href: string | null;
  ariaSort: "ascending" | "descending" | null;
  isAmount: boolean;
};

/** A box before a row, of a form that stands elsewhere on the page. */
export type Tick = { value: string; label: string };

export type ListCell = {
  /** What a card calls it; null in the row's own head. */
  label: string | null;
  isHead: boolean;
  /** The small line above. */
  kind: Part[] | null;
  said: Part[];
  /** The box before the head of a row. */
  tick: Tick | null;
  /** The small red line below. */
  late: Part[] | null;
  isAmount: boolean;
  isDay: boolean;
  /** In a card: beside its label, and as wide as the card. */
  isInline: boolean;
  isWide: boolean;
};

/** A real table; under 40 rem each row is a card. One partial draws every list. */
export type ListView = {
  caption: string;
  isCaptionShown: boolean;
  isClose: boolean;
  hasManyColumns: boolean;
  heads: ListHead[];
  rows: { cells: ListCell[] }[];
  /** Its rows can be ticked. */
  hasTicks: boolean;
  foot: { label: string; span: number; amount: string } | null;
};

type HeadLook = { href?: string | null; sort?: ListHead["ariaSort"]; amount?: boolean; mark?: SideMark };

export const head = (label: string, look: HeadLook = {}): ListHead => ({
  label,
  mark: look.mark ?? null,
  href: look.href ?? null,
  ariaSort: look.sort ?? null,
  isAmount: look.amount ?? false,
});

type CellLook = {
  kind?: Part[];
  tick?: Tick;
  late?: string;
  amount?: boolean;
  day?: boolean;
  inline?: boolean;
  wide?: boolean;
};

const cellOf = (label: string | null, said: Part[] | string, look: CellLook): ListCell => ({
  label,
  isHead: label === null,
  kind: look.kind ?? null,
  said: typeof said === "string" ? say(said) : said,
  tick: look.tick ?? null,
  late: look.late ? say(late(look.late)) : null,
  isAmount: look.amount ?? false,
  isDay: look.day ?? false,
  isInline: look.inline ?? false,
  isWide: look.wide ?? false,
});

/** The cell that names its row: `rowHead(say(titleLink(…)), { kind: say(ref("G-12")) })`. */
export const rowHead = (said: Part[], look: CellLook = {}): ListCell => cellOf(null, said, look);
export const cell = (label: string, said: Part[] | string, look: CellLook = {}): ListCell =>
  cellOf(label, said, look);

/** All that is shown, as one text, in half of JSON's time; a text's length keeps it apart from what stands beside it. */
function keyOf(shown: unknown): string {
  if (typeof shown === "string") return `${shown.length}:${shown}`;
  if (shown instanceof Date) return String(shown.getTime());
  if (typeof shown !== "object" || shown === null) return String(shown);
  let key = "{";
  for (const [name, value] of Object.entries(shown)) key += `${name}=${keyOf(value)},`;
  return `${key}}`;
}

/** Of each list. */
export const rowsKept = 1_000;

/**
 * The cells of rows that are shown again and again: made once for all that they show, and so rendered once, since a view
 * is kept by its cells. Whatever the cells say must be in `shown`; it is the key.
 */
export function keptCells<Shown>(cellsOf: (shown: Shown) => ListCell[]): (shown: Shown) => ListCell[] {
  const kept = new Map<string, ListCell[]>();
  return shown => {
    const key = keyOf(shown);
    const cells = kept.get(key) ?? cellsOf(shown);
    // The least lately shown one goes when there are too many.
    kept.delete(key);
    kept.set(key, cells);
    if (kept.size > rowsKept) kept.delete(kept.keys().next().value ?? key);
    return cells;
  };
}

export const listView = (
  given: Pick<ListView, "caption" | "heads"> & { rows: ListCell[][] } & Partial<
      Pick<ListView, "isCaptionShown" | "isClose" | "foot">
    >,
): ListView => ({
  caption: given.caption,
  isCaptionShown: given.isCaptionShown ?? false,
  isClose: given.isClose ?? false,
  // Rows that stand close have short cells, and room beside one another.
  hasManyColumns: given.heads.length > (given.isClose ? 6 : 5),
  heads: given.heads,
  rows: given.rows.map(cells => ({ cells })),
  hasTicks: given.rows[0]?.some(({ tick }) => tick !== null) ?? false,
  foot: given.foot ?? null,
});
