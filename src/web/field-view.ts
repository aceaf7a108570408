import type { Control } from "../shared/fields.ts";
import type { FormField } from "./form-fields.ts";
import type { FieldError, Typed } from "./form-read.ts";

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
  isPerson: boolean;
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

/** An id that a browser, a style and a reader of addresses can bear: "neededBy" is needed-by. */
export const slug = (text: string) =>
  text
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();

/** What a form knows besides its schema. */
export type Filling = {
  typed: Typed;
  errors?: FieldError[];
  options?: Record<string, Option[]>;
  prefix?: string;
};

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

export function fieldView(field: FormField, name: string, made: Filling): FieldView {
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
    isPerson: meta.isPerson ?? false,
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

function tableView(field: FormField, row: FormField[], made: Filling): TableView {
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
