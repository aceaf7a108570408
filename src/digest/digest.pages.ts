import { type Day, dayOf, formatDay, formatInstant, formatTime } from "../shared/dates.ts";
import type { Actor, District } from "../shared/deed.ts";
import { allOf } from "../shared/language.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { Composed } from "./digest.actions.ts";
import type { DigestRow, Reader } from "./digest.queries.ts";
import { canSendDigest, choiceForm, sendForm } from "./digest.rules.ts";
import type { Period } from "./periods.rules.ts";

type Given = {
  reader: Reader;
  next: Composed | null;
  period: Period | null;
  issues: DigestRow[];
  /** Names of everyone who gets the next one. */
  readers: string[];
  actor: Actor;
  district: District;
  today: Day;
  failed?: FailedForm;
};

/** What the next digest will say, to whom, past issues, and the reader's own choice. */
export function digestPage(given: Given) {
  const { reader, next, period, issues, actor, district, today, failed } = given;
  const zone = district.timeZone;
  const form = formView(choiceForm, {
    action: paths.digestChoice,
    submit: "Keep my choice",
    values: { digest: reader.row.digest, quietWeek: reader.row.quietWeek },
    typed: failed?.typed,
    errors: failed?.errors,
  });
  const when = period
    ? `The next one is written on ${formatDay(dayOf(period.moment, zone), today)} at ${formatTime(period.moment, zone)}.`
    : "Holidays leave no day for the next one.";
  const gets = reader.row.digest === "on" || reader.term !== null ? "" : " You do not get it by mail.";
  return {
    head: pageHead({
      heading: "Digest",
      standing: say(`${when}${gets} This is what it would say to you now.`),
      form,
    }),
    next: next && {
      subject: next.subject,
      text: next.text,
      document: paths.digestDocument("next"),
      title: "The next digest as mail",
    },
    issues: issues.map(issue => ({
      said: say(
        link(paths.digestIssue(issue.id), issue.subject),
        `, ${formatInstant(issue.plannedAt, zone, today)}`,
        issue.outboxId === null ? ", not mailed" : "",
      ),
    })),
    form,
    send: canSendDigest(actor) ? sendView(given.readers) : null,
  };
}

function sendView(readers: string[]) {
  const count = readers.length;
  return {
    who:
      count === 0
        ? "Nobody gets the digest yet. Give somebody a liaison term."
        : `It goes to ${count} ${count === 1 ? "person" : "people"}: ${allOf(readers.slice(0, 20))}${count > 20 ? " and others" : ""}. Who has this week’s already gets a marked extra.`,
    form:
      count === 0
        ? null
        : formView(sendForm, {
            action: paths.digestSend,
            submit: `Send it now to ${count} ${count === 1 ? "person" : "people"}`,
            prefix: "send",
          }),
  };
}

export function issuePage(issue: DigestRow, zone: string, today: Day) {
  return {
    head: pageHead({
      heading: issue.subject,
      kicker: say(link(paths.digest, "Digest"), ` · ${formatInstant(issue.plannedAt, zone, today)}`),
      standing: say(issue.outboxId === null ? "It was not mailed." : "This is the mail as it was sent."),
    }),
    document: paths.digestDocument(issue.id),
    title: "The digest as mail",
    text: issue.text,
  };
}
