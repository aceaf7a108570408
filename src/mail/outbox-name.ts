/** Where a mail lies in the outbox folder: named by its Message-ID, so that the same mail again is the same file. */
export const fileNameOf = (messageId: string): string =>
  `${messageId.replace(/[^\w.@-]/g, "").replace(/^\.+/, "")}.eml`;
