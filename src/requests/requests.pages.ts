import { estimateView } from "../estimates/estimate-view.pages.ts";
import type { EstimateVersion } from "../estimates/estimates.queries.ts";
import { lateInShort } from "../forecast/days.pages.ts";
import type { DaysRow } from "../forecast/days.rules.ts";
import { daysFigure } from "../forecast/days-figure.pages.ts";
import { heldNote } from "../forecast/held.pages.ts";
import type { Held } from "../forecast/held.rules.ts";
import type { KnownPast } from "../forecast/ranges.rules.ts";
import { whyWords } from "../forecast/why.pages.ts";
import type { Why } from "../forecast/why.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import type { BesideView } from "../screens/beside/beside.pages.ts";
import type { Day } from "../shared/dates.ts";
import type { District, Person } from "../shared/deed.ts";
import { summaryOf } from "../web/form-view.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { tagView } from "../web/marks.ts";
import type { HistoryView } from "../web/parts.ts";
import { pathOf, paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { type Part, ref, say, tag, titleLink } from "../web/sentence.ts";
import type { AlikeRequest } from "./alike.queries.ts";
import type { NeededToo } from "./needed-too.queries.ts";
import {
  type AskedDeed,
  askedDeeds,
  deedPath,
  headDeeds,
  type Moment,
  offers,
  otherDeeds,
  schemaOf,
} from "./request-deeds.pages.ts";
import { dataFacts, factsOf } from "./request-facts.pages.ts";
import { alikeView } from "./request-form.pages.ts";
import { roadOf } from "./request-road.pages.ts";
import { standingOf } from "./request-standing.pages.ts";
import { personPart } from "./request-words.pages.ts";
import type { Key, Request } from "./requests.queries.ts";
import { kindWords } from "./requests.rules.ts";
import { spanWords, type Took } from "./took.rules.ts";

export type RequestPage = {
  moment: Moment;
  request: Request;
  estimates: EstimateVersion[];
  days: DaysRow | undefined;
  why: Why | null;
  past: KnownPast | undefined;
  held: Held[] | undefined;
  keys: Key[];
  survivor: Request | null;
  /** What was asked before with a title like it, while its sender can take it back. */
  alike: AlikeRequest[];
  /** How long things like it took, while nobody has decided on it. */
  took: Took | null;
  goals: RecordRow[];
  below: RecordRow[];
  needed: NeededToo[];
  liaisons: string[];
  /** Who looks after it, in a running term. */
  caretaker: string | null;
  history: HistoryView;
  beside: BesideView;
  actor: Person;
  today: Day;
  district: District;
  /** A form of this page that was sent and came back; without a name it was a button alone. */
  failed: { name: AskedDeed | null; form: FailedForm } | null;
};

/** What the requester does stands open on the page: nobody who comes four times a year should look for it. */
const inPlace: readonly AskedDeed[] = ["answer", "confirm", "notYet", "needToo"];
export const isInPlace = (name: AskedDeed): boolean => inPlace.includes(name);

export function requestPage(page: RequestPage) {
  const { request, moment, district, today, estimates, failed } = page;
  const { record, row } = request;
  const zone = district.timeZone;
  const figure = daysFigure(page.days, {
    ...{ due: record.due, dueWord: "needed", promised: row.windowTo, said: row.saidP80, today },
    held: heldNote(page.held),
  });
  const forms = inPlace.filter(name => offers(name, moment)).map(name => deedForm(page, name));
  const failedForm = forms.find(({ name }) => name === failed?.name)?.form;
  return {
    head: pageHead({
      title: `${request.ref} ${record.title}`,
      heading: record.title,
      kicker: kickerOf(request),
      standing: [
        ...standingOf({ ...page, estimate: estimates[0] ?? null, isWorkDone: isWorkDone(page.below) }),
        ...lateInShort(page.days, record.due, today, "after it is needed"),
        ...(page.took ? say(` Things like it took ${spanWords(page.took)}.`) : []),
      ],
      deeds: headDeeds(moment),
      form: failedForm ?? { summary: summaryOf(failed?.form.errors ?? []) },
    }),
    forms: forms.filter(({ name }) => name !== "needToo"),
    question: request.state === "needs info" || row.asked === "" ? null : row.asked,
    answer: request.state === "submitted" && row.asked !== "" ? row.stateNote || null : null,
    need: row.need || null,
    why: row.why || null,
    forData: dataFacts(request),
    estimate: estimateView(estimates, {
      ...{ today, zone, hoursAWeek: district.hoursAWeek },
      ...{ kind: row.kind, past: page.past },
      papers: page.beside.atEstimates,
    }),
    needed: neededView(page, forms.find(({ name }) => name === "needToo") ?? null),
    days: figure,
    late: whyWords(page.why, today),
    facts: factsOf({ ...page, isDrawn: figure !== null }),
    goals: page.goals.map(goal => ({ said: say(recordTitle(goal)), note: say(plainTag(goal.state)) })),
    alike: page.alike.map(alikeView),
    below: page.below.map(each => ({ said: say(recordTitle(each)), note: say(plainTag(each.state)) })),
    others: otherDeeds(moment),
    road: roadOf({ request, liaisons: page.liaisons, today, zone }),
    history: page.history,
    beside: page.beside,
  };
}

export const kickerOf = ({ ref: number, row }: Request): Part[] =>
  say("Request ", ref(number), ` · ${kindWords[row.kind]}`, row.isRestricted ? " · a security matter" : "");

function isWorkDone(below: readonly RecordRow[]): boolean {
  const work = below.filter(each => each.kind === "work");
  return work.length > 0 && work.every(each => each.state === "done" || each.state === "dropped");
}

const plainTag = (state: string): Part => tag(tagView(state, "open"));

const recordTitle = (record: RecordRow): Part =>
  titleLink(
    pathOf(record) ?? paths.desk,
    record.title,
    isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
  );

function deedForm({ request, failed, moment }: RequestPage, name: AskedDeed) {
  const sent = failed?.name === name ? failed.form : undefined;
  const { noun, heading, submit, label } = askedDeeds[name];
  return {
    name,
    id: noun,
    heading,
    label,
    isFolded: (name === "notYet" || name === "needToo") && !sent,
    lead: name === "answer" ? request.row.asked : name === "confirm" ? request.row.stateNote || null : null,
    form: formView(schemaOf(name, request), {
      action: deedPath(request, name),
      submit,
      version: request.record.version,
      told: moment.said?.get(name),
      typed: sent?.typed,
      errors: sent?.errors,
      prefix: noun,
    }),
  };
}

function neededView({ needed }: RequestPage, form: ReturnType<typeof deedForm> | null) {
  const rows = needed.map(each => ({
    said: say(personPart(each), each.school ? `, ${each.school}` : ""),
    note: each.line,
  }));
  return rows.length === 0 && !form ? null : { rows, form };
}
