import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pageHead } from "../../src/web/head.ts";
import { layoutView } from "../../src/web/layout.ts";
import { keptCells, listView, rowHead, rowsKept } from "../../src/web/list.ts";
import { compileViews, makeRenderer } from "../../src/web/render.ts";
import { say, titleLink } from "../../src/web/sentence.ts";
import { galleryRenderer } from "../support/gallery/app.ts";

const views = join(import.meta.dirname, "../../views");
const own = join(import.meta.dirname, "../support/views-to-break");
const head = pageHead({ heading: "A page" });
const layout = layoutView({ person: null, district: null, path: "/" });
const checked = makeRenderer([views, own], { checked: () => true });
const unchecked = makeRenderer([views, own], { checked: () => false });

const sources = readdirSync(views, { recursive: true, encoding: "utf8" })
  .filter(path => path.endsWith(".hbs"))
  .map(path => ({ path, source: readFileSync(join(views, path), "utf8") }));

describe("every view", () => {
  it("compiles", () => {
    expect(compileViews().length).toBe(sources.length);
  });

  it("keeps the triple-stash to the layout's body and to sanitised Markdown", () => {
    const loose = sources.flatMap(({ path, source }) =>
      [...source.matchAll(/\{\{\{\s*([^}]*?)\s*\}\}\}|\{\{&/g)]
        .filter(
          ([, name]) => !(path.startsWith("layouts/") && name === "body") && !name?.endsWith("Markdown"),
        )
        .map(([found]) => `${path}: ${found}`),
    );
    expect(loose).toEqual([]);
  });

  it("has no style, script or handler of its own", () => {
    const inline = sources
      .filter(({ path }) => !path.startsWith("mail/") && !path.includes("mail"))
      .flatMap(({ path, source }) =>
        [...source.matchAll(/<style|\sstyle="|\son[a-z]+="|javascript:|<script(?![^>]*\ssrc=)/g)].map(
          ([found]) => `${path}: ${found}`,
        ),
      );
    expect(inline).toEqual([]);
  });

  it("stays short: partials under 30 lines, others under 80", () => {
    const long = sources.filter(
      ({ path, source }) => source.split("\n").length > (path.startsWith("partials/") ? 30 : 80),
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

describe("a name that a view misspells", () => {
  const render = (name: string, renderer = checked) =>
    renderer.renderPage(name, { head, title: "x", rows: [{ word: "y" }], nothing: null }, layout);

  it("throws where it is written out", () => {
    expect(() => render("plain")).toThrow(/titel/);
  });

  it("throws inside a block, which Handlebars alone lets pass", () => {
    expect(() => render("block")).toThrow('block has no "titel"');
    expect(render("block", unchecked)).toContain("<main");
  });

  it("throws in an unless, which Handlebars alone shows", () => {
    expect(() => render("unless")).toThrow('unless has no "titel"');
    expect(render("unless", unchecked)).toContain("shown by mistake");
  });

  it("throws in a row, and in what a partial is given", () => {
    expect(() => render("row")).toThrow('row.rows.0 has no "wrod"');
    expect(() => render("partial")).toThrow('partial has no "titel"');
  });

  it("throws for undefined, and not for null", () => {
    const view = { head, title: undefined, rows: [], nothing: null };
    expect(() => checked.renderPage("title", view, layout)).toThrow('title has no "title"');
    expect(render("null")).toContain("nothing here");
  });
});

describe("what somebody wrote", () => {
  it("is escaped, and keeps its lines in a textarea however deep the partial stands", () => {
    const page = checked.renderPage("written", { head, written: "one\n  two <b>\nthree" }, layout);
    expect(page).toContain("<textarea>\none\n  two &lt;b&gt;\nthree</textarea>");
  });
});

it("a view that does not exist is named", () => {
  expect(() => galleryRenderer.renderPage("goals/shwo", { head }, layout)).toThrow(
    'there is no view "goals/shwo"',
  );
});

describe("a row that is shown again", () => {
  const cellsOf = keptCells(({ title, late }: { title: string; late: string }) => [
    rowHead(say(titleLink("/requests/1", title)), { late }),
  ]);
  const kept = makeRenderer([views, own], { checked: () => false });
  const bare = makeRenderer([views, own], { checked: () => false, keeps: false });
  const drawn = (renderer: typeof kept, title: string, late = "1 day") =>
    renderer.renderPage(
      "a-list",
      { head, list: listView({ caption: "All", heads: [], rows: [cellsOf({ title, late })] }) },
      layout,
    );

  it("is made once, and anew when anything that it shows is another", () => {
    const shown = { title: "<b>Cards</b>", late: "" };
    expect(cellsOf({ ...shown })).toBe(cellsOf(shown));
    expect(cellsOf({ ...shown, late: "2 days" })).not.toBe(cellsOf(shown));
  });

  it("is drawn as it would be drawn anew, escaped", () => {
    for (const title of ["<b>Cards</b>", "Cards", "<b>Cards</b>"])
      for (const late of ["", "1 day"]) expect(drawn(kept, title, late)).toBe(drawn(bare, title, late));
    expect(drawn(kept, "<b>Cards</b>")).toContain("&lt;b&gt;Cards&lt;/b&gt;");
  });

  it("goes when a thousand others were shown since", () => {
    const first = cellsOf({ title: "first", late: "" });
    for (let other = 0; other < rowsKept; other += 1) cellsOf({ title: String(other), late: "" });
    expect(cellsOf({ title: "first", late: "" })).not.toBe(first);
  });
});
