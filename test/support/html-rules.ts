import type { ConfigData } from "html-validate";

/** What every page must satisfy; each exception says why. */
export const htmlRules: ConfigData = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Void elements and attributes are written as HTML does, without a slash or a value.
    "void-style": ["error", { style: "omit" }],
    "attribute-boolean-style": ["error", { style: "omit" }],
    "doctype-style": ["error", { style: "lowercase" }],
    "no-inline-style": "error",
    // Partials are indented where they stand, and blanks at line ends mean nothing in HTML.
    "no-trailing-whitespace": "off",
    // Several checkboxes of one name are one answer of several values.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit"] }],
  },
};
