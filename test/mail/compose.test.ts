import * as cheerio from "cheerio";
import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { composeMail, type MailFrame } from "../../src/mail/compose.ts";
import { wrapLines } from "../../src/mail/wrap.ts";
import { link, say } from "../../src/web/sentence.ts";

const frame: MailFrame = {
  lang: "en-US",
  subject: 'R-1 “Class lists” & <b>"more"</b>',
  heading: 'R-1 “Class lists” & <b>"more"</b>',
  lead: `Lin Tran asks: ${"which schools and grades, and ".repeat(6)}by when?`,
  source: "San Juan Unified",
  why: say("You get this because you asked. ", link("https://x.example/digest", "Change it"), "."),
};
const notice = composeMail("notice", {
  frame,
  verb: "Answer R-1",
  href: "https://x.example/requests/1?a=1&b=2",
});

test("every style stands on its element, and dark mode survives", () => {
  const $ = cheerio.load(notice.html);
  expect($("a.deed").attr("style")).toContain("background:#0a57a4");
  expect($(".column").attr("style")).toContain("max-width:600px");
  expect($("style").text()).toMatch(/^@media \(prefers-color-scheme: dark\)/);
  expect($('meta[name="color-scheme"]').attr("content")).toBe("light dark");
  expect($("[style]").length).toBeGreaterThan(8);
});

test("nothing is loaded from anywhere, and the mail stays small", () => {
  const $ = cheerio.load(notice.html);
  expect($("img, link, script, iframe, object, video, [background]")).toHaveLength(0);
  expect(notice.html).not.toMatch(/url\(|@import|src=/);
  expect(Buffer.byteLength(notice.html)).toBeLessThan(60_000);
});

test("both parts say the same, each in its own way of writing", () => {
  const $ = cheerio.load(notice.html);
  expect($("h1").text()).toBe(frame.heading);
  expect($("title").text()).toBe(frame.subject);
  expect($("a.deed").attr("href")).toBe("https://x.example/requests/1?a=1&b=2");
  expect(notice.text.startsWith(`${frame.heading}\n\nLin Tran asks: which`)).toBe(true);
  expect(notice.text).toContain("\nAnswer R-1:\nhttps://x.example/requests/1?a=1&b=2\n");
  expect(notice.text).toContain("Change it (https://x.example/digest).");
  expect(Math.max(...notice.text.split("\n").map(line => line.length))).toBeLessThanOrEqual(72);
});

test("a mail is valid HTML that a screen reader can read", () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      "no-inline-style": "off",
      // Old Outlook knows no max-width.
      "no-conditional-comment": "off",
      // The library that inlines styles writes it in capitals.
      "doctype-style": "off",
      "prefer-native-element": "off",
    },
  });
  const { results } = validator.validateStringSync(notice.html);
  expect(results.flatMap(result => result.messages.map(each => `${each.ruleId}: ${each.message}`))).toEqual(
    [],
  );
});

test("lines break at blanks, hang under a list's number, and never break an address", () => {
  const address = `https://x.example/${"a".repeat(90)}`;
  const words = "word ".repeat(30).trim();
  const lines = wrapLines(`1. ${words}\n   ${words}\n${address}\n\n\n\n\nend`).split("\n");
  expect(lines[1]).toMatch(/^ {3}word/);
  expect(lines.filter(line => line.startsWith("   word")).length).toBeGreaterThanOrEqual(4);
  expect(lines).toContain(address);
  expect(lines.slice(-5)).toEqual([address, "", "", "end", ""]);
});
