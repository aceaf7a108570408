import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { renderMail } from "../web/render.ts";
import type { Part } from "../web/sentence.ts";
import { wrapLines } from "./wrap.ts";

/** What stands around every mail: the news first, the brand and the reason for the mail last. */
export type MailFrame = {
  lang: string;
  subject: string;
  /** The first line, which lists of mails show beside the subject. */
  heading: string;
  lead: string | null;
  /** After the brand: "San Juan Unified", or with its week. */
  source: string;
  /** Why the reader gets this, and how to change it; links are absolute. */
  why: Part[];
};

const css = readFileSync(join(import.meta.dirname, "../../views/mail/mail.css"), "utf8");

const inlining = {
  extraCss: css,
  keepAtRules: true,
  keepStyleTags: false,
  minifyCss: true,
  loadRemoteStylesheets: false,
} as const;

/** Native code that a process which composes no mail need not load. */
const require = createRequire(import.meta.url);
const library = (): typeof import("@css-inline/css-inline") => require("@css-inline/css-inline");

/** A mail as it is sent: HTML with its styles on its elements, and a text part that says the same. */
export function composeMail<View extends { frame: MailFrame }>(
  name: string,
  view: View,
): { html: string; text: string } {
  const { html, text } = renderMail(name, view);
  return { html: library().inline(html, inlining), text: wrapLines(text) };
}
