import { expect, test } from "vitest";
import { findPersonByEmail, listActors } from "../../src/people/people.queries.ts";
import { makeHouse } from "../support/app.ts";
import { stranger, visit } from "../support/page.ts";

const house = await makeHouse();
const { db } = house.deps;
const ada = await visit(house, "ada");
const path = "/admin/people/imports";

const header = "email,name,role,title";
const check = async (lines: string[], bytes = Buffer.from([header, ...lines, ""].join("\r\n"))) =>
  (await ada.get(path)).form("Check the file").upload("People file", { name: "people.csv", bytes });

const many = Array.from({ length: 3000 }, (_, n) => `p${n}@x.example,Person ${n},educator,Teacher`);
const here = async () => (await listActors(db.read, "2026-11-23")).length;

test("bringing people in is not for strangers or other roles", async () => {
  expect((await stranger(house).get(path)).url).toContain("/sign-in");
  const lin = await visit(house, "lin");
  expect((await lin.get(path)).status).toBe(403);
  expect((await lin.post(path, { check: "x" })).status).toBe(403);
});

test("no file, and a file of something else, are told and keep the form", async () => {
  expect((await (await ada.get(path)).form("Check the file").upload("People file", null)).status).toBe(422);
  const other = await check([], Buffer.from("a,b\n1,2\n"));
  expect([other.status, other.buttons().includes("Check the file")]).toEqual([422, true]);
});

test("3,000 people with doubles and bad addresses: each is told by its row, and nobody comes in", async () => {
  const before = await here();
  const wrong = [...many, "P7@x.example,Twin,educator,", "nobody,No Address,educator,"];
  const page = await check(wrong);
  expect(page.status).toBe(422);
  expect(page.text).toContain("This address stands on line 9 already.");
  expect(page.text).toContain("2 problems");
  expect(page.buttons()).toEqual(["Check the file"]);
  expect(await here()).toBe(before);
});

test("a clean file is checked, says how many are new, and brings them in whole and once", async () => {
  const before = await here();
  const page = await check([...many.slice(0, 60), "ANA@sanjuan.example,Ana R.,leader,Boss"]);
  expect(page.text).toContain("Nothing is changed yet");
  expect(page.text).toContain("“Ana R.” differs from “Ana Ruiz”");
  expect(await here()).toBe(before);
  const done = await page.form("Bring in 60 people").submit();
  expect(done.text).toContain("60 people came in from people.csv.");
  expect(await here()).toBe(before + 60);
  expect(await findPersonByEmail(db.read, "p7@x.example")).toMatchObject({ title: "Teacher", digest: "off" });
  expect((await page.form("Bring in 60 people").submit()).status).toBe(200);
  expect(await here()).toBe(before + 60);
});

test("another's checked file, and one of another kind, are not found", async () => {
  const page = await check(["new@x.example,New,educator,"]);
  const id = page.url.split("/").at(-1) ?? "";
  expect((await ada.get(`/admin/imports/checks/${id}`)).status).toBe(404);
  const omar = await visit(house, "omar");
  expect((await omar.get(page.url)).status).toBe(403);
});

test("the list of people pages by name, filters, and exports what it shows", async () => {
  const first = await ada.get("/admin/people?role=educator");
  expect(first.text).toContain("1 to 50 of over 50");
  const [next = ""] = first.links("Next page");
  const second = await ada.get(next);
  expect(second.text).toContain("51 to 61 of 61");
  const names = (page: typeof first) =>
    page
      .$("tbody th a")
      .map((_, link) => first.$(link).text())
      .get();
  const all = [...names(first), ...names(second)];
  expect(new Set(all).size).toBe(61);
  expect((await ada.get("/admin/people?right=administrator")).text).toContain("Ada Flynn");
  expect(names(await ada.get("/admin/people?right=liaison+in+term")).sort()).toEqual([
    "Joe Lind",
    "Lin Tran",
    "Omar Haddad",
    "Sam Park",
  ]);
  const csv = await ada.get("/admin/people?role=educator&format=csv");
  expect(csv.body.trim().split("\r\n")).toHaveLength(62);
  expect((await ada.get("/admin/people?q=no-such-person")).text).toContain("Nobody is like this");
  for (const after of ["x", "WyIwIiwiMCJd", "a".repeat(2000)])
    expect((await ada.get(`/admin/people?after=${after}`)).text).toContain("1 to 50");
});
