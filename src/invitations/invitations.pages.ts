import { type Day, formatInstant } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { formView } from "../web/forms.ts";
import { type Deed, deedLink, deedPost, type ErrorSummary, pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { type TagShape, tagView } from "../web/marks.ts";
import { type EmptyView, filterSelect, type PagerView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say, tag, time } from "../web/sentence.ts";
import type { InvitationRow, ListedInvitation } from "./invitations.queries.ts";
import {
  type InvitationState,
  type Invitee,
  type InviteInput,
  inviteForm,
  joinForm,
  type LineProblem,
  stateOf,
} from "./invitations.rules.ts";

type When = { now: Date; today: Day; zone: string };

export const invitationStates = ["waiting", "used", "run out", "withdrawn"] as const;
const shapes: Record<InvitationState, TagShape> = {
  waiting: "open",
  used: "done",
  "run out": "ended",
  withdrawn: "ended",
};

export type InvitationsPage = When & {
  rows: ListedInvitation[];
  pager: PagerView;
  state: InvitationState | null;
  form: { summary: ErrorSummary | null };
};

export function invitationsPage(page: InvitationsPage) {
  const { rows, state } = page;
  return {
    head: pageHead({
      heading: "Invitations",
      kicker: say(link(paths.people, "People")),
      standing: say("Who was asked to come, by whom, and whether they did."),
      deeds: [deedLink("Invite people", paths.newInvitations, { first: true })],
      form: page.form,
    }),
    filter: {
      action: paths.invitations,
      fields: [
        filterSelect(
          "state",
          "State",
          invitationStates.map(each => [each, each] as const),
          state,
        ),
      ],
      hidden: [],
      shown: say(state ? `invitations that are ${state}, newest first` : "all invitations, newest first"),
      chosen: state ? [{ label: state, href: paths.invitations }] : [],
      keepHref: null,
      csvHref: null,
    },
    list: rows.length > 0 ? table(page) : null,
    open: rows.filter(({ invitation }) => isOpen(invitation)).map(({ invitation }) => openView(invitation)),
    pager: page.pager,
    empty: rows.length > 0 ? null : emptyView(state),
  };
}

const isOpen = (row: InvitationRow): boolean => row.usedAt === null && row.withdrawnAt === null;

const emptyView = (state: InvitationState | null): EmptyView => ({
  id: "no-invitations",
  heading: state ? `No invitation is ${state}` : "Nobody was invited yet",
  sentence: "Each person gets a mail with a link of their own. Who is here already needs none.",
  deeds: [],
  example: null,
});

/** What can be done about one that nobody has used. */
const openView = (row: InvitationRow): { name: string; deeds: Deed[] } => ({
  name: row.name,
  deeds: [
    deedPost(`Send it again to ${row.name}`, paths.invitationVerb(row.id, "resending"), { key: newId() }),
    deedPost(`Withdraw that of ${row.name}`, paths.invitationVerb(row.id, "withdrawal"), { key: newId() }),
  ],
});

const at = (instant: Date, { zone, today }: When): Part =>
  time(instant.toISOString(), formatInstant(instant, zone, today));

function table({ rows, ...when }: InvitationsPage) {
  return listView({
    caption: "Invitations",
    heads: [head("Person"), head("Address"), head("State"), head("Sent"), head("Until"), head("Invited by")],
    rows: rows.map(({ invitation, by }) => {
      const state = stateOf(invitation, when.now);
      return [
        rowHead(say(invitation.name), { kind: say(invitation.role) }),
        cell("Address", invitation.email),
        cell("State", say(tag(tagView(state, shapes[state]))), { inline: true }),
        cell("Sent", say(at(invitation.sentAt, when)), { inline: true }),
        cell("Until", say(at(invitation.endsAt, when)), { inline: true }),
        cell("Invited by", by, { inline: true }),
      ];
    }),
  });
}

export function invitePage(failed?: FailedForm) {
  const form = formView(inviteForm, {
    action: paths.invitationChecks,
    submit: "Look it over",
    values: { role: "educator", side: "role" },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: "Invite people",
      kicker: say(link(paths.invitations, "Invitations")),
      standing: say("Each gets a mail that says who invites them, with a link that works once, for 14 days."),
      form,
    }),
    form,
  };
}

/** "Line 3: It has no name." for the field, all of them up to a page full. */
export const problemWords = (problems: readonly LineProblem[]): string => {
  const said = problems
    .slice(0, 20)
    .map(({ row, message }) => (row === 0 ? message : `Line ${row}: ${message}`))
    .join(" ");
  return problems.length > 20 ? `${said} And ${problems.length - 20} more lines like these.` : said;
};

/** Before they are sent: to whom, as what, and that a sent mail cannot be called back. */
export function lookOverPage(input: InviteInput, people: readonly Invitee[], isMailSet: boolean) {
  const count = people.length === 1 ? "one person" : `${people.length} people`;
  const hidden = {
    key: newId(),
    people: input.people,
    role: input.role,
    side: input.side,
    school: input.school ?? "",
  };
  return {
    head: pageHead({
      heading: `Invite ${count}?`,
      kicker: say(link(paths.newInvitations, "Invite people")),
      standing: say(
        `${people.length === 1 ? "They come" : "Each comes"} as ${input.role}. A mail that is out cannot be called back, but an invitation can be withdrawn. `,
        isMailSet ? "" : "No mail server is set: each mail is a file in the outbox folder.",
      ),
      deeds: [deedPost(`Invite ${count}`, paths.invitations, hidden, { first: true })],
    }),
    list: listView({
      caption: "Who gets an invitation",
      heads: [head("Person"), head("Address")],
      rows: people.map(({ name, email }) => [rowHead(say(name)), cell("Address", email)]),
    }),
  };
}

export function joinPage(given: {
  row: InvitationRow;
  by: string;
  district: string;
  action: string;
  failed?: FailedForm | undefined;
}) {
  const { row, by, district, action, failed } = given;
  const form = formView(joinForm, {
    action,
    submit: "Accept and sign in",
    values: { name: row.name },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: `${by} invites you to Crosswalk`,
      standing: say(
        `You come to ${district} as ${row.role}, with the address ${row.email}. The link works once.`,
      ),
      form,
    }),
    form,
  };
}

const whyDead: Record<InvitationState, string> = {
  waiting: "It is cut short, or a newer one was sent.",
  used: "It was used. If that was you, ask for a link to sign in.",
  "run out": "It ran out. Ask whoever invited you to send it again.",
  withdrawn: "It was withdrawn. Ask whoever invited you.",
};

export const deadInvitationPage = (state: InvitationState) => ({
  head: pageHead({ heading: "This invitation no longer works", standing: say(whyDead[state]) }),
  again: paths.signIn,
});
