import type { z } from "zod";
import { estimateForm, firstEstimateForm, opinionForm } from "../estimates/estimates.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { mayEver } from "../shared/permissions.ts";
import { ofPress } from "../told/said-before.ts";
import { type Deed, deedLink, deedPost, stepBackWords, withFirst } from "../web/head.ts";
import type { Link } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import {
  acceptanceForm,
  answerForm,
  assignmentForm,
  commitmentForm,
  confirmationForm,
  deferralForm,
  deliveryForm,
  duplicateForm,
  neededTooForm,
  newSystemForm,
  notYetForm,
  questionForm,
  recallForm,
  refusalForm,
  reopeningForm,
  withdrawalForm,
} from "./forms.rules.ts";
import { keySideOf } from "./keys.rules.ts";
import type { Request } from "./requests.queries.ts";
import { canAsk, canDo, canNeedToo, type RequestState, type Verb } from "./requests.rules.ts";
import type { TellingDeed } from "./tellings.rules.ts";

/** A deed with a form of its own: the noun it is posted to, and what it says. */
type Asked = { noun: string; label: string; heading: string; submit: string; schema: z.ZodObject };

const asked = (noun: string, label: string, heading: string, submit: string, schema: z.ZodObject): Asked => ({
  noun,
  label,
  heading,
  submit,
  schema,
});

export const askedDeeds = {
  answer: asked("answer", "Answer", "Answer the liaison group", "Send answer", answerForm),
  confirm: asked("confirmation", "Confirm", "Does it work?", "Confirm", confirmationForm),
  notYet: asked("not-yet", "Not yet", "What is missing?", "Send back", notYetForm),
  ask: asked("question", "Ask for more", "What do you need to know?", "Send question", questionForm),
  accept: asked("acceptance", "Accept", "Accept this request", "Accept", acceptanceForm),
  decline: asked("refusal", "Decline", "Decline this request", "Decline", refusalForm),
  defer: asked("deferral", "Defer", "Defer this request", "Defer", deferralForm),
  merge: asked("duplicate", "Mark as duplicate", "Which one goes on?", "Mark as duplicate", duplicateForm),
  assign: asked("liaison", "Assign", "Who looks after it?", "Assign", assignmentForm),
  reopen: asked("reopening", "Reopen", "Look at it again", "Reopen", reopeningForm),
  estimate: asked("estimates", "Estimate", "Estimate this request", "Send estimate", estimateForm),
  second: asked("opinions", "Second opinion", "How do you see it?", "Send opinion", opinionForm),
  commit: asked("commitment", "Commit", "Commit this request", "Commit", commitmentForm),
  keyAgain: asked("commitment", "Commit again", "Commit this request again", "Commit", commitmentForm),
  uncommit: asked(
    "recall",
    "Take back the commitment",
    "Take back the commitment",
    "Take it back",
    recallForm,
  ),
  deliver: asked("delivery", "Deliver", "Deliver this request", "Deliver", deliveryForm),
  withdraw: asked("withdrawal", "Withdraw", "Withdraw this request", "Withdraw", withdrawalForm),
  needToo: asked("need", "We need this too", "Who else needs it?", "We need this too", neededTooForm),
} as const;
export type AskedDeed = keyof typeof askedDeeds;

/** The reviews of a new system are no option, and nothing has changed since no estimate. */
export const schemaOf = (name: AskedDeed, { row, state }: Request): z.ZodObject => {
  if (name === "accept" && row.kind === "new system") return newSystemForm;
  return name === "estimate" && state === "accepted" ? firstEstimateForm : askedDeeds[name].schema;
};

export const deedPath = (request: Request, name: AskedDeed): string =>
  paths.verb("request", request.record.number, askedDeeds[name].noun);
/** Where its form stands. */
export const deedFormPath = (request: Request, name: AskedDeed): string => `${deedPath(request, name)}/new`;

/** What else the rules of a deed ask. */
export type Moment = {
  request: Request;
  actor: Actor;
  canStepBack: boolean;
  /** A large commitment: each of its two keys is given for a side. */
  isLarge: boolean;
  missingKeys: readonly string[];
  hasNeeded: boolean;
  /** Work stands under it already. */
  hasWork?: boolean;
  /** Somebody else estimated it, and this person has not said how they see it. */
  isSecond: boolean;
  /** Who will be told by what its page offers. */
  said?: ReadonlyMap<TellingDeed, string>;
};

/** Whether the person can do it now: for buttons, by the rules that guard the verbs. */
export function offers(name: AskedDeed, moment: Moment): boolean {
  const { request, actor, isLarge, missingKeys } = moment;
  if (name === "needToo") return canNeedToo(actor, request) && !moment.hasNeeded;
  if (!canDo(actor, name, request)) return false;
  if (name === "second") return moment.isSecond;
  if (name !== "commit" && name !== "keyAgain") return true;
  if (!isLarge) return name === "commit";
  const side = keySideOf(actor);
  return side !== null && missingKeys.includes(side);
}

/** A commitment above the threshold is made for a side. */
export const labelOf = (name: AskedDeed, moment: Moment): string => {
  if (name === "estimate" && moment.request.state !== "accepted") return "New estimate";
  const side = keySideOf(moment.actor);
  return name === "commit" && moment.isLarge && side ? `Commit for ${side}` : askedDeeds[name].label;
};

/** In the order in which one thinks of them; the first that is waited for is the filled button. */
const first: readonly AskedDeed[] = [
  "accept",
  "ask",
  "commit",
  "keyAgain",
  "deliver",
  "estimate",
  "second",
  "defer",
  "decline",
  "reopen",
];
const others: readonly AskedDeed[] = ["assign", "merge", "uncommit", "withdraw"];

/** Submitted with nothing but a press. */
const press = (label: string, { request, said }: Moment, name: TellingDeed, noun: string): Deed =>
  deedPost(
    label,
    paths.verb("request", request.record.number, noun),
    { key: newId(), version: String(request.record.version) },
    { told: ofPress(label, said?.get(name)) },
  );

/** Where the work that the estimate proposes is planned. */
const workPath = (request: Request): string => paths.verb("request", request.record.number, "work");

const canPress = ({ request, actor }: Moment, verb: Verb): boolean => canDo(actor, verb, request);

/** The verbs on top of the page. */
export function headDeeds(moment: Moment): Deed[] {
  const { request } = moment;
  const isDraft = request.state === "draft" && canPress(moment, "edit");
  const edit = paths.verb("request", request.record.number, "edit");
  const deeds = [
    ...(canPress(moment, "submit") ? [press("Send request", moment, "submit", "submission")] : []),
    ...(isDraft ? [deedLink("Go on with the draft", edit)] : []),
    ...(canPress(moment, "start")
      ? [
          ...(moment.hasWork ? [] : [deedLink("Plan its work", workPath(request))]),
          press("Start delivery", moment, "start", "start"),
        ]
      : []),
    ...first
      .filter(name => offers(name, moment))
      .map(name => deedLink(labelOf(name, moment), deedFormPath(request, name))),
    ...(moment.canStepBack ? [press(stepBackWords, moment, "step back", "step-back")] : []),
  ];
  // Whoever decides on it has other things to do than to need it.
  const shown =
    deeds.length === 0 && offers("needToo", moment) ? [deedLink("We need this too", "#need")] : deeds;
  return withFirst(shown).map(deed => ({ ...deed, isFirst: deed.isFirst && !isAside(deed, moment) }));
}

/** What can be done, and nobody waits for: no such button is the filled one. */
const isAside = ({ href }: Deed, { request }: Moment): boolean =>
  (
    [
      "second",
      "defer",
      "decline",
      "reopen",
      ...(request.state === "accepted" ? [] : ["estimate" as const]),
    ] as const
  ).some(name => href === deedFormPath(request, name));

/** All other verbs, as links beside the text. */
export function otherDeeds(moment: Moment): Link[] {
  const { request } = moment;
  const edit = paths.verb("request", request.record.number, "edit");
  return [
    ...(canPress(moment, "edit") && request.state !== "draft"
      ? [{ label: "Edit the request", href: edit }]
      : []),
    ...others
      .filter(name => offers(name, moment))
      .map(name => ({ label: labelOf(name, moment), href: deedFormPath(request, name) })),
    ...underIt(moment),
  ];
}

const takesMore: readonly RequestState[] = ["accepted", "estimated", "committed", "in delivery"];

/** What can be put under a request that goes on: whoever may ask for it at all, may ask for it here. */
function underIt(moment: Moment): Link[] {
  const { request, actor } = moment;
  if (!takesMore.includes(request.state)) return [];
  const query = { request: request.record.id };
  return [
    ...(mayEver(actor, "do the work")
      ? [
          ...(request.state === "accepted" || (canPress(moment, "start") && !moment.hasWork)
            ? []
            : [{ label: "Plan its work from the estimate", href: workPath(request) }]),
          { label: "Plan work for it", href: withQuery(paths.new("work"), query) },
        ]
      : []),
    ...(mayEver(actor, "ask for money")
      ? [{ label: "Ask for money for it", href: withQuery(paths.new("budget"), query) }]
      : []),
    ...(request.state !== "accepted" && canAsk(actor)
      ? [{ label: "What if it came first?", href: withQuery(paths.whatIf, { change: `${request.ref}:1` }) }]
      : []),
  ];
}
