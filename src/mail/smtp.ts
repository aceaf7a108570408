import { Readable } from "node:stream";
import type { Config } from "../config.ts";
import { isLoopback } from "../config.ts";
import { addressIn, isOneAddress } from "./addresses.ts";
import { sendLimitMs } from "./outbox.rules.ts";
import {
  type Mailer,
  messageBytes,
  type OutgoingMail,
  openSmtp,
  type SendAnswer,
  type Smtp,
  type SmtpServer,
  usualLimits,
} from "./transport.ts";

export function serverOf(smtpUrl: string): SmtpServer {
  const url = new URL(smtpUrl);
  const secure = url.protocol === "smtps:";
  const word = (text: string) => decodeURIComponent(text);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    auth: url.username ? { user: word(url.username), pass: word(url.password) } : undefined,
    isLoopback: isLoopback(url.hostname),
  };
}

export const openSmtpMailer = (
  config: Pick<Config, "mailFrom">,
  smtpUrl: string,
  limits = usualLimits,
): Mailer => {
  const smtp = openSmtp(serverOf(smtpUrl), limits);
  return {
    send: mail => sendBySmtp(smtp, config.mailFrom, mail),
    async close() {
      smtp.close();
    },
  };
};

async function sendBySmtp(smtp: Smtp, from: string, mail: OutgoingMail): Promise<SendAnswer> {
  const { address } = mail.to;
  if (!isOneAddress(address))
    return { outcome: "refused", reason: `“${address}” is not one address.`, badAddress: true };
  let wasGiven = false;
  try {
    const raw = Readable.from([await messageBytes(from, mail)]);
    raw.once("end", () => {
      wasGiven = true;
    });
    await smtp.sendMail({
      raw,
      envelope: { from: addressIn(from), to: [address] },
      signal: AbortSignal.timeout(sendLimitMs),
    });
    return { outcome: "sent" };
  } catch (error) {
    return answerOf(error, wasGiven);
  }
}

type Failure = { message: string; response?: unknown; responseCode?: unknown; command?: unknown };

/**
 * What a failed try means. Only what the server says to the recipient or to the mail itself is final: a refused login
 * or sender is a setting to mend, and the mail waits for it.
 * @param wasGiven the whole mail was on its way when it failed
 */
export function answerOf(error: unknown, wasGiven: boolean): SendAnswer {
  const failure: Failure = error instanceof Error ? error : { message: String(error) };
  const code = Number(failure.responseCode) || 0;
  const reason = String(failure.response ?? failure.message).slice(0, 500);
  if (code >= 500 && failure.command === "RCPT TO")
    return { outcome: "refused", reason, badAddress: isBadAddress(code, reason) };
  if (code >= 500 && failure.command === "DATA") return { outcome: "refused", reason, badAddress: false };
  if (code === 0 && wasGiven) return { outcome: "uncertain", reason };
  return { outcome: "later", reason };
}

/** A server that will not relay, or that blocks us, says 550 too; its finer code tells that from an address that is not there. */
function isBadAddress(code: number, reason: string): boolean {
  if (![550, 551, 553].includes(code)) return false;
  const finer = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(reason);
  return !finer || finer[1] === "1" || (finer[1] === "2" && finer[2] === "1");
}
