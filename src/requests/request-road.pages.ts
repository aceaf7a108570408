import { type Day, dayOf, formatRange } from "../shared/dates.ts";
import type { RoadView } from "../web/parts.ts";
import { type Part, say } from "../web/sentence.ts";
import { dayPart, listed, nameOf, waited } from "./request-words.pages.ts";
import type { Request } from "./requests.queries.ts";
import type { RequestState } from "./requests.rules.ts";

type Road = { request: Request; liaisons: readonly string[]; today: Day; zone: string };

type Step = { heading: string; states: readonly RequestState[]; who: (road: Road) => string };

const group = ({ liaisons }: Road): string =>
  liaisons.length > 0 ? listed(liaisons.slice(0, 6), "or") : "the liaison group";
const technology = (): string => "technology";

/** From sent to confirmed, and who has the next word. */
const steps: readonly Step[] = [
  { heading: "Decision", states: ["submitted", "needs info"], who: group },
  { heading: "Estimate", states: ["accepted"], who: technology },
  { heading: "Commitment, with a day", states: ["estimated"], who: group },
  { heading: "Work", states: ["committed", "in delivery"], who: technology },
  {
    heading: "Your word that it works",
    states: ["delivered"],
    who: ({ request }) => nameOf(request.requester),
  },
];

/** A deferred request stands where it will come back to. */
const stateOnRoad = ({ state, row }: Request): string =>
  state === "deferred" ? (row.stateBefore ?? "submitted") : state;

function nowWords(road: Road, step: Step): Part[] {
  const { request, today } = road;
  if (request.state === "deferred" && request.row.deferredUntil)
    return say("Deferred until ", dayPart(request.row.deferredUntil, today));
  if (request.state === "needs info")
    return say(
      `${nameOf(request.requester)} answers a question first, ${waited(request.record.since, road)}`,
    );
  return say(`${step.who(road)}, ${waited(request.record.since, road)}`);
}

function aheadWords(road: Road, step: Step): string {
  const { windowFrom, windowTo } = road.request.row;
  return step.states.includes("committed") && windowFrom && windowTo
    ? `${step.who(road)}, ${formatRange(windowFrom, windowTo, road.today)}`
    : step.who(road);
}

/** What happens next, and who does it; null for a draft and for what is over. */
export function roadOf(road: Road): RoadView | null {
  const { request, today, zone } = road;
  const state = stateOnRoad(request);
  const at = steps.findIndex(step => step.states.some(each => each === state));
  if (at === -1) return null;
  const sent = request.row.submittedAt;
  return [
    {
      step: "past",
      isNow: false,
      heading: "Sent",
      said: sent ? say(dayPart(dayOf(sent, zone), today)) : say(""),
      note: null,
    },
    ...steps.map((step, index) => ({
      step: index < at ? ("past" as const) : index === at ? ("now" as const) : ("ahead" as const),
      isNow: index === at,
      heading: step.heading,
      said: index === at ? nowWords(road, step) : index < at ? say("done") : say(aheadWords(road, step)),
      note: null,
    })),
  ];
}
