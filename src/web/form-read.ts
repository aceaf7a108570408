import type { z } from "zod";
import { tidy } from "../shared/fields.ts";
import { isUuid } from "../shared/ids.ts";
import { type FormField, fieldsOf } from "./form-fields.ts";

/** `field` is null where the whole form is meant; a cell of a growing table is "lines.0.title". */
export type FieldError = { field: string | null; message: string };
export type Typed = Record<string, string | string[]>;

/** What every form carries beside its fields. */
export type Reserved = {
  /** The idempotency key. */
  key: string | null;
  /** The version of the record that the form was made from. */
  version: number | null;
  /** Which of several buttons was pressed. */
  deed: string | null;
  /** In whose place a deputy does it, by id; null for oneself. */
  inPlaceOf: string | null;
};

/** What was typed is there in both cases: a verb may still refuse what a schema took. */
export type ReadForm<T> = Reserved & { typed: Typed } & (
    | { ok: true; values: T }
    /** The status is 200 where somebody only asked for another row. */
    | { ok: false; status: 200 | 422; errors: FieldError[] }
  );

type Body = Map<string, string[]>;

const mostRows = 500;

function bodyOf(body: unknown): Body {
  const found: Body = new Map();
  if (typeof body !== "object" || body === null) return found;
  for (const [name, given] of Object.entries(body))
    found.set(
      name,
      (Array.isArray(given) ? given : [given]).map(value => tidy(String(value))),
    );
  return found;
}

function take(body: Body, name: string): string[] {
  const values = body.get(name) ?? [];
  body.delete(name);
  return values;
}

const isKey = (text: string) => /^[\w-]{1,64}$/.test(text);
const isVersion = (text: string) => /^\d{1,15}$/.test(text);
const isWord = (text: string) => /^[\w. -]{1,40}$/.test(text);

/** What every form carries comes once and as our pages send it, or the form is none of them. */
function takeReserved(body: Body, errors: FieldError[]): Reserved & { addTo: string | null } {
  const one = (name: string, isOurs: (text: string) => boolean) => {
    const [value = "", ...more] = take(body, name);
    if (more.length === 0 && (value === "" || isOurs(value))) return value || null;
    const message = "This form did not arrive as it was sent. Open the page again and send it once more.";
    errors.push({ field: null, message });
    return null;
  };
  const version = one("version", isVersion);
  return {
    key: one("key", isKey),
    version: version === null ? null : Number(version),
    deed: one("deed", isWord),
    inPlaceOf: one("inPlaceOf", isUuid),
    addTo: one("add", isWord),
  };
}

/** What one field got, and its problem where the form itself is wrong. */
function takeField(body: Body, field: FormField, name: string, typed: Typed, errors: FieldError[]): unknown {
  const values = take(body, name);
  const label = field.meta.label;
  if (values.some(value => value.includes("\0")))
    errors.push({ field: name, message: `“${label}” holds a character that cannot be kept. Type it again.` });
  if (field.isMany) {
    const chosen = values.filter(value => value !== "");
    typed[name] = chosen;
    return chosen.length > 0 ? chosen : undefined;
  }
  if (values.length > 1) errors.push({ field: name, message: `“${label}” came twice. Fill it in once.` });
  const [value = ""] = values;
  typed[name] = value;
  return value === "" ? undefined : value;
}

const rowNumbers = (body: Body, name: string): number[] => {
  const found = [...body.keys()].flatMap(key => {
    const [table, row = ""] = key.split(".");
    return table === name && /^\d{1,4}$/.test(row) ? [Number(row)] : [];
  });
  return [...new Set(found)].sort((a, b) => a - b).slice(0, mostRows);
};

/** Rows left empty are dropped and the rest counted anew, so that an error and what was typed agree. */
function takeRows(
  body: Body,
  field: FormField,
  row: FormField[],
  typed: Typed,
  errors: FieldError[],
): unknown {
  const kept: Record<string, unknown>[] = [];
  for (const number of rowNumbers(body, field.name)) {
    const isEmpty = row.every(cell =>
      (body.get(`${field.name}.${number}.${cell.name}`) ?? []).every(value => value === ""),
    );
    const values: Record<string, unknown> = {};
    for (const cell of row) {
      const given = body.get(`${field.name}.${number}.${cell.name}`);
      body.delete(`${field.name}.${number}.${cell.name}`);
      if (isEmpty || given === undefined) continue;
      const name = `${field.name}.${kept.length}.${cell.name}`;
      values[cell.name] = takeField(new Map([[name, given]]), cell, name, typed, errors);
    }
    if (!isEmpty) kept.push(values);
  }
  return kept.length > 0 ? kept : undefined;
}

/** An issue inside a field of several values belongs to the field; one inside a row to its cell. */
function placeOf(path: readonly PropertyKey[], fields: FormField[]): string | null {
  const field = fields.find(each => each.name === path[0]);
  if (!field) return null;
  return field.row ? path.slice(0, 3).map(String).join(".") : field.name;
}

/** One error a field, in the order in which the fields stand on the page. */
function inOrder(errors: FieldError[], fields: FormField[]): FieldError[] {
  const place = ({ field }: FieldError) => fields.findIndex(({ name }) => name === field?.split(".")[0]);
  return errors
    .filter(
      (error, index) =>
        error.field === null || errors.findIndex(other => other.field === error.field) === index,
    )
    .sort((one, other) => place(one) - place(other));
}

/**
 * Reads what a form posted. An empty answer is an absent one; a field that the schema does not know is refused.
 * @param body as @fastify/formbody gives it
 */
export function readForm<S extends z.ZodObject>(schema: S, body: unknown): ReadForm<z.output<S>> {
  const left = bodyOf(body);
  const errors: FieldError[] = [];
  const { addTo, ...reserved } = takeReserved(left, errors);
  const fields = fieldsOf(schema);
  const typed: Typed = {};
  const input = Object.fromEntries(
    fields.map(field => [
      field.name,
      field.row
        ? takeRows(left, field, field.row, typed, errors)
        : takeField(left, field, field.name, typed, errors),
    ]),
  );
  if (addTo !== null)
    return { ...reserved, ok: false, status: 200, errors: [], typed: { ...typed, add: addTo } };
  for (const name of left.keys())
    errors.push({
      field: null,
      message: `This form has no field “${name.slice(0, 40)}”. Open the page again and send it once more.`,
    });
  const parsed = schema.safeParse(input);
  if (parsed.success && errors.length === 0) return { ...reserved, typed, ok: true, values: parsed.data };
  const issues = parsed.error?.issues ?? [];
  errors.push(...issues.map(issue => ({ field: placeOf(issue.path, fields), message: issue.message })));
  return { ...reserved, ok: false, status: 422, errors: inOrder(errors, fields), typed };
}
