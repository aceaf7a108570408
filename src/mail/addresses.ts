/**
 * Exactly one address and nothing that a mail program could read as a second one:
 * "a@x, evil@y" as a recipient goes to two people.
 */
export const isOneAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>,;:"()[\]\\\p{C}]+@[^\s@<>,;:"()[\]\\\p{C}]+$/u.test(text);

/** The address in "Crosswalk <crosswalk@district.example>". */
export const addressIn = (mailbox: string): string => /<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();

/** A name as it may stand in a header: one line. */
export const nameInHeader = (name: string): string => name.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
