// One door for forms. A form is its schema: `readForm` reads what was posted by it, `formView` draws it.
export type { FieldView, Option } from "./field-view.ts";
export { type FieldError, type ReadForm, readForm, type Typed } from "./form-read.ts";
export { type FormView, formView } from "./form-view.ts";
