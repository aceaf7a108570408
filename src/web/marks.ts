export type Side = "leadership" | "technology" | "educators";

/** A side is a letter in a shape beside a word, never a color alone. */
export type SideMark = {
  side: Side;
  word: string;
  letter: string;
  isCircle: boolean;
  isSquare: boolean;
  isTriangle: boolean;
  /** False where the word stands beside the mark: it must not be read twice. */
  isSpoken: boolean;
};

const sides: Record<Side, string> = {
  leadership: "Leadership",
  technology: "Technology",
  educators: "Educators",
};

export function sideMark(side: Side, { spoken = true } = {}): SideMark {
  const word = sides[side];
  return {
    side,
    word,
    letter: word.slice(0, 1),
    isCircle: side === "leadership",
    isSquare: side === "technology",
    isTriangle: side === "educators",
    isSpoken: spoken,
  };
}

export type PersonMark = { name: string; href: string | null; mark: SideMark | null };

export const personMark = (person: {
  name: string;
  side: Side | "none" | null;
  href?: string;
}): PersonMark => ({
  name: person.name,
  href: person.href ?? null,
  mark: person.side && person.side !== "none" ? sideMark(person.side) : null,
});

export type HealthWord = "on track" | "at risk" | "off track" | "stale" | "none";
export type HealthView = {
  health: HealthWord;
  words: string;
  /** Its stroke where nothing can be drawn: in a mail. */
  sign: string;
  isOnTrack: boolean;
  isAtRisk: boolean;
  isOffTrack: boolean;
  isStale: boolean;
  isNone: boolean;
};

const signs: Record<HealthWord, string> = {
  "on track": "✓",
  "at risk": "!",
  "off track": "×",
  stale: "◷",
  none: "–",
};

/** @param words what is said instead of the word: "no word since Oct 3" */
export const healthView = (health: HealthWord, words?: string): HealthView => ({
  health,
  words: words ?? (health === "none" ? "no view yet" : health),
  sign: signs[health],
  isOnTrack: health === "on track",
  isAtRisk: health === "at risk",
  isOffTrack: health === "off track",
  isStale: health === "stale",
  isNone: health === "none",
});

/** How far along: the border says it beside the word. */
export type TagShape = "not yet" | "open" | "moving" | "done" | "ended";
export type TagView = { word: string; shape: TagShape };
export const tagView = (word: string, shape: TagShape): TagView => ({ word, shape });
