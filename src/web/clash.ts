import type { z } from "zod";
import type { FieldView } from "./field-view.ts";
import type { Typed } from "./form-read.ts";
import { type FormOptions, formView } from "./form-view.ts";
import type { ClashView } from "./parts.ts";

const saidBy = (field: FieldView): string => {
  const chosen = field.options.filter(option => option.isChosen).map(option => option.label);
  if (field.options.length > 0) return chosen.join(", ");
  if (field.isCheckbox) return field.isChecked ? "yes" : "no";
  if (field.table)
    return field.table.rows
      .map(row => row.cells.map(saidBy).filter(Boolean).join(", "))
      .filter(Boolean)
      .join("; ");
  return field.value;
};

/** Where what somebody wrote differs from what is there now, field by field, in words. */
export function clashView(
  schema: z.ZodObject,
  mine: Typed,
  theirs: Record<string, unknown>,
  options: FormOptions["options"] = {},
): ClashView {
  const drawn = { action: "", submit: "", options };
  const now = formView(schema, { ...drawn, values: theirs }).by;
  return Object.values(formView(schema, { ...drawn, typed: mine }).by).flatMap(field => {
    const there = now[field.name];
    if (!there || field.isHidden || saidBy(field) === saidBy(there)) return [];
    return [{ label: field.label, mine: saidBy(field), theirs: saidBy(there) }];
  });
}
