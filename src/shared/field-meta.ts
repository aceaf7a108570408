export type Control =
  | "text"
  | "area"
  | "day"
  | "money"
  | "number"
  | "select"
  | "radios"
  | "checkboxes"
  | "checkbox"
  | "hidden"
  | "rows";

/** How a field looks in a form; it stands in the schema's `.meta`, so that one source makes form, API and import. */
export type FieldMeta = {
  label: string;
  hint?: string;
  control: Control;
  width?: "day" | "few" | "half";
  autocomplete?: string;
  /** The name of somebody here: who is called so is offered while it is typed. */
  isPerson?: boolean;
  inputType?: "text" | "email" | "url";
  /** Lines of an area; rows shown at first of `rows`. */
  rows?: number;
  /** A word before or after the answer: "$", "hours". */
  unit?: string;
  options?: readonly (readonly [value: string, label: string])[];
  /** What a select says for no answer. */
  none?: string;
  /** The button of `rows`. */
  addRow?: string;
};

declare module "zod" {
  interface GlobalMeta extends Partial<FieldMeta> {}
}

export type Look = Partial<Omit<FieldMeta, "label">>;

export type Bounds = { min?: number; max?: number };
