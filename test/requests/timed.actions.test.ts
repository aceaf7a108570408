import { describe, expect, it } from "vitest";
import { sayNotYet, withdrawRequest } from "../../src/requests/asking.actions.ts";
import { commitRequest } from "../../src/requests/commitment.actions.ts";
import { deliverRequest, startDelivery } from "../../src/requests/delivery.actions.ts";
import { assignRequest } from "../../src/requests/looking-after.actions.ts";
import { stepBack } from "../../src/requests/step-back.actions.ts";
import { listSteps } from "../../src/requests/step-back.queries.ts";
import { confirmDelivered, wakeDeferred } from "../../src/requests/timed.actions.ts";
import { deferRequest } from "../../src/requests/triage.actions.ts";
import { dayOf } from "../../src/shared/dates.ts";
import { type Deed, time } from "../../src/shared/deed.ts";
import { makeCast } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { requestMaker } from "./made-requests.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const make = requestMaker(db, cast);

const timeAt = (instant: string): Deed => {
  const now = new Date(instant);
  return { by: time, now, today: dayOf(now, cast.district.timeZone), district: cast.district };
};
const defer = (number: number, until = "2026-12-01") =>
  make.as("lin", "2026-11-23T16:20:00Z")((tx, deed) => deferRequest(tx, deed, make.about(number), { until }));
const wake = (instant: string) => db.write(tx => wakeDeferred(tx, timeAt(instant)));

describe("a deferral", () => {
  it("ends on its day, where it began, once", async () => {
    const [sent, estimated] = [await make.submitted(), await make.estimated()];
    for (const number of [sent, estimated]) await defer(number);
    expect(await wake("2026-12-01T07:59:00Z")).toBe(0);
    expect(await wake("2026-12-01T08:01:00Z")).toBe(2);
    expect(await wake("2026-12-01T08:02:00Z")).toBe(0);
    expect([(await make.see(sent)).state, (await make.see(estimated)).state]).toEqual([
      "submitted",
      "estimated",
    ]);
    expect((await make.history(sent))[0]).toBe(
      "Crosswalk brought this request back from its deferral, submitted again",
    );
  });

  it("needs a day to come", async () => {
    await expect(defer(await make.submitted(), "2026-11-23")).rejects.toMatchObject({ code: "invalid" });
  });

  it("finds its way back through a withdrawal that was taken back", async () => {
    const number = await make.estimated();
    await defer(number);
    const tess = make.as("tess", "2026-11-23T16:30:00Z");
    await tess((tx, deed) => withdrawRequest(tx, deed, make.about(number), {}));
    await tess((tx, deed) => stepBack(tx, deed, make.about(number)));
    expect((await make.see(number)).state).toBe("deferred");
    await wake("2026-12-02T08:01:00Z");
    expect((await make.see(number)).state).toBe("estimated");
  });
});

describe("a delivery", () => {
  it("tells the requester at once, and from when silence counts as a yes", async () => {
    await make.delivered({ title: "Told of" });
    const [mail] = (await outboxRows(db)).filter(row => /^Delivered: R-\d+ Told of$/.test(row.subject));
    expect(mail?.toName).toBe("Tess Moreno");
    expect(mail?.text.replace(/\s+/g, " ")).toContain("it counts as confirmed on Mon, Dec 7");
  });

  it("confirms itself after ten working days, once", async () => {
    const number = await make.delivered();
    const confirm = (instant: string) => db.write(tx => confirmDelivered(tx, timeAt(instant)));
    await confirm("2026-12-07T07:59:00Z");
    expect((await make.see(number)).state).toBe("delivered");
    await confirm("2026-12-07T08:01:00Z");
    expect((await make.see(number)).state).toBe("confirmed");
    expect(await confirm("2026-12-07T08:02:00Z")).toBe(0);
    expect((await make.history(number))[0]).toBe(
      "Crosswalk confirmed this request by itself, 10 working days after delivery",
    );
  });

  it("goes back for what is missing, and is delivered again", async () => {
    const number = await make.delivered();
    await make.as("tess")((tx, deed) => sayNotYet(tx, deed, make.about(number), { missing: "Grade 2." }));
    expect((await make.see(number)).state).toBe("in delivery");
    await make.as("dana")((tx, deed) =>
      deliverRequest(tx, deed, make.about(number), { note: "Grade 2 is in." }),
    );
    expect((await make.see(number)).state).toBe("delivered");
  });

  it("begins with the first work item that is doing, and only when it is committed", async () => {
    const [committed, estimated] = [await make.committed(), await make.estimated()];
    const work = (await make.see(committed)).id;
    const start = async (number: number) => {
      const { id } = await make.see(number);
      return make.as("priya")((tx, deed) => startDelivery(tx, deed, id, work));
    };
    expect(await start(estimated)).toBeNull();
    expect((await start(committed))?.state).toBe("in delivery");
    expect(await start(committed)).toBeNull();
    await expect(
      make.as("priya")((tx, deed) => stepBack(tx, deed, make.about(committed))),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a step back", () => {
  it("makes a sent request a draft again, seen by few", async () => {
    const number = await make.submitted();
    await make.as("tess")((tx, deed) => stepBack(tx, deed, make.about(number)));
    expect((await make.see(number)).state).toBe("draft");
    await expect(make.see(number, "mai")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused once something followed, or twice", async () => {
    const number = await make.estimated();
    const back = make.as("lin", "2026-11-23T16:30:00Z");
    await expect(back((tx, deed) => stepBack(tx, deed, make.about(number)))).rejects.toMatchObject({
      code: "conflict",
    });
    await make.as("lin")((tx, deed) => commitRequest(tx, deed, make.about(number), make.promised));
    await back((tx, deed) => stepBack(tx, deed, make.about(number)));
    await expect(back((tx, deed) => stepBack(tx, deed, make.about(number)))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is not kept from a decision by who was then given charge of it, but from what was just sent", async () => {
    const { omar } = cast.id;
    const give = (number: number, instant?: string) =>
      make.as("lin", instant)((tx, deed) => assignRequest(tx, deed, number, { liaison: omar }));
    const deferred = await make.submitted();
    await defer(deferred);
    await give(deferred, "2026-11-23T16:21:00Z");
    const { by, now } = await cast.deed("lin", "2026-11-23T16:40:00Z");
    expect((await listSteps(db.read, by, now)).map(each => each.record.number)).toContain(deferred);
    await make.as("lin", "2026-11-23T16:40:00Z")((tx, deed) => stepBack(tx, deed, make.about(deferred)));
    const { state, row } = await make.see(deferred);
    expect([state, row.lookedAfterById]).toEqual(["submitted", omar]);

    const sent = await make.submitted();
    await give(sent);
    await expect(make.as("tess")((tx, deed) => stepBack(tx, deed, make.about(sent)))).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
