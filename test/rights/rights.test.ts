import { beforeAll, describe, expect, test } from "vitest";
import { columns, permissionNames, permissions } from "../../src/shared/permissions.ts";
import { type House, makeHouse } from "../support/app.ts";
import type { Name } from "../support/cast.ts";
import { documentOf, runCli } from "../support/cli.ts";
import { visit } from "../support/page.ts";

let house: House;

beforeAll(async () => {
  house = await makeHouse();
});

describe("“What may I do?”", () => {
  const cases: [Name, string, string, string][] = [
    ["vera", "You count as viewer.", "I may Read what is there for everyone.", "draft a goal"],
    [
      "tess",
      "You count as educator.",
      "draft, propose, edit and discard a draft goal: my own",
      "triage requests",
    ],
    ["lin", "You count as leader and liaison in term.", "commit: any but my own", "review funds"],
    [
      "ada",
      "You count as technologist and administrator.",
      "manage priorities: any",
      "decide a budget request",
    ],
    ["grace", "You count as leader, with the approver’s flag.", "approver flag: any but my own", "triage"],
    ["mai", "You count as leader.", "check in, add readings", "decide a budget request"],
  ];
  test.each(cases)(
    "says to %s who they are, what they may, and not what they may not",
    async (who, ...words) => {
      const [standing, has, lacks] = words;
      const page = await (await visit(house, who)).get("/help/permissions");
      expect(page.status).toBe(200);
      const mine = page.$("section[aria-labelledby=mine]").text().replace(/\s+/g, " ");
      expect(page.$(".standing, main").text().replace(/\s+/g, " ")).toContain(standing);
      expect(mine).toContain(has);
      expect(mine).not.toContain(lacks);
    },
  );

  test("shows the whole table, each verb with each column", async () => {
    const page = await (await visit(house, "vera")).get("/help/permissions");
    expect(page.$("tbody tr")).toHaveLength(permissionNames.length);
    expect(page.$("tbody td")).toHaveLength(permissionNames.length * columns.length);
    const row = page.$("tbody tr").filter((_, each) => page.$(each).text().includes("endorse or return"));
    expect(
      row
        .find("td")
        .map((_, each) => page.$(each).text().trim())
        .get()
        .at(-2),
    ).toContain("any but my own");
    expect((await (await visit(house, "vera")).get("/help")).links("What may I do?")).toEqual([
      "/help/permissions",
    ]);
  });
});

test("the command prints the same table, for people and for scripts", async () => {
  const said = await runCli(["permissions", "--json"], {});
  expect(documentOf(said)).toEqual(
    permissionNames.map(permission => ({ permission, ...permissions[permission] })),
  );
  const { out, code } = await runCli(["permissions"], {});
  expect(code).toBe(0);
  expect(out.split("\n")[0]).toMatch(/^ +viewer +educator +leader +technologist +finance +liaison +admin$/);
  expect(out).toMatch(/confirm a goal +– +– +mine +mine +mine +– +–/);
}, 60_000);
