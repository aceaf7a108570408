import { isUuid } from "../shared/ids.ts";
import type { OutboxRow } from "./outbox.queries.ts";
import type { SendAnswer } from "./transport.ts";

const minute = 60_000;
const hour = 60 * minute;

/** How many mails a sender has under way at once. */
export const connections = 4;

/** The longest that one mail may take: a server that trickles its answers never falls silent long enough for a socket's limit. */
export const sendLimitMs = minute;

/** A sender that lives lengthens its hold on a mail; the mails of one that died are free after this. */
export const leaseMs = 30_000;

/** Mails that one sender takes at once. */
export const batchSize = 12;

/** A mail is due at once, whatever clock it was written by, and a link that somebody waits for goes before a week's digests. */
export const firstTryAt = (kind: OutboxRow["kind"]): Date => new Date(kind === "sign in" ? 0 : 1);

/** The wait after so many tries: from 5 minutes, doubling, to 6 hours. */
export const backOffMs = (attempts: number): number =>
  Math.min(5 * minute * 2 ** Math.max(attempts - 1, 0), 6 * hour);

/** So many tries with those waits between them take 3 days. */
const mostTries = 18;
/** A sign-in link is dead after half an hour, and so is its mail. */
const mostSignInTries = 3;

export type Verdict = Pick<OutboxRow, "state" | "nextAt" | "lastAnswer" | "attempts">;

/** What a mail becomes by the answer to a try. */
export function verdictOf(row: Pick<OutboxRow, "kind" | "attempts">, answer: SendAnswer, now: Date): Verdict {
  const attempts = row.attempts + 1;
  const nextAt = new Date(now.getTime() + backOffMs(attempts));
  if (answer.outcome === "sent") return { state: "sent", attempts, nextAt, lastAnswer: "" };
  const lastAnswer = answer.reason;
  if (answer.outcome === "refused") return { state: "refused", attempts, nextAt, lastAnswer };
  const isLast = attempts >= (row.kind === "sign in" ? mostSignInTries : mostTries);
  const said = answer.outcome === "uncertain" ? `It may have arrived: ${lastAnswer}` : lastAnswer;
  return { state: isLast ? "given up" : "waiting", attempts, nextAt, lastAnswer: said };
}

/** Its link lets somebody in: nobody else may read it, and its words go once it is out or dead. */
export const holdsSecret = ({ kind }: Pick<OutboxRow, "kind">): boolean =>
  kind === "sign in" || kind === "invitation";

/** A mail that failed for good can be tried anew; a link's words are gone by then. */
export const canRetry = (row: Pick<OutboxRow, "kind" | "state">): boolean =>
  (row.state === "given up" || row.state === "refused") && !holdsSecret(row);

/** What makes a notice one: the record, what is asked, and when. */
export const noticePeriod = (recordId: string, what: string, at: Date): string =>
  `${recordId} ${what} ${at.toISOString()}`;

/** The record that a notice is about, which decides who else may read it. */
export function recordIdIn({ kind, period }: Pick<OutboxRow, "kind" | "period">): string | null {
  const [id = ""] = period.split(" ");
  return kind === "notice" && isUuid(id) ? id : null;
}
