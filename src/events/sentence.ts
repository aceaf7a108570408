/** Words, or a record or person that the reader sees by name only if they may see it. */
export type Part = string | { id: string };

/**
 * What follows the doer's name. `it` is "this goal" on the record's own page and its number and title elsewhere.
 * A table of these is exhaustive: a kind without its sentence does not compile.
 */
export type Sentences<Events> = { [K in keyof Events]: (data: Events[K], it: Part) => Part[] };

/** Old and new value of each field that an edit touched, in words. */
export type Changes = Record<string, [before: string, after: string]>;

export const quoted = (text: string): string => (text === "" ? "" : `: “${text}”`);

export const changed = (changes: Changes): string =>
  Object.entries(changes)
    .map(([field, [before, after]]) =>
      before === "" ? `${field}: “${after}”` : `${field} from “${before}” to “${after}”`,
    )
    .join("; ");

/** "1,200 hours, 800 to 2,000" */
export const hoursWords = (likely: number, low: number, high: number): string =>
  `${likely.toLocaleString("en-US")} ${likely === 1 ? "hour" : "hours"}, ${low.toLocaleString("en-US")} to ${high.toLocaleString("en-US")}`;
