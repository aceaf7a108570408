export type ErrorCode = "not_found" | "forbidden" | "conflict" | "invalid" | "unavailable";

/** What somebody typed into a form that cannot be shown again. */
export type Wrote = { label: string; text: string };

type Options = ErrorOptions & { field?: string | null };

/** The only error a person is meant to read: its message is a sentence that stands on the error page. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Stands on the error page, so that no word is lost. */
  wrote: readonly Wrote[] = [];
  /** The field of a form that it is about; null where the whole form is. */
  readonly field: string | null;

  constructor(code: ErrorCode, message: string, { field = null, ...options }: Options = {}) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.field = field;
  }
}

export const notFound = (what = "This page does not exist, or you may not see it.") =>
  new AppError("not_found", what);
export const forbidden = (whoCan: string) => new AppError("forbidden", whoCan);
export const conflict = (what: string) => new AppError("conflict", what);
export const invalid = (what: string, field: string | null = null) =>
  new AppError("invalid", what, { field });
export const unavailable = (what: string, cause?: unknown) => new AppError("unavailable", what, { cause });
