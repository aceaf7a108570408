import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { checkedFiles, imports } from "../../src/imports/imports.table.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { type Page, stranger, visit } from "../support/page.ts";
import { pageProblems } from "../support/page-problems.ts";

let house: House;
beforeAll(async () => {
  house = await makeHouse();
});

const fixture = async (path: string) => ({
  name: path.split("/").at(-1) ?? "",
  bytes: new Uint8Array(await readFile(new URL(`../fixtures/${path}`, import.meta.url))),
});

async function check(name: Name, path: string): Promise<Page> {
  const page = await (await visit(house, name)).get("/admin/imports");
  return page.form("Check the file").upload("Plan file", await fixture(path));
}

const importRows = () => house.deps.db.read.select().from(imports);
const kept = async () =>
  (await house.deps.db.read.select().from(checkedFiles)).map(({ fileName }) => fileName);

/** The table of that caption, row by row. */
const tableOf = (page: Page, caption: string): string[][] =>
  page
    .$("table")
    .filter((_, table) => page.$(table).find("caption").text() === caption)
    .find("tr")
    .toArray()
    .map(row =>
      page
        .$(row)
        .find("th, td")
        .toArray()
        .map(cell => page.$(cell).text().replace(/\s+/g, " ").trim()),
    );

describe("the page of imports", () => {
  test("leads a stranger to sign in", async () => {
    const page = await stranger(house).get("/admin/imports");
    expect(page.heading).toBe("Sign in");
  });

  test.each(["vera", "tess", "ana", "priya", "marcus", "grace"] as const)(
    "is not for %s, who has neither term nor administration",
    async name => {
      const visitor = await visit(house, name);
      const paths = ["", "/checks/x", `/${"0".repeat(8)}-0000-7000-8000-000000000000`];
      for (const path of paths) {
        const page = await visitor.get(`/admin/imports${path}`);
        expect(page.status).toBe(403);
        expect(page.text).toContain("Only a liaison in term or an administrator can import a plan.");
      }
      expect((await visitor.post("/admin/imports/checks", new FormData())).status).toBe(403);
      expect((await visitor.post("/admin/imports", { check: "x" })).status).toBe(403);
    },
  );

  test.each(["lin", "joe", "ada"] as const)("stands in the menu of %s", async name => {
    const page = await (await visit(house, name)).get("/admin/imports");
    expect(page.status).toBe(200);
    expect(page.$("nav a[href='/admin/imports'][aria-current='page']").text()).toBe("Imports");
    expect(page.$("nav a[aria-current='page']")).toHaveLength(1);
  });
});

describe("a file that cannot go in", () => {
  test("that was not chosen is asked for", async () => {
    const page = await (await visit(house, "lin")).get("/admin/imports");
    const again = await page.form("Check the file").upload("Plan file", null);
    expect(again.status).toBe(422);
    expect(again.errors).toEqual(["Choose a file to check."]);
  });

  test("has its problems by row and column, and no button to import it", async () => {
    const page = await check("lin", "hostile/dates.csv");
    expect(page.status).toBe(422);
    expect(page.heading).toBe("dates.csv");
    expect(tableOf(page, "Problems").slice(0, 2)).toEqual([
      ["Row", "Column", "What is wrong"],
      ["5", "start", "“01/02/2025” could be 2025-01-02 or 2025-02-01. Write the one that is meant."],
    ]);
    expect(page.buttons()).toEqual(["Check the file"]);
    expect(await kept()).toEqual([]);
  });

  test("as a whole is refused in a sentence", async () => {
    const page = await check("lin", "hostile/not-a-csv.csv");
    expect(page.status).toBe(422);
    expect(page.text).toContain("looks like a spreadsheet file");
  });

  test("that is larger than the page takes is told how it can go in", async () => {
    const page = await (await visit(house, "lin")).get("/admin/imports");
    const file = { name: "large.csv", bytes: new Uint8Array(10_000_001) };
    const again = await page.form("Check the file").upload("Plan file", file);
    expect(again.status).toBe(422);
    expect(again.errors[0]).toContain("larger than 10 MB");
  });

  test("shows markup as text and keeps no folder of its name", async () => {
    const page = await (await visit(house, "lin")).get("/admin/imports");
    const { bytes } = await fixture("hostile/html-script.csv");
    const name = 'C:\\plans\\<b onload="x">.csv';
    const checked = await page.form("Check the file").upload("Plan file", { name, bytes });
    expect(checked.heading).toBe("<b onload=%22x%22>.csv");
    expect(checked.$("main script, main [onload]")).toHaveLength(0);
    expect(checked.text).toContain("javascript:alert(1)");
  });

  test("of other bytes than UTF-8 offers Windows-1252, and goes on with that choice", async () => {
    const asked = await check("joe", "hostile/windows-1252.csv");
    expect(asked.status).toBe(422);
    expect(asked.text).toContain("Windows-1252");
    const page = await asked.form("Read it as Windows-1252").submit();
    expect(page.status).toBe(200);
    expect(page.text).toContain("1 row read as Windows-1252.");
    const done = await page.form("Import 1 row").submit();
    expect(done.text).toContain("1 row was imported from windows-1252.csv.");
  });

  test("is refused from another site", async () => {
    const { bytes } = await fixture("hostile/utf8-bom.csv");
    const body = new FormData();
    body.append("file", new Blob([bytes]), "plan.csv");
    const made = new Response(body);
    const answer = await house.app.inject({
      method: "POST",
      url: "/admin/imports/checks",
      headers: {
        host: "localhost:3000",
        "sec-fetch-site": "cross-site",
        "content-type": made.headers.get("content-type") ?? "",
      },
      payload: Buffer.from(await made.arrayBuffer()),
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe("a plan", () => {
  test("is checked, then imported once however often the button is pressed", async () => {
    const page = await check("lin", "plans/san-juan-usd-ca.csv");
    expect(page.status).toBe(200);
    expect(page.text).toContain("86 rows read. Nothing is changed yet.");
    expect(page.text).toContain("5, all new");
    const sums = tableOf(page, "Budget lines by source");
    expect(sums).toContainEqual(["LCFF Supplemental and Concentration", "$39,438,814"]);
    expect(sums).toContainEqual(["no source", "$10,852,983.98"]);
    expect(sums.at(-1)).toEqual(["All sources", "$60,050,384.58"]);
    expect(tableOf(page, "Notes")).toContainEqual(["2 to 55", "owner_role", "The owner is empty."]);
    const before = (await importRows()).length;
    expect(await kept()).toContain("san-juan-usd-ca.csv");

    const form = page.form("Import 86 rows");
    const [done, again] = [await form.submit(), await form.submit()];
    expect(done.heading).toBe("san-juan-usd-ca.csv");
    expect(done.text).toContain("86 rows were imported from san-juan-usd-ca.csv.");
    expect(done.text).toContain("86 of 86 rows were new and went in, Mon, Nov 23, 8:00 AM, by Lin Tran.");
    expect(again.heading).toBe(done.heading);
    expect(await importRows()).toHaveLength(before + 1);
    expect(await kept()).not.toContain("san-juan-usd-ca.csv");
  });

  test("that is here already has nothing to import", async () => {
    const page = await check("ada", "plans/san-juan-usd-ca.csv");
    expect(page.status).toBe(200);
    expect(page.text).toContain("All of it is here already");
    expect(page.text).toContain("5, none new");
    expect(page.buttons()).toEqual(["Check the file"]);
  });

  test("stays in the list of imports, with a page of its own", async () => {
    const page = await (await visit(house, "ada")).get("/admin/imports");
    const [path = ""] = page.links("san-juan-usd-ca.csv");
    expect(tableOf(page, "Past imports")[1]?.slice(2)).toEqual(["Lin Tran", "86 of 86"]);
    const one = await (await visit(house, "joe")).get(path);
    expect(one.status).toBe(200);
    expect(one.text).toContain("5, all new");
  });

  test("checked by one person cannot be imported by another, nor when the check is over", async () => {
    const page = await check("lin", "plans/snohomish-sd-wa.csv");
    const path = new URL(page.$("form[action='/admin/imports'] [name=check]").val() as string, "x:/")
      .pathname;
    const other = await visit(house, "omar");
    expect((await other.get(`/admin/imports/checks${path}`)).status).toBe(404);
    const refused = await other.post("/admin/imports", { check: path.slice(1) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("This check is over");
    house.deps.clock.moveTo(new Date(house.deps.clock.now().getTime() + 25 * 3_600_000));
    await check("omar", "plans/lake-washington-sd-wa.csv");
    expect(await kept()).toEqual(["lake-washington-sd-wa.csv"]);
  });
});

test("each page is valid HTML with one head and nothing inline", async () => {
  const list = await (await visit(house, "lin")).get("/admin/imports");
  const [path = ""] = list.links("san-juan-usd-ca.csv");
  const pages = [
    list,
    await (await visit(house, "lin")).get(path),
    await check("lin", "plans/snohomish-sd-wa.csv"),
    await check("lin", "hostile/dates.csv"),
    await check("lin", "hostile/windows-1252.csv"),
    await check("lin", "hostile/empty.csv"),
    await list.form("Check the file").upload("Plan file", null),
  ];
  for (const page of pages) expect(await pageProblems(page.body), page.url).toEqual([]);
});
