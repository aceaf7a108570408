/** The codes an error and its causes carry; drizzle wraps the driver's error. */
function* codes(error: unknown): Generator<string> {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") yield at.code;
}

export const hasCode = (error: unknown, test: (code: string) => boolean): boolean =>
  [...codes(error)].some(test);

/** A row with the same unique value is already there. */
export const isUniqueViolation = (error: unknown): boolean =>
  hasCode(error, code => /^(SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)|23505)$/.test(code));

/** Another row needs the one that goes, or the one it points to is not there. */
export const isForeignKeyViolation = (error: unknown): boolean =>
  hasCode(error, code => /^(SQLITE_CONSTRAINT_(FOREIGNKEY|TRIGGER)|23503|23001)$/.test(code));
