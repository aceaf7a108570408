import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import nodemailer from "nodemailer";
import { connections } from "./outbox.rules.ts";

/** One mail to exactly one person, complete: sending it twice sends the same bytes. */
export type OutgoingMail = {
  messageId: string;
  date: Date;
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** List-Id, List-Unsubscribe, List-Unsubscribe-Post; digests only. */
  headers: Record<string, string>;
};

/**
 * `sent`: the server took it. `later`: it will be tried again. `refused`: the server will never take it.
 * `uncertain`: it may have taken it (the answer after the final dot was lost).
 */
export type SendAnswer =
  | { outcome: "sent" }
  | { outcome: "later"; reason: string }
  /** `badAddress`: it is the address that does not exist, not this mail that is unwelcome. */
  | { outcome: "refused"; reason: string; badAddress: boolean }
  | { outcome: "uncertain"; reason: string };

export type Mailer = {
  /** Never throws: every way it can end is an answer. */
  send(mail: OutgoingMail): Promise<SendAnswer>;
  close(): Promise<void>;
};

/** A mail's words are given, never fetched: nothing in them may name a file or an address to read. */
const sealed = { disableFileAccess: true, disableUrlAccess: true } as const;

const composer = nodemailer.createTransport({
  ...sealed,
  streamTransport: true,
  buffer: true,
  newline: "windows",
});

/** The whole message (RFC 5322, CRLF); the same mail is always the same bytes. */
export async function messageBytes(from: string, mail: OutgoingMail): Promise<Buffer> {
  const { message } = await composer.sendMail({
    ...mail,
    from,
    headers: { ...mail.headers, "Auto-Submitted": "auto-generated" },
    baseBoundary: createHash("sha256").update(mail.messageId).digest("hex").slice(0, 32),
    textEncoding: "quoted-printable",
  });
  if (!Buffer.isBuffer(message)) throw new Error("The message was not composed whole.");
  return message;
}

export type SmtpServer = {
  host: string;
  port: number;
  secure: boolean;
  auth: { user: string; pass: string } | undefined;
  /** On this machine nobody can listen in, and a test server's certificate is its own. */
  isLoopback: boolean;
};

const second = 1000;

export const usualLimits = { connectMs: 10 * second, greetMs: 10 * second, silenceMs: 30 * second };

/** Connections to one mail server. Left alone it would wait ten minutes and send again by itself. */
export const openSmtp = ({ isLoopback, ...server }: SmtpServer, limits = usualLimits) =>
  nodemailer.createTransport({
    ...sealed,
    ...server,
    pool: true,
    maxConnections: connections,
    maxRequeues: 0,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.greetMs,
    socketTimeout: limits.silenceMs,
    requireTLS: !server.secure && !isLoopback,
    tls: { rejectUnauthorized: !isLoopback },
  });

export type Smtp = Pick<ReturnType<typeof openSmtp>, "close"> & {
  sendMail(mail: {
    raw: Readable;
    envelope: { from: string; to: string[] };
    signal: AbortSignal;
  }): Promise<unknown>;
};
