import { namedRecord } from "../events/events.pages.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { type Day, daysBetween, durationWords, formatShortDay } from "../shared/dates.ts";
import { late, link, type Part, say, time } from "../web/sentence.ts";
import { noHours } from "./days.rules.ts";
import { dayOfDays, type Moved, mostShown, shiftOf } from "./moves.rules.ts";
import type { WhatMoves } from "./what-moves.ts";

export type MovesView = {
  /** Where it stands once it is worked out; null where it does. */
  late: string | null;
  said: Part[];
  rows: { said: Part[] }[];
  more: string | null;
  note: Part[] | null;
};

type Given = {
  /** The moved that the reader may see. */
  names: ReadonlyMap<string, RecordRow>;
  /** By when the request itself is needed. */
  due: Day | null;
  /** The last day of the window that is typed. */
  promised: Day | null;
  today: Day;
  /** The same page again. */
  again: string;
};

/** What a commitment moves, the furthest first; before it is made. */
export function movesView(ref: string, moves: WhatMoves | null, given: Given): MovesView {
  if (moves === null)
    return {
      ...alone(),
      said: say(
        "It is being worked out, which takes some seconds. ",
        link(given.again, "Look whether it is there"),
        ".",
      ),
      late: given.again,
    };
  const { itself, moved } = moves;
  if (itself.lacks === noHours)
    return alone(`No date can be given: ${noHours}. So nobody can say what it moves.`);
  const chance = itself.basis === "estimates" ? "if every estimate holds" : "80 %";
  const note = itselfWords(ref, moves, chance, given);
  const [first] = moved;
  if (!first) return { ...alone(`Committing ${ref} moves nothing.`), note };
  if (moved.length === 1)
    return {
      ...alone(),
      said: say(`Committing ${ref} moves `, ...words(first, given), ` (${chance}).`),
      note,
    };
  const rest = moved.length - mostShown;
  return {
    late: null,
    said: say(`Committing ${ref} moves ${moved.length} others (${chance}), the furthest first:`),
    rows: moved.slice(0, mostShown).map(each => ({ said: say(...words(each, given)) })),
    more: rest > 0 ? `And ${rest} more.` : null,
    note,
  };
}

const alone = (text = ""): MovesView => ({ late: null, said: say(text), rows: [], more: null, note: null });

function itselfWords(
  ref: string,
  { itself }: WhatMoves,
  chance: string,
  { due, promised, today }: Given,
): Part[] {
  const day = dayOfDays(itself);
  if (day !== null) {
    const past = [
      ...pastWords(day, due, "after it is needed"),
      ...pastWords(day, promised, "after the last day of your promise"),
    ];
    return say(`${ref} itself is said for `, dayPart(day, today), ` (${chance})`, ...past, ".");
  }
  return say(`No date can be given for ${ref} itself: ${itself.lacks}.`);
}

function pastWords(day: Day, wanted: Day | null, words: string): (Part | string)[] {
  const gap = wanted === null ? 0 : daysBetween(wanted, day);
  return gap > 0 ? [", ", late(`${durationWords(gap)} ${words}`)] : [];
}

const dayPart = (day: Day | null, today: Day): Part | string =>
  day === null ? "more than ten years away" : time(day, formatShortDay(day, today));

function words({ id, from, to }: Moved, { names, today }: Given): (Part | string)[] {
  const named = names.get(id);
  const due = named?.due ?? null;
  const shift = shiftOf({ from, to });
  return [
    namedRecord(named),
    " from ",
    dayPart(from, today),
    " to ",
    dayPart(to, today),
    from !== null && to !== null ? `, ${durationWords(shift)} ${shift > 0 ? "later" : "sooner"}` : "",
    ...(due !== null && (to === null || to > due) ? [", ", late("after its day")] : []),
  ];
}
