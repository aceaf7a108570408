import type { z } from "zod";
import type { Control } from "../shared/fields.ts";
import { newId } from "../shared/ids.ts";
import { type FieldView, type Filling, fieldView, slug } from "./field-view.ts";
import { type FormField, fieldsOf } from "./form-fields.ts";
import type { FieldError, Typed } from "./form-read.ts";
import type { ErrorSummary } from "./head.ts";

export type FormView = {
  action: string;
  submit: string;
  /** What the main button carries as `deed`; null for none. */
  submitDeed: string | null;
  key: string;
  version: string | null;
  /** In whose place a deputy fills it in, by id. */
  inPlaceOf: string | null;
  summary: ErrorSummary | null;
  /** Who will be told, and how: beside the button. */
  told: string | null;
  parts: { id: string; heading: string | null; fields: FieldView[] }[];
  hidden: FieldView[];
  /** Every field by its name, for a view that places them itself. */
  by: Record<string, FieldView>;
  also: { value: string; label: string }[];
  /** A growing table has a submit button of its own, which the Enter key must not press. */
  hasRows: boolean;
};

type Values = Record<string, unknown>;

/**
 * `options` are choices that are known only now: people, goals. `prefix` sets the ids of one form of several on a
 * page apart. What was typed goes before what is stored.
 */
export type FormOptions = Partial<Filling> & {
  action: string;
  submit: string;
  submitDeed?: string | null;
  version?: number | null;
  inPlaceOf?: string | null;
  told?: string | null;
  values?: Values;
  only?: readonly string[];
  parts?: readonly { heading: string; fields: readonly string[] }[];
  /** Further buttons; the pressed one is `deed` of readForm. */
  also?: { value: string; label: string }[];
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
    submitDeed: options.submitDeed ?? null,
    key: newId(),
    version: options.version === undefined || options.version === null ? null : String(options.version),
    inPlaceOf: options.inPlaceOf ?? null,
    summary: summaryOf(options.errors ?? [], options.prefix),
    told: options.told ?? null,
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
