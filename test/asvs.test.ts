import { expect, test } from "vitest";
import { faultOf, requirements } from "../scripts/asvs.ts";

test("the evidence for each requirement of the ASVS is where its line says", () => {
  const all = requirements();
  expect(all.length).toBeGreaterThan(40);
  expect(all.flatMap(each => faultOf(each) ?? [])).toEqual([]);
  expect(new Set(all.map(({ requirement }) => requirement)).size).toBe(all.length);
});

test("a line that names nothing is found: the control", () => {
  const line = {
    requirement: "V0.0.1",
    level: "1",
    words: "",
    evidence: "test/asvs.test.ts#never said" + "!",
  };
  expect(faultOf(line)).toContain("does not say");
  expect(faultOf({ ...line, evidence: "test/none.test.ts#" })).toContain("is not there");
});
