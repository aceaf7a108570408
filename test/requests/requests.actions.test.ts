import { describe, expect, it } from "vitest";
import { listTied } from "../../src/records/records.queries.ts";
import { answerAbout, askAbout } from "../../src/requests/asking.actions.ts";
import { needToo } from "../../src/requests/needed-too.actions.ts";
import { listNeededToo } from "../../src/requests/needed-too.queries.ts";
import { draftRequest, editRequest, submitRequest } from "../../src/requests/requests.actions.ts";
import { acceptRequest, declineRequest, reopenRequest } from "../../src/requests/triage.actions.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { makeCast, names } from "../support/cast.ts";
import { freshDatabase } from "../support/database.ts";
import { outboxRows } from "../support/queued-mails.ts";
import { requestMaker } from "./made-requests.ts";

const db = await freshDatabase();
const cast = await makeCast(db);
const make = requestMaker(db, cast);
const goals = await goalMaker(db, cast);

const mailsTo = async (subject: RegExp): Promise<string[]> =>
  (await outboxRows(db)).filter(mail => subject.test(mail.subject)).map(mail => mail.toName);

describe("drafting a request", () => {
  it("keeps it from everyone but its author and the liaisons", async () => {
    const number = await make.draft();
    for (const name of ["tess", "lin", "joe"] as const)
      expect((await make.see(number, name)).state).toBe("draft");
    for (const name of ["ana", "priya", "vera", "ada"] as const)
      await expect(make.see(number, name)).rejects.toMatchObject({ code: "not_found" });
  });

  it("takes a title alone, which cannot be sent yet", async () => {
    const { record } = await make.as("tess")((tx, deed) =>
      draftRequest(tx, deed, { title: "Something", goals: [], isRestricted: false }),
    );
    await expect(
      make.as("tess")((tx, deed) => submitRequest(tx, deed, make.about(record.number))),
    ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("is not ready to send") });
  });

  it("is not for viewers", async () => {
    await expect(make.draft({}, undefined, "vera")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("can be typed for another, whose it then is too, and the history names both", async () => {
    const number = await make.submitted({ forWhom: "tess moreno" }, undefined, "joe");
    const request = await make.see(number);
    expect([request.author?.name, request.requester?.name]).toEqual(["Joe Lind", "Tess Moreno"]);
    expect(await make.history(number)).toEqual([
      "Joe Lind for Tess Moreno sent this request",
      "Joe Lind for Tess Moreno drafted this request",
    ]);
  });

  it("says whom a name could mean", async () => {
    const drafting = (forWhom: string) => make.draft({ forWhom });
    await expect(drafting("Nobody Known")).rejects.toMatchObject({
      message: expect.stringContaining("Nobody here is called"),
    });
    await expect(drafting("m")).rejects.toMatchObject({ message: expect.stringContaining("can mean") });
    await expect(drafting("Vera")).rejects.toMatchObject({
      message: "Vera Cole cannot ask for anything. Enter somebody who can.",
    });
  });

  it("ties it to goals that the author sees, and to nothing else", async () => {
    const goal = await goals.see(await goals.active());
    const hidden = await goals.see(await goals.draft());
    const number = await make.draft({ goals: [goal.record.id] });
    const { id } = await make.see(number);
    const { by } = await cast.deed("tess");
    expect((await listTied(db.read, by, id, "above", "goal")).map(each => each.id)).toEqual([goal.record.id]);
    for (const unsafe of [hidden.record.id, id, "0199b1f2-0000-7000-8000-000000000000"])
      await expect(make.draft({ goals: [unsafe] })).rejects.toMatchObject({ code: "invalid" });
    expect(await make.history(number)).toContain(
      "Tess Moreno tied this request to Every third grader reads at level",
    );
  });
});

describe("editing a request", () => {
  it("keeps before and after by the field's label, and follows the goals", async () => {
    const [one, two] = [await goals.see(await goals.active()), await goals.see(await goals.active())];
    const number = await make.submitted({ goals: [one.record.id] });
    const given = { ...make.input(), title: "Class lists each night", goals: [two.record.id] };
    await make.as("tess")((tx, deed) => editRequest(tx, deed, make.about(number), given));
    expect((await make.history(number)).slice(0, 3)).toEqual([
      "Tess Moreno untied this request from Every third grader reads at level",
      "Tess Moreno tied this request to Every third grader reads at level",
      "Tess Moreno changed this request, Title from “Nightly class lists for the reading screener” to “Class lists each night”",
    ]);
  });

  it("leaves no row where nothing changed", async () => {
    const number = await make.submitted();
    await make.as("tess")((tx, deed) => editRequest(tx, deed, make.about(number), make.input()));
    expect(await make.history(number)).toHaveLength(2);
  });

  it("is over once it is accepted, and never anybody else's", async () => {
    const number = await make.accepted();
    const edit = (name: "tess" | "lin") =>
      make.as(name)((tx, deed) => editRequest(tx, deed, make.about(number), make.input({ title: "New" })));
    await expect(edit("tess")).rejects.toMatchObject({ code: "conflict" });
    await expect(edit("lin")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses a text made from an older one", async () => {
    const number = await make.draft();
    const { record } = await make.see(number);
    const edit = (title: string) =>
      make.as("tess")((tx, deed) =>
        editRequest(tx, deed, { number, version: record.version }, make.input({ title })),
      );
    await edit("First");
    await expect(edit("Second")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a security matter", () => {
  it("is seen by its requester, technologists and liaisons alone", async () => {
    const number = await make.submitted({ isRestricted: true });
    const seeing = await Promise.all(
      names.map(async name => ((await make.see(number, name).catch(() => null)) ? name : null)),
    );
    expect(seeing.filter(Boolean).sort()).toEqual([
      "ada",
      "dana",
      "joe",
      "lin",
      "omar",
      "priya",
      "sam",
      "tess",
    ]);
  });

  it("can be put in the box and taken out while nobody has decided", async () => {
    const number = await make.submitted();
    const put = (isRestricted: boolean) =>
      make.as("tess")((tx, deed) => editRequest(tx, deed, make.about(number), make.input({ isRestricted })));
    await put(true);
    await expect(make.see(number, "mai")).rejects.toMatchObject({ code: "not_found" });
    await put(false);
    expect((await make.see(number, "mai")).state).toBe("submitted");
    expect((await make.history(number)).slice(0, 2)).toEqual([
      "Tess Moreno opened this request to everyone",
      "Tess Moreno put this request in the box for security matters",
    ]);
  });
});

describe("triage", () => {
  it("asks, tells the requester at once, and gets the answer back", async () => {
    const number = await make.submitted({ title: "Asked about" });
    await make.as("lin")((tx, deed) => askAbout(tx, deed, make.about(number), { question: "Which grades?" }));
    expect((await make.see(number)).state).toBe("needs info");
    expect(await mailsTo(/A question about R-\d+ Asked about/)).toEqual(["Tess Moreno"]);
    await make.as("tess")((tx, deed) => answerAbout(tx, deed, make.about(number), { answer: "K to 2." }));
    const { state, row } = await make.see(number);
    expect([state, row.asked, row.stateNote]).toEqual(["submitted", "Which grades?", "K to 2."]);
  });

  it("tells whoever typed it too, but never the one who asks", async () => {
    const number = await make.submitted({ title: "Typed", forWhom: "Tess Moreno" }, undefined, "joe");
    await make.as("lin")((tx, deed) => askAbout(tx, deed, make.about(number), { question: "Why?" }));
    expect((await mailsTo(/A question about R-\d+ Typed/)).sort()).toEqual(["Joe Lind", "Tess Moreno"]);
  });

  it("accepts a new system only with what its reviews say", async () => {
    const number = await make.submitted({ kind: "new system" });
    const accept = (note?: string) =>
      make.as("lin")((tx, deed) => acceptRequest(tx, deed, make.about(number), { note }));
    await expect(accept()).rejects.toMatchObject({ code: "invalid" });
    await accept("All four say yes.");
    expect((await make.see(number)).row.acceptedById).toBe(cast.id.lin);
  });

  it("is never of one's own", async () => {
    const number = await make.submitted({ forWhom: "Lin Tran" }, undefined, "ana");
    const accept = (name: "lin" | "omar") =>
      make.as(name)((tx, deed) => acceptRequest(tx, deed, make.about(number), {}));
    await expect(accept("lin")).rejects.toMatchObject({
      code: "forbidden",
      message: `You asked for R-${number} yourself. Only another liaison can accept it.`,
    });
    await accept("omar");
  });

  it("declines with a reason, and looks at it again from the start", async () => {
    const number = await make.declined();
    await make.as("joe")((tx, deed) => reopenRequest(tx, deed, make.about(number), { reason: "New money." }));
    const { state, row } = await make.see(number);
    expect([state, row.acceptedById]).toEqual(["submitted", null]);
  });

  it("refuses the second of two decisions at once", async () => {
    const number = await make.submitted();
    const about = { number, version: (await make.see(number)).record.version };
    await make.as("lin")((tx, deed) => acceptRequest(tx, deed, about, {}));
    await expect(
      make.as("omar")((tx, deed) => declineRequest(tx, deed, about, { reason: "No." })),
    ).rejects.toMatchObject({ code: "conflict" });
    expect((await make.see(number)).state).toBe("accepted");
  });
});

describe("needing it too", () => {
  it("counts each once, and follows", async () => {
    const number = await make.submitted();
    const say = (name: "mai" | "tess" | "vera") =>
      make.as(name)((tx, deed) => needToo(tx, deed, number, { school: "Kelly", line: "Six classes." }));
    await say("mai");
    await expect(say("mai")).rejects.toMatchObject({ code: "conflict" });
    await expect(say("tess")).rejects.toMatchObject({ code: "conflict" });
    const { id } = await make.see(number);
    expect((await listNeededToo(db.read, id)).map(each => [each.name, each.side])).toEqual([
      ["Mai Vang", "leadership"],
    ]);
    expect((await make.history(number))[0]).toBe("Mai Vang needs this request too, for Kelly");
  });
});
