import type { RecordRow } from "../records/records.actions.ts";
import { isNumbered, refOf } from "../records/records.rules.ts";
import { type Day, formatRange } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { clashView } from "../web/clash.ts";
import { type FormView, formView } from "../web/forms.ts";
import { type Deed, deedLink, deedPost, pageHead } from "../web/head.ts";
import { sideMark } from "../web/marks.ts";
import type { HistoryView } from "../web/parts.ts";
import { facts } from "../web/parts.ts";
import { pathOf, paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say, who } from "../web/sentence.ts";
import {
  accessForm,
  newPersonForm,
  type PersonInput,
  personForm,
  rightsOf,
  termForm,
} from "./people.rules.ts";
import type { Held, ListedPerson, TermRow } from "./people-list.queries.ts";

export const termWords = (term: TermRow | undefined, today: Day): string =>
  term ? `${term.side}, ${formatRange(term.from, term.to, today)}` : "";

type PersonPage = {
  listed: ListedPerson;
  terms: TermRow[];
  held: Held[];
  history: HistoryView;
  today: Day;
  /** A link that was just made: it is shown once. */
  madeLink: string | null;
  failedTerm?: FailedForm;
};

export function personPage({ listed, terms, held, history, today, madeLink, failedTerm }: PersonPage) {
  const { record, person } = listed;
  const term = formView(termForm, {
    action: paths.personVerb(record.number, "terms"),
    submit: "Give the term",
    values: { side: person.side ?? "leadership", from: today },
    typed: failedTerm?.typed,
    errors: failedTerm?.errors,
    prefix: "term",
  });
  return {
    head: pageHead({
      heading: person.name,
      kicker: say(link(paths.people, "People")),
      standing: say(
        person.mergedIntoId
          ? "A double: another record of the same person stays, and this one signs in no more."
          : person.disabledAt
            ? "Disabled: cannot sign in, gets no mail. What they wrote stays."
            : person.title,
      ),
      deeds: deedsOf(listed, held.length > 0),
      form: term,
    }),
    madeLink,
    facts: facts(
      ["Role", rightsOf(person)],
      [
        "Side",
        person.side
          ? say(
              who({
                name: sideMark(person.side).word,
                href: null,
                mark: sideMark(person.side, { spoken: false }),
              }),
            )
          : "none",
      ],
      [
        "Address",
        person.bouncedAt ? `${person.email}; the mail server says that it does not exist` : person.email,
      ],
      ["School", person.school || "not said"],
      ["Digest", person.digest],
    ),
    terms: terms.map(each => ({
      said: say(`For ${each.side}, ${formatRange(each.from, each.to, today)}`),
      end:
        each.to >= today
          ? deedPost("End it", paths.personVerb(record.number, `terms/${each.id}/end`), { key: newId() })
          : null,
    })),
    term: person.disabledAt ? null : term,
    held: held.map(({ record: at, seat }) => ({ said: say(at ? heldLink(at) : hidden, `, ${seat}`) })),
    needsOwner: person.disabledAt !== null && held.length > 0,
    history,
  };
}

const hidden = "A record you may not see";

/** The seat follows: the title of a plan's goal must not end the sentence. */
const heldLink = (record: RecordRow): Part =>
  link(
    pathOf(record) ?? paths.desk,
    record.title.replace(/\.$/, ""),
    isNumbered(record.kind) ? refOf(record.kind, record.number) : null,
  );

function deedsOf({ record, person }: ListedPerson, holds: boolean): Deed[] {
  const post = (label: string, verb: string) =>
    deedPost(label, paths.personVerb(record.number, verb), { key: newId() });
  const merging = deedLink("Is here twice", paths.personVerb(record.number, "merging"));
  if (person.mergedIntoId) return [];
  return person.disabledAt
    ? [
        ...(holds ? [deedLink("Find new owners", paths.holdings(record.number), { first: true })] : []),
        post("Let them sign in again", "enabling"),
        merging,
      ]
    : [
        deedLink("Edit", paths.personVerb(record.number, "edit"), { first: true }),
        post("Make a sign-in link", "link"),
        deedLink("Disable", paths.personVerb(record.number, "disabling")),
        merging,
      ];
}

/** What a change of rights ends, said before and after it. */
const signsOut = (isSelf: boolean) =>
  isSelf
    ? "If you change your role, or whether you are administrator or approver, your other devices are signed out."
    : "If you change the role, or whether they are administrator or approver, every session of this person ends at once. They sign in again with the new rights.";

export const keptWords = (name: string, told: { isSignedOut: boolean; isSelf: boolean }): string => {
  if (!told.isSignedOut) return "Your changes are kept.";
  return told.isSelf
    ? "Your changes are kept. Your other devices are signed out."
    : `Your changes are kept. ${name} is signed out everywhere and signs in again with the new rights.`;
};

export function personFormPage(given: { listed: ListedPerson | null; isSelf: boolean; failed?: FailedForm }) {
  const { listed, isSelf, failed } = given;
  const isLate = listed !== null && failed?.status === 409;
  const form = formView(listed ? personForm : newPersonForm, {
    action: listed ? paths.personVerb(listed.record.number, "edit") : paths.people,
    submit: listed ? "Keep changes" : "Add person",
    version: listed?.record.version ?? null,
    values: listed ? valuesOf(listed) : { role: "educator", side: "role" },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: listed ? `Edit ${listed.person.name}` : "Add a person",
      kicker: say(link(paths.people, "People")),
      standing: listed && say(signsOut(isSelf)),
      form,
    }),
    clash: isLate ? clashView(personForm, failed.typed, valuesOf(listed)) : null,
    form,
  };
}

const valuesOf = ({ person }: ListedPerson): PersonInput => ({
  name: person.name,
  email: person.email,
  title: person.title,
  role: person.role,
  side: person.side ?? "none",
  school: person.school,
  hoursAWeek: person.hoursAWeek,
  isAdmin: person.isAdmin,
  isApprover: person.isApprover,
});

/** What disabling does, before it is done. */
export function disablingPage(
  listed: ListedPerson,
  held: number,
): { head: ReturnType<typeof pageHead>; clash: null; form: FormView } {
  const { record, person } = listed;
  const form = formView(accessForm, {
    action: paths.personVerb(record.number, "disabling"),
    submit: `Disable ${person.name}`,
  });
  const records = held === 0 ? "No open record" : held === 1 ? "One open record" : `${held} open records`;
  return {
    head: pageHead({
      heading: `Disable ${person.name}?`,
      kicker: say(link(paths.person(record.number), person.name)),
      standing: say(
        `Every session ends at once and no mail goes out to them. What they wrote stays. ${records} will need a new owner. You can undo it.`,
      ),
    }),
    clash: null,
    form,
  };
}
