import { refOf } from "../records/records.rules.ts";
import { type Day, durationWords, formatShortDay } from "../shared/dates.ts";
import type { District } from "../shared/deed.ts";
import type { FigureView } from "../web/drawing.ts";
import { type FormView, formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import type { ClashView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { late, note, type Part, say, strong } from "../web/sentence.ts";
import type { UnsentThere } from "../web/unsent-there.ts";
import type { AlikeRequest } from "./alike.queries.ts";
import type { GoalChoices } from "./form.queries.ts";
import { requestForm } from "./forms.rules.ts";
import { requestLink, requestTag, requestTitle, tookWords } from "./request-words.pages.ts";
import type { Request } from "./requests.queries.ts";
import { kindWords, type RequestKind, requestKinds } from "./requests.rules.ts";
import { expectationOf, spanWords, type Took, tookOf } from "./took.rules.ts";
import { tookBar } from "./took-bar.pages.ts";

export type RequestFormPage = {
  /** null for a new one. */
  request: Request | null;
  values: Record<string, unknown>;
  failed: FailedForm | null;
  clash: ClashView | null;
  goals: GoalChoices;
  took: Map<RequestKind, Took>;
  alike: AlikeRequest[];
  unsent: UnsentThere;
  /** Who will be told by sending it, or by the change. */
  told: string;
  /** As far as it is typed or stored. */
  neededBy: Day | null;
  title: string;
  today: Day;
  district: District;
};

const goalOption = ({ id, number, title }: GoalChoices["near"][number]): Option => ({
  value: id,
  label: `${refOf("goal", number)} ${title}`,
});

const studentDataOptions: Option[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  {
    value: "unsure",
    label: "Unsure",
    hint: "The liaison group finds out. It may need an agreement, which takes 2 to 3 weeks.",
  },
];

/** The choices that only the page knows. */
export const formOptions = (goals: GoalChoices): Record<string, Option[]> => ({
  goals: [...goals.near, ...goals.far].map(goalOption),
  studentData: studentDataOptions,
});

export function requestFormPage(page: RequestFormPage) {
  const { request, failed, goals } = page;
  const isDraft = request === null || request.state === "draft";
  const form = formView(requestForm, {
    action: request ? paths.verb("request", request.record.number, "edit") : paths.list("request"),
    submit: isDraft ? "Send request" : "Keep changes",
    also: isDraft ? [{ value: "draft", label: "Keep as draft" }] : [],
    version: request?.record.version ?? null,
    told: isDraft ? `${page.told} A draft tells nobody.` : page.told,
    values: page.values,
    typed: failed?.typed,
    errors: failed?.errors,
    options: formOptions(goals),
  });
  return {
    head: headOf(page, form),
    clash: page.clash,
    unsent: page.unsent,
    keepsItself: paths.unsent,
    broken: request ? null : brokenWords(page.district),
    form,
    field: fieldsIn(form),
    nearGoals: form.by.goals?.options.slice(0, goals.near.length) ?? [],
    farGoals: form.by.goals?.options.slice(goals.near.length) ?? [],
    showsFar: form.by.goals?.options.slice(goals.near.length).some(({ isChosen }) => isChosen) ?? false,
    asksForWhom: request === null,
    alike: page.alike.map(alikeView),
    hasTitle: page.title !== "",
    took: requestKinds.map(kind => tookView(page, kind)),
  };
}

function headOf({ request }: RequestFormPage, form: FormView) {
  if (!request)
    return pageHead({
      title: "New request",
      kicker: say("New request"),
      heading: "What do you need from technology?",
      standing: say("Four short parts. You see how long things like it took before you send it."),
      form,
    });
  return pageHead({
    heading: `Edit ${request.ref}`,
    kicker: say(requestLink(request.record)),
    standing:
      request.state === "draft"
        ? say("Nobody decides on it before you send it.")
        : say("The liaison group sees what you change."),
    form,
  });
}

const brokenWords = ({ helpDeskUrl }: District) => ({
  href: helpDeskUrl && /^https?:\/\//.test(helpDeskUrl) ? helpDeskUrl : null,
});

/** Fields by name, as the view places them; those of a `data or report` are asked of that kind alone. */
function fieldsIn({ by }: FormView) {
  const must = (name: string) => {
    const found = by[name];
    if (!found) throw new Error(`the request form has no ${name}`);
    return found;
  };
  const asked = (name: string) => ({ ...must(name), isOptional: false });
  return {
    what: [must("title"), must("need"), must("kind")],
    forData: [asked("question"), asked("decision"), asked("users"), asked("frequency")],
    why: must("why"),
    goals: must("goals"),
    goalWords: { ...must("goalWords"), isOptional: false },
    when: [must("neededBy"), must("school"), must("people")],
    forWhom: must("forWhom"),
    studentData: must("studentData"),
    isRestricted: must("isRestricted"),
  };
}

export function alikeView(each: AlikeRequest) {
  const took = tookWords(each.submittedAt, each.deliveredAt);
  return {
    said: say(requestTitle(each)),
    note: say(requestTag(each.state), took ? note(` took ${took}`) : ""),
  };
}

/** What the page says of each kind; the style sheet shows the one that is chosen. */
function tookView({ took, failed, values, neededBy, today }: RequestFormPage, kind: RequestKind) {
  const range = took.get(kind);
  if (!range)
    return {
      kind,
      figure: null,
      few: `${kindWords[kind]}: fewer than ${tookOf.least} were delivered so far, too few to say how long things like this take.`,
    };
  const needed = kind === (failed ? failed.typed.kind : values.kind) ? neededBy : null;
  const expected = expectationOf(range, today, needed);
  const figure: FigureView = {
    caption: say(
      `${kindWords[kind]}: things like this took `,
      strong(spanWords(range)),
      ". Sent today, nine in ten would be there by ",
      strong(formatShortDay(expected.to, today)),
      ...(expected.gapDays === null ? [] : gapWords(expected.gapDays)),
      ".",
    ),
    drawing: tookBar(expected, needed, today),
    table: null,
    note: `From ${range.cases} past requests. The liaison group decides what is promised, and says a day.`,
  };
  return { kind, figure, few: null };
}

function gapWords(gapDays: number): (Part | string)[] {
  if (gapDays > 0) return [", ", late(`${durationWords(gapDays)} after you need it`)];
  return gapDays === 0 ? [", the day you need it"] : [`, ${durationWords(gapDays)} before you need it`];
}
