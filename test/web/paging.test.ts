import { expect, test } from "vitest";
import { newId } from "../../src/shared/ids.ts";
import { readId, readIds } from "../../src/web/paging.ts";

test("the ids of an address or a form are those alone that can be ids", () => {
  const [one, other] = [newId(), newId()];
  expect(readIds(one, [other, "G-12", ""], undefined, { length: 1 }, 12)).toEqual([one, other]);
  expect([one, [one, other], ` ${one} `].map(readId)).toEqual([one, one, one]);
  expect([undefined, "", "G-12", ["G-12", one], `${one}0`].map(readId)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
