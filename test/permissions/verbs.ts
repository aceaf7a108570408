import type { Fields } from "../support/caller.ts";
import type { ThingName, World } from "./things.ts";

/** A verb as somebody outside calls it: where it is posted to, and with which words. */
export type Verb = {
  row: string;
  verb: string;
  /** Behind the thing's own address. */
  path: string;
  fields: Fields;
  /** What the page leads to: an address that begins so; null where no page of the thing shows it. */
  shown?: string | null;
  /** Only with the approver's flag. */
  byFlag?: boolean;
};

const verb = (
  row: string,
  name: string,
  path: string,
  fields: Fields = {},
  more: Partial<Verb> = {},
): Verb => ({
  ...{ row, path, fields },
  verb: name,
  ...more,
});

const drafting = "draft, propose, edit, discard a draft goal";
const tending =
  "check in, add readings, edit, hold, achieve, retire an active goal, hand over one's own seat";
const asking = "submit, answer, withdraw, confirm a request";
const triage = "triage (accept, ask, decline, defer, merge), commit";
const working = "estimate; make and move work items; log effort; deliver";
const spending = "draft, submit a budget request";
const endorsing = "endorse or return a budget request";
const reviewing = "review funds, record actuals, close";
const talking = "open a thread, post, comment";
const deciding = "decide a budget request (approver flag)";

/** Every verb on a thing in the state from which it leads. */
export function verbsOf({ ids, other }: World): Record<ThingName, Verb[]> {
  const goalText = {
    ...{ title: "Every third grader reads", priorityId: ids.priority, rhythm: "monthly" },
    why: "Four of ten read below level.",
  };
  const measure = { name: "Absent days", direction: "down", target: "4" };
  const asked = {
    ...{ title: "Nightly class lists", need: "Lists.", kind: "integration", why: "Children wait." },
    ...{ neededBy: "2027-02-01", school: "Kelly", people: "20", studentData: "no" },
  };
  const estimate = { lowHours: "10", likelyHours: "20", highHours: "40" };
  const promised = { from: "2027-01-11", to: "2027-01-29", rank: "3" };
  const line = { label: "Feed", kind: "services", quantity: "1", unitCents: "1000", recurrence: "one-time" };
  const spend = {
    ...{ title: "Feeds", fiscalYear: "2028", justification: "Needed.", ifDeclined: "Paper." },
    ...Object.fromEntries(Object.entries(line).map(([name, value]) => [`lines.0.${name}`, value])),
  };
  const comment = verb(talking, "comment", "/comments", { words: "Which schools?" });
  const addLink = verb(talking, "add a link", "/links", { title: "More", url: "https://district.example" });
  const withdraw = verb(asking, "withdraw", "/withdrawal");
  const decisions = (name: string) => [
    verb(triage, `decline ${name}`, "/refusal", { reason: "No money." }),
    verb(triage, `defer ${name}`, "/deferral", { until: "2027-03-01" }),
    verb(triage, `merge ${name}`, "/duplicate", { of: `R-${other.submitted}` }),
  ];
  const editWork = verb(working, "edit work", "/edit", { title: "Feed, nightly" });
  const estimateWork = verb(working, "estimate work", "/estimates", {
    lowHours: "10",
    likelyHours: "20",
    highHours: "40",
  });
  const drop = verb(working, "drop work", "/dropping", { reason: "Not needed." });
  const effort = verb(working, "log effort", "/effort", { hours: "2", day: "2026-11-23" });
  const submitted = [
    verb(asking, "edit a request", "/edit", asked),
    withdraw,
    verb(triage, "ask", "/question", { question: "Which schools?" }),
    verb(triage, "accept", "/acceptance"),
    verb(triage, "assign", "/liaison"),
    ...decisions("a submitted one"),
  ];
  return {
    "draft goal": [
      addLink,
      verb(drafting, "propose a goal", "/proposal"),
      verb(drafting, "edit a draft goal", "/edit", goalText),
      verb(drafting, "add a measure to a draft", "/measures", measure),
      verb(drafting, "discard a goal", "/discarding"),
    ],
    "proposed goal": [
      verb("confirm a goal", "confirm a goal", "/confirmation"),
      verb("send a goal back", "send back a goal", "/return", { reason: "Which grade?" }),
    ],
    "active goal": [
      verb(tending, "check in", "/check-ins", { side: "leadership", health: "at risk", changed: "Late." }),
      verb(tending, "add a reading", "/readings", { measureId: ids.measure, day: "2026-11-20", value: "66" }),
      verb(tending, "edit an active goal", "/edit", { ...goalText, due: "2027-06-30" }),
      verb(tending, "add a measure", "/measures", measure),
      verb(tending, "change a measure", `/measures/${ids.measure}`, measure),
      verb(tending, "hold a goal", "/hold", { reason: "Until spring." }),
      verb(tending, "achieve a goal", "/achievement", { note: "It reads." }),
      verb(tending, "retire a goal", "/retirement", { reason: "Over." }),
      verb(tending, "hand over a seat", "/handover", { seat: "sponsor", to: "Mai Vang" }),
    ],
    "goal on hold": [comment, verb(tending, "resume a goal", "/resumption")],
    "draft request": [
      verb(asking, "submit a request", "/submission"),
      verb(asking, "edit a draft request", "/edit", asked),
      withdraw,
    ],
    "submitted request": submitted,
    "security matter": [comment, ...submitted],
    "request that needs info": [verb(asking, "answer", "/answer", { answer: "All." }), withdraw],
    "accepted request": [verb(working, "estimate", "/estimates", estimate), ...decisions("an accepted one")],
    "estimated request": [
      verb(triage, "commit", "/commitment", promised),
      verb(working, "estimate anew", "/estimates", estimate),
      verb(working, "give a second opinion", "/opinions", { ...estimate, why: "The vendor is slow." }),
      verb(working, "plan its work", "/work", { title1: "Feed", words1: "Lists load at night." }),
      ...decisions("an estimated one"),
    ],
    "committed request": [
      verb(working, "start", "/start"),
      verb(triage, "take back", "/recall", { reason: "The vendor is late." }),
      withdraw,
    ],
    "request in delivery": [verb(working, "deliver", "/delivery", { note: "There." })],
    "delivered request": [
      verb(asking, "confirm a request", "/confirmation"),
      verb(asking, "say not yet", "/not-yet", { missing: "The names." }),
    ],
    "declined request": [verb(triage, "reopen", "/reopening", { reason: "There is money." })],
    "planned work": [verb(working, "start work", "/start"), drop, editWork, estimateWork],
    "work that is doing": [
      verb(working, "block work", "/blockage", { by: "The vendor" }),
      verb(working, "finish work", "/completion"),
      ...[drop, effort, editWork],
    ],
    "blocked work": [
      verb(working, "unblock work", "/release"),
      verb(working, "finish", "/completion"),
      effort,
    ],
    "draft budget request": [
      comment,
      verb(spending, "submit a budget request", "/submission"),
      verb(spending, "edit a budget request", "/edit", spend),
    ],
    "submitted budget request": [
      verb(endorsing, "endorse", "/endorsement"),
      verb(endorsing, "return", "/return", { comment: "Which source?" }),
    ],
    "endorsed budget request": [
      verb(reviewing, "review", "/review", { source1: ids.source }),
      verb(reviewing, "return before the review", "/return", { comment: "Which source?" }),
    ],
    "reviewed budget request": [
      verb(deciding, "decide", "/decision", { approve1: "500", source1: ids.source }, { byFlag: true }),
      verb(deciding, "return before the decision", "/return", { comment: "Less." }, { byFlag: true }),
    ],
    "approved budget request": [verb(reviewing, "record an actual", "/lines/1/actual", { cents: "900" })],
    "spent budget request": [verb(reviewing, "close", "/closing")],
    "funding source": [
      verb("manage sources", "edit a source", "/edit", { name: "Fund", code: "GF", level: "local" }),
      verb("manage sources", "set an amount", "/amount", { fiscalYear: "2029", cents: "5", reason: "So." }),
    ],
  };
}
