import type { z } from "zod";
import type { Control } from "../shared/fields.ts";
import { newId } from "../shared/ids.ts";
import { type FormField, fieldsOf } from "./form-fields.ts";
import type { FieldError, Typed } from "./form-read.ts";
import type { ErrorSummary } from "./head.ts";

export type Option = { value: string; label: string; hint?: string };
export type OptionView = { id: string; value: string; label: string; hint: string | null; isChosen: boolean };

export type FieldView = {
  id: string;
  name: string;
  label: string;
  /** Said in the label; a single checkbox and a hidden field never say it. */
  isOptional: boolean;
  hint: string | null;
  hintId: string;
  error: string | null;
  errorId: string;
  describedBy: string | null;
  value: string;
  isChecked: boolean;
  isFocused: boolean;
  inputType: string;
  inputMode: string | null;
  autocomplete: string;
  width: string | null;
  lines: number;
  unitBefore: string | null;
  unitAfter: string | null;
  inColumns: boolean;
  options: OptionView[];
  isInput: boolean;
  isArea: boolean;
  isSelect: boolean;
  isRadios: boolean;
  isCheckboxes: boolean;
  isCheckbox: boolean;
  isHidden: boolean;
  isRows: boolean;
  /** Radios and checkboxes are a group with a legend. */
  isGroup: boolean;
  table: TableView | null;
};

export type TableView = {
  heads: { label: string; isOptional: boolean; width: string | null }[];
  rows: { number: number; cells: FieldView[] }[];
  addLabel: string;
};

export type FormView = {
  action: string;
  submit: string;
  key: string;
  version: string | null;
  summary: ErrorSummary | null;
  parts: { id: string; heading: string | null; fields: FieldView[] }[];
  hidden: FieldView[];
  /** Every field by its name, for a view that places them itself. */
  by: Record<string, FieldView>;
  also: { value: string; label: string }[];
  /** A growing table has a submit button of its own, which the Enter key must not press. */
  hasRows: boolean;
};

type Values = Record<string, unknown>;

export type FormOptions = {
  action: string;
  submit: string;
  version?: number | null;
  values?: Values;
  errors?: FieldError[];
  typed?: Typed;
  /** Choices that are known only now: people, goals. */
  options?: Record<string, Option[]>;
  only?: readonly string[];
  parts?: readonly { heading: string; fields: readonly string[] }[];
  /** Further buttons; the pressed one is `deed` of readForm. */
  also?: { value: string; label: string }[];
  /** Sets the ids of one form of several on a page apart. */
  prefix?: string;
};

const cents = (value: number): string => {
  const rest = Math.abs(value % 100);
  return `${value < 0 ? "-" : ""}${Math.floor(Math.abs(value) / 100)}${rest ? `.${String(rest).padStart(2, "0")}` : ""}`;
};

/** A stored value as it would have been typed. */
function typedOf(control: Control, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (control === "money" && typeof value === "number") return cents(value);
  if (control === "checkbox") return value === true ? "yes" : "";
  return String(value);
}

const slug = (text: string) =>
  text
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();

type Made = Pick<FormOptions, "errors" | "options" | "prefix"> & { typed: Typed };

function optionsOf(
  field: FormField,
  id: string,
  chosen: string[],
  options: Option[] | undefined,
): OptionView[] {
  const given: Option[] = options ?? (field.meta.options ?? []).map(([value, label]) => ({ value, label }));
  return given.map(({ value, label, hint }, index) => ({
    // An error links to the field's own id: that of its first choice.
    id: index === 0 ? id : `${id}-${index + 1}`,
    value,
    label,
    hint: hint ?? null,
    isChosen: chosen.includes(value),
  }));
}

function selectOptions(field: FormField, options: OptionView[], id: string): OptionView[] {
  const isChosen = !options.some(option => option.isChosen);
  if (!field.isOptional && !isChosen) return options;
  const label = field.meta.none ?? (field.isOptional ? "None" : "Choose one");
  return [{ id: `${id}-none`, value: "", label, hint: null, isChosen }, ...options];
}

const inputModes: Partial<Record<Control, string>> = { money: "decimal", number: "decimal" };

function fieldView(field: FormField, name: string, made: Made): FieldView {
  const { meta } = field;
  const { control } = meta;
  const id = slug(`${made.prefix ? `${made.prefix}-` : ""}${name}`);
  const hint = meta.hint ?? null;
  const error = made.errors?.find(each => each.field === name)?.message ?? null;
  const typed = made.typed[name] ?? "";
  const chosen = Array.isArray(typed) ? typed : [typed];
  const options = optionsOf(field, id, chosen, made.options?.[field.name]);
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    name,
    label: meta.label,
    isOptional: field.isOptional && control !== "checkbox" && control !== "hidden",
    hint,
    hintId: `${id}-hint`,
    error,
    errorId: `${id}-error`,
    describedBy: describedBy || null,
    value: chosen[0] ?? "",
    isChecked: control === "checkbox" && chosen[0] === "yes",
    isFocused: false,
    inputType: control === "day" ? "date" : (meta.inputType ?? "text"),
    inputMode: inputModes[control] ?? null,
    autocomplete: meta.autocomplete ?? "off",
    width: meta.width ?? null,
    lines: meta.rows ?? 4,
    unitBefore: meta.unit === "$" ? "$" : null,
    unitAfter: meta.unit && meta.unit !== "$" ? meta.unit : null,
    inColumns: options.length > 4 && options.every(option => option.label.length < 30 && !option.hint),
    options: control === "select" ? selectOptions(field, options, id) : options,
    isInput: ["text", "day", "money", "number"].includes(control),
    isArea: control === "area",
    isSelect: control === "select",
    isRadios: control === "radios",
    isCheckboxes: control === "checkboxes",
    isCheckbox: control === "checkbox",
    isHidden: control === "hidden",
    isRows: control === "rows",
    isGroup: control === "radios" || control === "checkboxes",
    table: field.row && tableView(field, field.row, made),
  };
}

const rowsIn = (typed: Typed, name: string): number =>
  Object.keys(typed).reduce((most, key) => {
    const [table, row = ""] = key.split(".");
    return table === name && /^\d+$/.test(row) ? Math.max(most, Number(row) + 1) : most;
  }, 0);

function tableView(field: FormField, row: FormField[], made: Made): TableView {
  const filled = rowsIn(made.typed, field.name);
  const asked = made.typed.add === field.name;
  const shown = Math.max(filled + (asked ? 1 : 0), field.meta.rows ?? 1);
  const rows = Array.from({ length: shown }, (_, index) => ({
    number: index + 1,
    cells: row.map((cell, column) => ({
      ...fieldView(cell, `${field.name}.${index}.${cell.name}`, made),
      label: `${cell.meta.label}, row ${index + 1}`,
      isFocused: asked && index === filled && column === 0,
    })),
  }));
  return {
    heads: row.map(({ meta, isOptional }) => ({
      label: meta.label,
      isOptional,
      width: meta.width ?? null,
    })),
    rows,
    addLabel: field.meta.addRow ?? "Add a row",
  };
}

/** Stored values as if they had been typed, so that a form is filled in one way only. */
function typedFrom(fields: FormField[], values: Values, before = ""): Typed {
  const typed: Typed = {};
  for (const field of fields) {
    const value = values[field.name];
    const name = `${before}${field.name}`;
    if (field.row && Array.isArray(value)) {
      const row = field.row;
      value.forEach((cells: Values, index) => {
        Object.assign(typed, typedFrom(row, cells, `${name}.${index}.`));
      });
    } else if (Array.isArray(value)) typed[name] = value.map(String);
    else typed[name] = typedOf(field.meta.control, value);
  }
  return typed;
}

/** In a summary one row's problem must not read like another's. */
const rowOf = (field: string | null): string => {
  const row = /\.(\d+)\./.exec(field ?? "")?.[1];
  return row === undefined ? "" : `Row ${Number(row) + 1}: `;
};

export function summaryOf(errors: FieldError[], prefix?: string): ErrorSummary | null {
  if (errors.length === 0) return null;
  return {
    title: errors.length === 1 ? "There is one thing to fix" : `There are ${errors.length} things to fix`,
    errors: errors.map(({ field, message }) => ({
      href: field === null ? null : `#${slug(`${prefix ? `${prefix}-` : ""}${field}`)}`,
      message: `${rowOf(field)}${message}`,
    })),
  };
}

/** A form from its schema: what was typed before what is stored, in the schema's order. */
export function formView(schema: z.ZodObject, options: FormOptions): FormView {
  const fields = fieldsOf(schema).filter(({ name }) => options.only?.includes(name) ?? true);
  const typed = options.typed ?? typedFrom(fields, options.values ?? {});
  const views = fields.map(field => fieldView(field, field.name, { ...options, typed }));
  const shown = views.filter(view => !view.isHidden);
  const parts = options.parts ?? [{ heading: null, fields: shown.map(view => view.name) }];
  return {
    action: options.action,
    submit: options.submit,
    key: newId(),
    version: options.version === undefined || options.version === null ? null : String(options.version),
    summary: summaryOf(options.errors ?? [], options.prefix),
    parts: parts.map(({ heading, fields: names }, index) => ({
      id: slug(`${options.prefix ?? "form"}-part-${index + 1}`),
      heading,
      fields: shown.filter(view => names.includes(view.name)),
    })),
    hidden: views.filter(view => view.isHidden),
    by: Object.fromEntries(views.map(view => [view.name, view])),
    also: options.also ?? [],
    hasRows: views.some(view => view.isRows),
  };
}
