import { describe, expect, it } from "vitest";
import { followerIds } from "../../src/records/records.queries.ts";
import { mergeRequest } from "../../src/requests/duplicate.actions.ts";
import { needToo } from "../../src/requests/needed-too.actions.ts";
import { listNeededToo } from "../../src/requests/needed-too.queries.ts";
import { stepBack } from "../../src/requests/step-back.actions.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { requestMaker } from "./made-requests.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const make = requestMaker(db, cast);

const merge = (number: number, of: string, instant?: string) =>
  make.as("lin", instant)((tx, deed) => mergeRequest(tx, deed, make.about(number), { of }));

const needers = async (number: number) =>
  (await listNeededToo(db.read, (await make.see(number)).id)).map(each => each.name);
const followers = async (number: number) => followerIds(db.read, (await make.see(number)).id);

describe("a duplicate", () => {
  it("hands its followers and those who need it too to the one that goes on", async () => {
    const [twin, survivor] = [await make.submitted(), await make.submitted({}, undefined, "ana")];
    await make.as("mai")((tx, deed) => needToo(tx, deed, twin, { school: "Kelly", line: "Us too." }));
    await merge(twin, `R-${survivor}`);
    expect((await make.see(twin)).state).toBe("duplicate");
    expect((await needers(survivor)).sort()).toEqual(["Mai Vang", "Tess Moreno"]);
    expect(await followers(survivor)).toEqual(
      expect.arrayContaining([cast.id.tess, cast.id.mai, cast.id.ana]),
    );
  });

  it("can be taken back within the hour, and gives back what it handed over", async () => {
    const [twin, survivor] = [await make.submitted(), await make.submitted({}, undefined, "ana")];
    await make.as("mai")((tx, deed) => needToo(tx, deed, survivor, { school: "Kelly", line: "Us too." }));
    await merge(twin, String(survivor));
    await make.as("lin", "2026-11-23T16:30:00Z")((tx, deed) => stepBack(tx, deed, make.about(twin)));
    expect((await make.see(twin)).state).toBe("submitted");
    expect(await needers(survivor)).toEqual(["Mai Vang"]);
    expect(await followers(survivor)).not.toContain(cast.id.tess);
    expect(await make.history(survivor)).toHaveLength(5);
  });

  it.each(["R-0", "R-999999", "twelve", "R-1x"])("of “%s” is refused in words", async of => {
    await expect(merge(await make.submitted(), of)).rejects.toMatchObject({ code: "invalid" });
  });

  it("closes no circle", async () => {
    const [one, two, three] = [await make.submitted(), await make.submitted(), await make.submitted()];
    await expect(merge(one, `R-${one}`)).rejects.toMatchObject({
      message: `R-${one} cannot be a duplicate of itself.`,
    });
    await merge(one, `R-${two}`);
    await expect(merge(two, `R-${one}`)).rejects.toMatchObject({
      message: `R-${one} was merged into R-${two}, so R-${two} is the one that goes on.`,
    });
    await merge(two, `R-${three}`);
    await expect(merge(three, `R-${one}`)).rejects.toMatchObject({
      message: `R-${one} is itself a duplicate of R-${two}. Enter the one that goes on.`,
    });
  });

  it("is never of a draft, nor of one that is over", async () => {
    const twin = await make.submitted();
    for (const other of [await make.draft(), await make.declined()])
      await expect(merge(twin, `R-${other}`)).rejects.toMatchObject({ code: "invalid" });
  });
});
