import { noHours } from "../forecast/days.rules.ts";
import type { Moved } from "../forecast/moves.rules.ts";
import type { WhatIf } from "../forecast/what-if.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { refOf } from "../records/records.rules.ts";
import { canAsk } from "../requests/requests.rules.ts";
import { type Day, formatShortDay } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { summaryOf } from "../web/form-view.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { filterText, type Link } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { late, link, type Part, ref, say } from "../web/sentence.ts";
import type { Changed } from "./what-if.queries.ts";
import { type Asked, changeText, hoursWords, placeAskForm, placeWords, queryOf } from "./what-if.rules.ts";
import { mostMoved, movedList, othersOf } from "./what-if-list.pages.ts";

export type WhatIfPage = {
  asked: Asked;
  /** What the little form held, where it could not be added. */
  typed: { request: string; rank: string; hours: string };
  changed: Changed[];
  problems: string[];
  /** null while it is still being worked out */
  found: WhatIf | null;
  /** Those of the moved that the reader may see. */
  names: ReadonlyMap<string, RecordRow>;
  /** Who will be told by asking for it. */
  told: string | null;
  actor: Actor;
  today: Day;
  failed: FailedForm | null;
};

export function whatIfPage(page: WhatIfPage) {
  const { asked, typed, changed, problems, failed, found } = page;
  const errors = problems.map(message => ({ field: null, message }));
  const rest = found ? othersOf(found, changed).length - mostMoved : 0;
  const isAsked = changed.length > 0 || asked.hours !== 0;
  return {
    head: pageHead({
      title: "What if",
      kicker: say(link(paths.capacity, "Capacity")),
      heading: "What if",
      standing: say(...standingOf(page, isAsked)),
      form: { summary: summaryOf([...errors, ...(failed?.errors ?? [])]) },
    }),
    late: isAsked && !found ? withQuery(paths.whatIf, queryOf(asked)) : null,
    action: paths.whatIf,
    kept: queryOf(asked).change,
    fields: [
      filterText("request", "Request, like R-214", typed.request),
      filterText("rank", "Rank, or nothing to take it out", typed.rank),
      filterText("hours", "Hours a week more or less", typed.hours),
    ],
    chosen: chosenOf(page),
    moved: isAsked && found ? movedList(page, found) : null,
    more: rest > 0 ? `And ${rest} more.` : null,
    ask: changed.length > 0 && canAsk(page.actor) ? askForm(page) : null,
  };
}

function standingOf(
  { asked, found, changed, today, names }: WhatIfPage,
  isAsked: boolean,
): (Part | string)[] {
  if (!isAsked)
    return [
      "Give a request another place in the queue, take one out, or change the hours there are, and see which days move. Nothing is kept: the address of the page is what you share.",
    ];
  if (!found)
    return [
      "It is being worked out, which takes some seconds. ",
      link(withQuery(paths.whatIf, queryOf(asked)), "Look whether it is there"),
      ".",
    ];
  const days = [...found.after.values()];
  if (days.some(({ lacks }) => lacks === noHours)) return [`No date can be given: ${noHours}.`];
  const others = othersOf(found, changed);
  if (others.length === 0) return ["It moves no other date. Nothing is kept."];
  const shown = others.slice(0, mostMoved);
  const past = shown.filter(each => isPast(each, names)).length;
  const ofThem = shown.length < others.length ? `of the first ${shown.length}` : "of them";
  const chance = days.some(({ p80 }) => p80 !== null) ? "80 %" : "if every estimate holds";
  return [
    `It moves ${others.length === 1 ? "the date of one other" : `the dates of ${others.length.toLocaleString("en-US")} others`} (${chance})`,
    ...(past > 0 ? [", ", late(`${past} ${ofThem} past what is wanted`)] : []),
    `. Said on ${formatShortDay(today, today)}; nothing is kept, the address of the page is what you share.`,
  ];
}

const isPast = ({ id, to }: Moved, names: WhatIfPage["names"]): boolean => {
  const due = names.get(id)?.due ?? null;
  return due !== null && (to === null || to > due);
};

/** Each change as a word whose link takes it away: also what cannot be had, or it would stay in the address for ever. */
function chosenOf({ asked }: WhatIfPage): Link[] {
  const without = (text: string) =>
    withQuery(paths.whatIf, {
      ...queryOf(asked),
      change: asked.changes.map(changeText).filter(each => each !== text),
    });
  return [
    ...asked.changes.map(change => ({
      label: placeWords(refOf("request", change.number), change.rank),
      href: without(changeText(change)),
    })),
    ...(asked.hours === 0
      ? []
      : [
          {
            label: hoursWords(asked.hours),
            href: withQuery(paths.whatIf, { ...queryOf(asked), hours: null }),
          },
        ]),
  ];
}

function askForm({ asked, changed, told, failed }: WhatIfPage) {
  const refs = changed.flatMap(({ request }, index) => [index === 0 ? "" : ", ", ref(request.ref)]);
  return {
    told: say(
      "It asks the liaison group, and stands in the history of ",
      ...refs,
      ". Nothing moves before they decide.",
    ),
    form: formView(placeAskForm, {
      action: paths.placeAsks,
      submit: "Ask the liaison group",
      version: null,
      told,
      values: { scenario: withQuery("", queryOf(asked)).slice(1) },
      typed: failed?.typed,
      errors: failed?.errors,
    }),
  };
}
