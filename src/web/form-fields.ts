import { z } from "zod";
import type { FieldMeta } from "../shared/fields.ts";

/** One field of a form, as its schema describes it. */
export type FormField = {
  name: string;
  meta: FieldMeta;
  isOptional: boolean;
  /** Takes several values under one name. */
  isMany: boolean;
  /** The fields of one row, where `control` is rows. */
  row: FormField[] | null;
};

function inner(schema: z.core.$ZodType): z.core.$ZodType | null {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return schema.unwrap();
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.unwrap();
  return schema instanceof z.ZodPipe ? schema.in : null;
}

function metaOf(schema: z.core.$ZodType): Partial<FieldMeta> {
  const own = z.globalRegistry.get(schema);
  if (own?.label) return own;
  const next = inner(schema);
  return next ? metaOf(next) : {};
}

function arrayIn(schema: z.core.$ZodType): z.ZodArray | null {
  if (schema instanceof z.ZodArray) return schema;
  const next = inner(schema);
  return next && arrayIn(next);
}

function fieldOf(name: string, schema: z.core.$ZodType): FormField {
  const { label, control, ...meta } = metaOf(schema);
  if (!label || !control) throw new Error(`the field ${name} has no label and control in its .meta`);
  const array = arrayIn(schema);
  const item = array?.element;
  return {
    name,
    meta: { ...meta, label, control },
    isOptional: z.safeParse(schema, undefined).success,
    isMany: array !== null && control !== "rows",
    row: control === "rows" && item instanceof z.ZodObject ? fieldsOf(item) : null,
  };
}

const known = new WeakMap<z.ZodObject, FormField[]>();

/** The fields of a schema in its own order. @throws where one has no label and control */
export function fieldsOf(schema: z.ZodObject): FormField[] {
  const found = known.get(schema) ?? Object.entries(schema.shape).map(([name, type]) => fieldOf(name, type));
  known.set(schema, found);
  return found;
}
