/** One mail to exactly one person, complete: sending it twice sends the same bytes but for the transport's own lines. */
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

/** `sent`: the server took it. `uncertain`: it may have (the answer after the final dot was lost). */
export type SendAnswer =
  | { outcome: "sent" }
  | { outcome: "later"; reason: string }
  | { outcome: "refused"; reason: string }
  | { outcome: "uncertain"; reason: string };

export type Mailer = {
  /** Never throws: every way it can end is an answer. */
  send(mail: OutgoingMail): Promise<SendAnswer>;
  close(): Promise<void>;
};
