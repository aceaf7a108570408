// One door for the fields that a noun's schema is made of: each says its own label, hint and errors.

export * from "./field-choices.ts";
export type { Control, FieldMeta } from "./field-meta.ts";
export * from "./field-numbers.ts";
export * from "./field-texts.ts";
export { oneLine, tidy } from "./field-words.ts";
