let base = "http://localhost:3000";

/** Settled where a process begins: a verb has no settings, and its mail must be complete when it is written. */
export const settleMailBase = (baseUrl: string): void => {
  base = baseUrl;
};

/** The address that people type, never the one that a request came to. */
export const mailBase = (): string => base;

/** A path of ours as a mail program can open it. */
export const absolute = (path: string): string => `${base}${path}`;
