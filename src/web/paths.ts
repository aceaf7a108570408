import type { Kind, NumberedKind } from "../records/records.rules.ts";

const folders: Record<NumberedKind, string> = {
  goal: "goals",
  request: "requests",
  work: "work",
  budget: "budget",
};

type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** A path with a query; empty values are left out. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Every URL of Crosswalk is made here; patterns for routes are made by passing ":number". */
export const paths = {
  desk: "/",
  signIn: "/sign-in",
  signInWith: (secret: string) => `/sign-in/${secret}`,
  signOut: "/sign-out",
  passkeySignIn: "/sign-in/passkey",
  passkeyChallenge: "/sign-in/passkey/challenge",
  singleSignOn: "/sign-in/single-sign-on",
  /** Where the provider sends people back to; it is registered there. */
  singleSignOnAnswer: "/sign-in/single-sign-on/answer",
  singleSignOnEnd: "/passkeys/single-sign-on/end",
  devices: "/devices",
  otherDevices: "/devices/others/end",
  device: (id: string) => `/devices/${id}/end`,
  passkeys: "/passkeys",
  newPasskeyChallenge: "/passkeys/challenge",
  passkeyRemoval: (id: string) => `/passkeys/${id}/removal`,
  /** The first run; its steps after the first are an administrator's. */
  setup: "/setup",
  setupWith: (token: string) => `/setup/${token}`,
  setupMail: "/setup/mail",
  setupMailTests: "/setup/mail/tests",
  setupExample: "/setup/example",
  setupFirst: "/setup/first",
  /** An invitation, for the one who was invited. */
  join: (secret: string) => `/join/${secret}`,
  /** What was typed into a form and not sent. */
  unsent: "/unsent",
  unsentEnd: "/unsent/end",
  me: "/me",
  myChoices: "/me/choices",
  deputies: "/deputies",
  deputyEnd: (id: string) => `/deputies/${id}/end`,
  theme: "/theme",
  search: "/search",
  help: "/help",
  rights: "/help/permissions",

  list: (kind: NumberedKind) => `/${folders[kind]}`,
  /** The form for a new one. */
  new: (kind: NumberedKind) => `/${folders[kind]}/new`,
  record: (kind: NumberedKind, number: number | ":number") => `/${folders[kind]}/${number}`,
  /** A verb of a record is a noun that is posted to it: `/requests/214/acceptance`. */
  verb: (kind: NumberedKind, number: number | ":number", verb: string) =>
    `/${folders[kind]}/${number}/${verb}`,

  /** One deed for many rows of a list. */
  bulk: (kind: NumberedKind) => `/${folders[kind]}/bulk`,
  bulkDeed: (kind: NumberedKind, deed: string) => `/${folders[kind]}/bulk/${deed}`,

  /** What every record bears. */
  comments: (kind: NumberedKind, number: number | ":number") => `/${folders[kind]}/${number}/comments`,
  followers: (kind: NumberedKind, number: number | ":number") => `/${folders[kind]}/${number}/followers`,
  followingEnd: (kind: NumberedKind, number: number | ":number") =>
    `/${folders[kind]}/${number}/followers/end`,
  /** Where it stands on the record's page. */
  estimate: (kind: NumberedKind, number: number) => `/${folders[kind]}/${number}#estimate`,
  links: (kind: NumberedKind, number: number | ":number") => `/${folders[kind]}/${number}/links`,
  linkEnd: (kind: NumberedKind, number: number | ":number", id: string) =>
    `/${folders[kind]}/${number}/links/${id}/end`,
  files: (kind: NumberedKind, number: number | ":number") => `/${folders[kind]}/${number}/files`,
  file: (kind: NumberedKind, number: number | ":number", id: string) =>
    `/${folders[kind]}/${number}/files/${id}`,
  fileEnd: (kind: NumberedKind, number: number | ":number", id: string) =>
    `/${folders[kind]}/${number}/files/${id}/end`,
  fileRedaction: (kind: NumberedKind, number: number | ":number", id: string) =>
    `/${folders[kind]}/${number}/files/${id}/redaction`,
  follows: "/me/follows",
  savedViews: "/me/views",
  savedViewEnd: (id: string) => `/me/views/${id}/end`,

  /** The hours of a week, one's own. */
  workSheet: "/work/effort",

  /** All that stands under a goal, on one page. */
  sight: (number: number | ":number") => `/goals/${number}/line-of-sight`,
  priorities: "/goals/priorities",
  newPriority: "/goals/priorities/new",
  priority: (number: number | ":number") => `/goals/priorities/${number}`,
  triage: "/triage",
  /** Each side's own order of the queue. */
  queueOrder: "/triage/order",
  batch: "/triage/batch",
  batchOf: (noun: string) => `/triage/batch/${noun}`,
  capacity: "/capacity",
  held: "/capacity/held",
  whatIf: "/capacity/what-if",
  placeAsks: "/capacity/place-asks",
  leaves: "/capacity/leave",
  leaveEnd: (id: string) => `/capacity/leave/${id}/end`,
  sources: "/budget/sources",
  newSource: "/budget/sources/new",
  source: (number: number | ":number") => `/budget/sources/${number}`,
  sourceVerb: (number: number | ":number", verb: "edit" | "amount") => `/budget/sources/${number}/${verb}`,
  packet: "/budget/packet",
  digest: "/digest",
  digestChoice: "/digest/choice",
  digestSend: "/digest/sending",
  digestIssue: (id: string) => `/digest/${id}`,
  digestDocument: (id: string) => `/digest/${id}/document`,
  unsubscribe: (token: string) => `/unsubscribe/${token}`,
  admin: "/admin",
  names: "/people/names",
  people: "/admin/people",
  newPerson: "/admin/people/new",
  person: (number: number | ":number") => `/admin/people/${number}`,
  personVerb: (number: number | ":number", verb: string) => `/admin/people/${number}/${verb}`,
  peopleImports: "/admin/people/imports",
  peopleChecks: "/admin/people/imports/checks",
  peopleCheck: (id: string) => `/admin/people/imports/checks/${id}`,
  peopleEncoding: (id: string) => `/admin/people/imports/checks/${id}/encoding`,
  invitations: "/admin/invitations",
  newInvitations: "/admin/invitations/new",
  invitationChecks: "/admin/invitations/checks",
  invitationVerb: (id: string, verb: "resending" | "withdrawal") => `/admin/invitations/${id}/${verb}`,
  settings: "/admin/settings",
  audit: "/admin/audit",
  redactions: "/admin/redactions",
  liaisons: "/liaisons",
  group: "/admin/group",
  needsOwner: "/needs-owner",
  holdings: (number: number | ":number") => `/needs-owner/${number}`,
  mail: "/admin/mail",
  mailTests: "/admin/mail/tests",
  mailOne: (id: string) => `/admin/mail/${id}`,
  /** The mail as its own document. */
  mailDocument: (id: string) => `/admin/mail/${id}/document`,
  mailRetries: (id: string) => `/admin/mail/${id}/retries`,
  imports: "/admin/imports",
  importOne: (id: string) => `/admin/imports/${id}`,
  /** A file that was checked and not imported yet. */
  importChecks: "/admin/imports/checks",
  importCheck: (id: string) => `/admin/imports/checks/${id}`,
  /** The same for what is no plan. */
  importKind: (kind: "requests" | "effort") => `/admin/imports/${kind}`,
  importKindChecks: (kind: "requests" | "effort") => `/admin/imports/${kind}/checks`,
  importKindCheck: (kind: "requests" | "effort", id: string) => `/admin/imports/${kind}/checks/${id}`,
  importKindEncoding: (kind: "requests" | "effort", id: string) =>
    `/admin/imports/${kind}/checks/${id}/encoding`,
  effortRemoval: (id: string) => `/admin/imports/effort/${id}/removal`,
  importEncoding: (id: string) => `/admin/imports/checks/${id}/encoding`,
} as const;

/** Where a record of any kind is read; null for kinds without a page of their own. */
export function pathOf(record: { kind: Kind; number: number }): string | null {
  if (record.kind === "source") return paths.source(record.number);
  return Object.hasOwn(folders, record.kind)
    ? paths.record(record.kind as NumberedKind, record.number)
    : null;
}
