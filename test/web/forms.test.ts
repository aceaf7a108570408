import * as cheerio from "cheerio";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { area, line, manyOf, rows, wholeNumber } from "../../src/shared/fields.ts";
import { formView, readForm } from "../../src/web/forms.ts";
import { galleryApp } from "../support/gallery/app.ts";
import { gallerySchema, goalOptions } from "../support/gallery/form.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await galleryApp();
});
afterAll(() => app.close());

const host = "localhost:3000";

async function open() {
  const { body } = await app.inject({ url: "/gallery/form", headers: { host } });
  return cheerio.load(body);
}

/** Posts what a browser without scripts would: the page's own fields, with some of them filled in. */
async function post($: cheerio.CheerioAPI, filled: Record<string, string>, button?: [string, string]) {
  const fields = new URLSearchParams();
  for (const { name, value } of $("form.form").serializeArray()) fields.append(name, value);
  for (const [name, value] of Object.entries(filled)) fields.set(name, value);
  if (button) fields.append(...button);
  const answer = await app.inject({
    method: "POST",
    url: "/gallery/form",
    headers: { host, "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    payload: fields.toString(),
  });
  return { status: answer.statusCode, body: answer.body, $: cheerio.load(answer.body) };
}

const complete = {
  title: "  Nightly class lists ",
  what: "First line\r\nsecond line",
  kind: "integration",
  goals: goalOptions[0]?.value ?? "",
  neededBy: "2027-02-01",
  people: "9,250",
  likely: "7.5",
  cost: "$1,200.50",
  address: "tess@sanjuan.example",
  link: "https://example.org/a",
  studentData: "unsure",
  alone: "yes",
  "lines.0.title": "Licenses",
  "lines.0.kind": "software",
  "lines.0.quantity": "24",
  "lines.0.unit": "14.20",
};

describe("a form from its schema", () => {
  it("comes back as the schema's own values", async () => {
    const { status, body } = await post(await open(), complete, ["deed", "draft"]);
    const read = JSON.parse(body);
    expect(status).toBe(200);
    expect(read).toMatchObject({ ok: true, version: 7, deed: "draft" });
    expect(read.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(read.values).toEqual({
      title: "Nightly class lists",
      what: "First line\nsecond line",
      kind: "integration",
      goals: [goalOptions[0]?.value],
      neededBy: "2027-02-01",
      people: 9250,
      likely: 7.5,
      cost: 120_050,
      address: "tess@sanjuan.example",
      link: "https://example.org/a",
      studentData: "unsure",
      alone: true,
      lines: [{ title: "Licenses", kind: "software", quantity: 24, unit: 1420 }],
    });
  });

  it("shows every word again, with an error at its field and in the summary", async () => {
    const { status, $ } = await post(await open(), { ...complete, neededBy: "2026-02-30", people: "" });
    expect(status).toBe(422);
    expect($("title").text()).toBe("Error: What do you need from technology? – Crosswalk");
    expect($(".error-summary h2").text()).toBe("There are 2 things to fix");
    const links = $(".error-summary a").toArray();
    expect(links.map(link => $(link).attr("href"))).toEqual(["#needed-by", "#people"]);
    for (const link of links) expect($($(link).attr("href") ?? "").length).toBe(1);
    const field = $("#needed-by");
    expect(field.attr("aria-invalid")).toBe("true");
    const described = (field.attr("aria-describedby") ?? "").split(" ").map(id => $(`#${id}`).text());
    expect(described[1]).toBe("“Needed by” is no day of the calendar. Enter one like 2027-02-01.");
    expect(field.attr("value")).toBe("2026-02-30");
    expect($("#title").attr("value")).toBe("Nightly class lists");
    expect($("#what").text()).toBe("First line\nsecond line");
    expect($("[name=kind]:checked").attr("value")).toBe("integration");
    expect($("[name=goals]:checked").length).toBe(1);
    expect($("#alone").is(":checked")).toBe(true);
    expect($("#lines-0-kind option[selected]").attr("value")).toBe("software");
    expect($("[name=version]").attr("value")).toBe("7");
  });

  it("says one thing in the singular", async () => {
    const { $ } = await post(await open(), { ...complete, title: "" });
    expect($(".error-summary h2").text()).toBe("There is one thing to fix");
  });

  it("adds a row without JavaScript, keeps what was typed, and takes the eye there", async () => {
    const { status, $ } = await post(await open(), { title: "Half", "lines.0.title": "One" }, [
      "add",
      "lines",
    ]);
    expect(status).toBe(200);
    expect($(".error-summary").length).toBe(0);
    expect($("#title").attr("value")).toBe("Half");
    expect($("#lines tbody tr").length).toBe(2);
    expect($("#lines-1-title").attr("autofocus")).toBe("autofocus");
    const third = await post($, { "lines.1.title": "Two" }, ["add", "lines"]);
    expect(third.$("#lines tbody tr").length).toBe(3);
  });

  it("presses the form's own button by Enter, not the one that adds a row", async () => {
    const $ = await open();
    expect($("form.form button").first().text()).toBe("Send request");
    expect($("form.form button").first().attr("name")).toBeUndefined();
  });

  it("draws a fresh key each time", async () => {
    const key = ($: cheerio.CheerioAPI) => $("[name=key]").attr("value");
    expect(key(await open())).not.toBe(key(await open()));
  });

  it("fills in stored values as they would have been typed", () => {
    const view = formView(gallerySchema, {
      action: "/x",
      submit: "Save",
      values: { cost: 84_000_05, people: 12, alone: true, lines: [{ title: "A", quantity: 2, unit: 100 }] },
    });
    expect(view.by.cost?.value).toBe("84000.05");
    expect(view.by.alone?.isChecked).toBe(true);
    expect(view.by.lines?.table?.rows[0]?.cells.map(({ value }) => value)).toEqual(["A", "", "2", "1"]);
  });

  it("keeps the label of a field that has a rule more, or is optional", () => {
    const title = line("Title").refine(text => text !== "x");
    const view = formView(z.strictObject({ title, why: title.optional() }), { action: "/x", submit: "Save" });
    expect([view.by.title?.isOptional, view.by.why?.isOptional]).toEqual([false, true]);
    expect(view.by.why?.label).toBe("Title");
  });

  it("refuses a schema whose field has no label", () => {
    const schema = z.strictObject({ title: z.string() });
    expect(() => formView(schema, { action: "/x", submit: "Save" })).toThrow("title has no label");
  });
});

describe("what a post may hold", () => {
  const schema = z.strictObject({
    title: line("Title", { max: 5 }),
    why: area("Why").optional(),
    goals: manyOf("Goals"),
    lines: rows("Lines", z.strictObject({ name: line("Name"), count: wholeNumber("Count").optional() })),
  });
  const messages = (body: unknown) => {
    const read = readForm(schema, body);
    return read.ok ? [] : read.errors.map(({ field, message }) => [field, message]);
  };

  it("refuses a field that the form does not have, by its name cut short", () => {
    expect(messages({ title: "a", isAdmin: "yes" })).toEqual([
      [null, "This form has no field “isAdmin”. Open the page again and send it once more."],
    ]);
    expect(messages({ title: "a", "lines.0.price": "1" })[0]?.[1]).toContain("“lines.0.price”");
    expect(messages({ title: "a", ["x".repeat(99)]: "1" })[0]?.[1]).toContain(`“${"x".repeat(40)}”`);
    expect(messages({ title: "a" })).toEqual([]);
  });

  it("refuses NUL, and two answers where one is asked", () => {
    expect(messages({ title: "a\0b" })).toEqual([
      ["title", "“Title” holds a character that cannot be kept. Type it again."],
    ]);
    expect(messages({ title: ["a", "b"] })).toEqual([["title", "“Title” came twice. Fill it in once."]]);
  });

  it("takes one value as a list where several are asked", () => {
    const read = readForm(schema, { title: "a", goals: goalOptions[0]?.value });
    expect(read.ok && read.values.goals).toEqual([goalOptions[0]?.value]);
  });

  it("counts letters as people do and says by how many a text is too long", () => {
    expect(messages({ title: "👨‍👩‍👧‍👦🇺🇸éab" })).toEqual([]);
    expect(messages({ title: "👨‍👩‍👧‍👦🇺🇸éabcd" })[0]?.[1]).toBe(
      "“Title” is 2 characters too long. Cut it to 5.",
    );
  });

  it("stores alike what looks alike, and an empty answer as none", () => {
    const read = readForm(schema, { title: "e\u0301", why: " \r\n " });
    expect(read.ok && read.values).toEqual({ title: "é", goals: [], lines: [] });
  });

  it("drops empty rows and counts the rest anew, in errors as in words", () => {
    const read = readForm(schema, {
      title: "a",
      "lines.0.name": "",
      "lines.0.count": " ",
      "lines.4.name": "",
      "lines.4.count": "x",
      "lines.9.name": "Nine",
    });
    expect(read.ok).toBe(false);
    expect(read.typed["lines.0.count"]).toBe("x");
    expect(read.typed["lines.1.name"]).toBe("Nine");
    expect(messages({ title: "a", "lines.4.count": "x" })).toEqual([
      ["lines.0.name", "“Name” is empty. Enter a few words."],
      ["lines.0.count", "“Count” is not a whole number. Enter digits only, like 120."],
    ]);
  });

  it("survives a body of any shape", () => {
    for (const body of [undefined, null, "text", 7, [], Object.create(null), { __proto__: null }])
      expect(messages(body)).toEqual([["title", "“Title” is empty. Enter a few words."]]);
    expect(messages(JSON.parse('{"__proto__":"x","constructor":"y","title":"a"}')).length).toBe(2);
  });
});
