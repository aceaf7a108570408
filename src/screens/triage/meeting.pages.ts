import { kindWords } from "../../requests/requests.rules.ts";
import { pageHead } from "../../web/head.ts";
import { say, strong } from "../../web/sentence.ts";
import { askedWords, caseView, goalWords } from "./case.pages.ts";
import { placeWords, type TriagePage, triageAt } from "./queue.pages.ts";
import { stepsView } from "./steps.pages.ts";
import { headingOf, nothingWords, stepsTo } from "./triage.pages.ts";

/** On a projector alike ones are for a glance. */
const mostAlike = 2;

/** Triage for a room: one request in large type, what decides it, the decisions, and nothing else. */
export function meetingPage(page: TriagePage) {
  const { triage, way } = page;
  const { current, queue } = triage;
  const open = caseView(page);
  return {
    head: pageHead({
      title: current ? `Meeting: ${current.ref} ${current.record.title}` : "Meeting",
      heading: current?.record.title ?? headingOf(queue.length, way.isMine),
      kicker:
        current && open
          ? say(strong(placeWords(page)), ` to decide · ${current.ref} · ${kindWords[current.row.kind]}`)
          : say("Triage · for the liaison group"),
      standing: current ? askedWords(page, current, []) : say(nothingWords(triage, way)),
    }),
    ...stepsTo(page),
    open: open && {
      ...open,
      goals: current && goalWords(page, current),
      alike: open.alike.slice(0, mostAlike),
      needed: [],
    },
    // Only the last: the room has just seen it.
    steps: stepsView(page).slice(0, 1),
    leave: triageAt({ ...way, isMeeting: false }, current),
  };
}
