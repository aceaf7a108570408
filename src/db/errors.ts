/** The error and what caused it, outermost first; drizzle wraps the driver's errors. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let at = error; at instanceof Error; at = at.cause) causes.push(at);
  return causes;
}

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : "";

export const hasCode = (error: unknown, test: (code: string) => boolean): boolean =>
  causesOf(error).some(cause => test(codeOf(cause)));

/** A row with the same unique value is already there. */
export const isUniqueViolation = (error: unknown): boolean =>
  hasCode(error, code => /^(SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)|23505)$/.test(code));

/**
 * Laid over drizzle's prepared queries: drizzle would wrap every error in one of its own, whose message holds the SQL
 * and the values, and which hides an AppError from whoever answers it.
 */
export const plainErrors = {
  queryWithCache: <T>(_sql: string, _params: unknown[], query: () => Promise<T>): Promise<T> => query(),
};
