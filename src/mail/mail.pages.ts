import { type Day, formatInstant } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { deedPost, type ErrorSummary, pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { type TagShape, tagView } from "../web/marks.ts";
import { type EmptyView, facts, filterSelect, type PagerView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, type Part, say, tag, time } from "../web/sentence.ts";
import type { MailFilter, MailLine, OutboxRow } from "./outbox.queries.ts";
import { canRetry, holdsSecret } from "./outbox.rules.ts";

type State = OutboxRow["state"];
const shapes: Record<State, TagShape> = {
  waiting: "not yet",
  sent: "done",
  refused: "ended",
  "given up": "ended",
};
/** What an administrator looks for; what was sent stands in the whole list. */
export const mailStates = ["waiting", "refused", "given up"] as const;

type When = { today: Day; zone: string };

const stateTag = (state: State): Part => tag(tagView(state, shapes[state]));
const at = (instant: Date, { zone, today }: When): Part =>
  time(instant.toISOString(), formatInstant(instant, zone, today));

/** A mail about a record that the reader may not see shows neither its subject nor its words. */
const subjectOf = (mail: Pick<MailLine, "kind" | "subject">, isReadable: boolean): string =>
  isReadable || holdsSecret(mail) ? mail.subject : "About a record you may not see";

const triesOf = ({ state, attempts, nextAt }: MailLine, when: When): Part[] =>
  state === "waiting" && attempts > 0
    ? say(`${attempts}, next `, at(nextAt, when))
    : say(attempts === 0 ? "none yet" : String(attempts));

export type MailListPage = When & {
  rows: MailLine[];
  readable: Set<string>;
  filter: MailFilter;
  bounced: { name: string; email: string }[];
  pager: PagerView;
  /** Where mail goes: a server's name, or null for the folder. */
  server: string | null;
  form: { summary: ErrorSummary | null };
};

export function mailListPage(page: MailListPage) {
  const { rows, bounced, server } = page;
  return {
    head: pageHead({
      heading: "Mail",
      standing: say(
        server
          ? `Mail goes out through ${server}.`
          : "No mail server is set. Each mail is a file in the outbox folder, and you can read it here.",
      ),
      deeds: [deedPost("Send a test mail to me", paths.mailTests, { key: newId() }, { first: true })],
      form: page.form,
    }),
    bounced: bounced.length > 0 ? bounced.map(person => `${person.name}, ${person.email}`) : null,
    filter: filterBar(page.filter),
    list: rows.length > 0 ? table(page) : null,
    empty: rows.length > 0 ? null : emptyView(page.filter),
    pager: page.pager,
  };
}

const filterBar = ({ state }: MailFilter) => ({
  action: paths.mail,
  fields: [
    filterSelect(
      "state",
      "State",
      mailStates.map(each => [each, each] as const),
      state,
    ),
  ],
  hidden: [],
  shown: say(state ? `mails that are ${state}, newest first` : "all mails, newest first"),
  chosen: state ? [{ label: state, href: paths.mail }] : [],
  keepHref: null,
  csvHref: null,
});

const emptyView = ({ state }: MailFilter): EmptyView => ({
  id: "no-mail",
  heading: state ? `No mail is ${state}` : "No mail yet",
  sentence: "Digests, sign-in links and what cannot wait are listed here with what the mail server said.",
  deeds: [],
  example: null,
});

function table({ rows, readable, ...when }: MailListPage) {
  return listView({
    caption: "Mails",
    heads: [head("Subject"), head("To"), head("State"), head("Written"), head("Tries"), head("Last answer")],
    rows: rows.map(mail => [
      rowHead(say(link(paths.mailOne(mail.id), subjectOf(mail, readable.has(mail.id)))), {
        kind: say(mail.kind),
      }),
      cell("To", mail.toName),
      cell("State", say(stateTag(mail.state)), { inline: true }),
      cell("Written", say(at(mail.date, when)), { inline: true }),
      cell("Tries", triesOf(mail, when), { inline: true }),
      cell("Last answer", mail.lastAnswer || "none", { wide: true }),
    ]),
  });
}

export type MailPage = When & {
  mail: OutboxRow;
  isReadable: boolean;
  form: { summary: ErrorSummary | null };
};

export function mailPage({ mail, isReadable, form, ...when }: MailPage) {
  const retry = deedPost("Try again", paths.mailRetries(mail.id), { key: newId() });
  const subject = subjectOf(mail, isReadable);
  return {
    head: pageHead({
      heading: subject,
      kicker: say(link(paths.mail, "Mail"), ` · ${mail.kind}`),
      standing: say(stateTag(mail.state), ` To ${mail.toName}, ${mail.toAddress}.`),
      deeds: canRetry(mail) ? [retry] : [],
      form,
    }),
    facts: facts(
      ["Written", say(at(mail.date, when))],
      ["Sent", mail.sentAt ? say(at(mail.sentAt, when)) : "not yet"],
      ["Tries", triesOf(mail, when)],
      ["Last answer", mail.lastAnswer || "none"],
      ["Message-ID", mail.messageId],
      ...Object.entries(mail.headers).map(([name, value]): [string, string] => [name, value]),
    ),
    mail: isReadable ? { title: subject, documentHref: paths.mailDocument(mail.id), text: mail.text } : null,
    hiddenBecause: holdsSecret(mail)
      ? "This mail holds a link that lets its receiver in. Nobody else may read it."
      : "This mail is about a record you may not see.",
  };
}
