/** A form is its schema: `readForm` reads what was posted by it, `formView` draws it. */
export { type FieldError, type ReadForm, readForm, type Typed } from "./form-read.ts";
export { type FieldView, type FormView, formView, type Option } from "./form-view.ts";
