import { describe, expect, it } from "vitest";
import { deedsOf, numbersIn, offeredTo, picksIn } from "../../src/bulk/bulk.rules.ts";
import { followedAmong } from "../../src/follows/follows.queries.ts";
import { listTied } from "../../src/records/records.queries.ts";
import { numberedKinds } from "../../src/records/records.rules.ts";
import { newId } from "../../src/shared/ids.ts";
import { moveWork, planWork } from "../../src/work/work.actions.ts";
import { getWork } from "../../src/work/work.queries.ts";
import { goalMaker } from "../goals/made-goals.ts";
import { requestMaker } from "../requests/made-requests.ts";
import { makeHouse } from "../support/app.ts";
import { names } from "../support/cast.ts";
import { visit } from "../support/page.ts";

const house = await makeHouse();
const { db } = house.deps;
const { cast } = house;
const make = await goalMaker(db, cast);
const asking = requestMaker(db, cast);
const dana = await visit(house, "dana");
const lin = await visit(house, "lin");
const tess = await visit(house, "tess");
const vera = await visit(house, "vera");

const goal = await make.active();
const { id: goalId, title: goalTitle } = (await make.see(goal)).record;
const goalLabel = `G-${goal} ${goalTitle}`;

const plan = async (title: string, plainWords = "New children count.") =>
  (await make.as("dana")((tx, deed) => planWork(tx, deed, { title, plainWords, goals: [], requests: [] })))
    .number;
const see = async (number: number) => getWork(db.read, (await cast.deed("dana")).by, number);

const workAddress = (deed: string, numbers: number[]) =>
  `/work/bulk?deed=${deed}&${numbers.map(number => `n=${number}`).join("&")}`;

describe("many rows of a list", () => {
  it("are named by their numbers, at most a page of them, and each once", () => {
    const many = Array.from({ length: 80 }, (_, index) => String(index + 1));
    expect(numbersIn({ n: ["3", "x", "-1", "3", "1e1", "0"] })).toEqual([3]);
    expect(numbersIn({ n: "7", page: "8-9" })).toEqual([7]);
    expect(numbersIn({ all: "yes", page: "8-9-drop" })).toEqual([8, 9]);
    expect(numbersIn({ n: many })).toHaveLength(50);
    expect(picksIn("12:3 12:4 x 7:1")).toEqual([
      { number: 12, version: 4 },
      { number: 7, version: 1 },
    ]);
  });

  it.each(names)("are offered to %s for what the table gives them", async name => {
    const { by } = await cast.deed(name);
    const does = by.role === "technologist";
    const asks = by.role !== "viewer" || by.liaisonSide !== null;
    const offered = Object.fromEntries(numberedKinds.map(kind => [kind, offeredTo(by, kind)]));
    expect(offered).toEqual({
      goal: ["follow", "unfollow"],
      request: asks ? ["follow", "unfollow", "goal", "no-goal"] : ["follow", "unfollow"],
      work: does ? deedsOf("work") : ["follow", "unfollow"],
      budget: ["follow", "unfollow"],
    });
  });

  it("are followed together, and only those that somebody sees", async () => {
    const draft = await make.draft({ title: "A draft that few see" });
    const list = await vera.get("/goals?state=active");
    expect(list.$("td.tick input").attr("aria-label")).toBe(`Tick G-${goal}`);
    const page = await vera.get(`/goals/bulk?deed=follow&all=yes&page=${goal}-${draft}&back=state%3Dactive`);
    expect(page.heading).toBe("Follow 1 goal");
    expect(page.text).toContain("One that you ticked is not there, or you may not see it.");
    expect(page.text).not.toContain("A draft that few see");
    const done = await page.form("Follow 1").submit();
    expect([done.url, done.text]).toEqual([
      "/goals?state=active",
      expect.stringContaining("You follow 1 goal more."),
    ]);
    expect([...(await followedAmong(db.read, [goalId], cast.id.vera))]).toEqual([goalId]);
    const again = await vera.get(`/goals/bulk?deed=follow&n=${goal}`);
    expect(again.text).toContain("Left as they are: 1");
    expect(again.text).toContain("You follow it already.");
    expect(again.buttons()).not.toContain("Follow 1");
    await (await vera.get(`/goals/bulk?deed=unfollow&n=${goal}`)).form("Stop following 1").submit();
    expect(await followedAmong(db.read, [goalId], cast.id.vera)).toEqual(new Set());
  });

  it("get a new owner, but for those that changed meanwhile, which are shown as they stand now", async () => {
    const [one, two, over] = [await plan("Feed"), await plan("Roster"), await plan("Old")];
    await make.as("dana")((tx, deed) => moveWork(tx, deed, over, { move: "drop", reason: "No." }, null));
    const page = await dana.get(workAddress("owner", [one, two, over]));
    expect(page.heading).toBe("Change the owner of 2 work items");
    expect(page.text).toContain("It is dropped.");
    await make.as("dana")((tx, deed) => moveWork(tx, deed, two, { move: "start" }, null));
    const form = page.form("Change the owner of 2");
    expect((await form.submit()).errors).toEqual(["“Owner” is empty. Choose one."]);
    const left = await form.submit({ Owner: "Priya Nair" });
    expect(left.text).toContain("1 work item handed over. 1 work item was left");
    expect(left.heading).toBe("Change the owner of 1 work item");
    expect(left.text).toContain("Roster");
    expect([(await see(one)).owner?.name, (await see(two)).owner]).toEqual(["Priya Nair", null]);
    const done = await left.form("Change the owner of 1").submit();
    expect(done.text).toContain("1 work item handed over.");
    expect((await see(two)).owner?.name).toBe("Priya Nair");
  });

  it("get a day, a reason to be dropped, or a goal", async () => {
    const [one, two] = [await plan("Cards"), await plan("Without words", "")];
    const due = await dana.get(workAddress("due", [one, two]));
    await due.form("Set the due day of 2").submit({ Due: "2027-03-01" });
    expect((await see(one)).record.due).toBe("2027-03-01");
    const under = await dana.get(workAddress("goal", [one, two]));
    expect(under.text).toContain("It says nothing in plain words yet");
    await under.form("Put 1 under a goal").submit({ Goal: goalLabel });
    const tied = await listTied(db.read, (await cast.deed("dana")).by, (await see(one)).record.id, "above");
    expect(tied.map(({ id }) => id)).toEqual([goalId]);
    const drop = await dana.get(workAddress("drop", [one, two]));
    await drop.form("Drop 2").submit({ Reason: "The vendor left." });
    expect((await see(two)).record.state).toBe("dropped");
    const history = (await dana.get(`/work/${one}`)).text;
    for (const words of ["dropped this work", "tied this work to", "changed this work, due"])
      expect(history).toContain(words);
  });

  it("of requests come under a goal by their requester before they are accepted, and by liaisons", async () => {
    const [early, later] = [await asking.submitted(), await asking.accepted()];
    const mine = await tess.get(`/requests/bulk?deed=goal&n=${early}&n=${later}`);
    expect(mine.heading).toBe("Put 1 request under a goal");
    expect(mine.text).toContain("Only a liaison, or Tess Moreno before it is accepted");
    const theirs = await lin.get(`/requests/bulk?deed=goal&n=${early}&n=${later}`);
    expect(theirs.heading).toBe("Put 2 requests under a goal");
    await mine.form("Put 1 under a goal").submit({ Goal: goalLabel });
    const left = await theirs.form("Put 2 under a goal").submit({ Goal: goalLabel });
    expect(left.text).toContain("1 request put under the goal. 1 request was left");
    const below = await listTied(db.read, (await cast.deed("lin")).by, goalId, "below", "request");
    expect(below.map(({ number }) => number)).toEqual([early, later].sort((a, b) => a - b));
    expect((await asking.history(later))[0]).toContain("Lin Tran");
    const off = await lin.get(`/requests/bulk?deed=no-goal&n=${later}`);
    await off.form("Take 1 off a goal").submit({ Goal: goalLabel });
    expect((await asking.history(later))[0]).toContain("untied");
    expect((await lin.get(`/requests/bulk?deed=no-goal&n=${later}`)).text).toContain("It serves no goal.");
  });

  it("are left alone by whoever may not, by hand too, and what is no deed is not found", async () => {
    const number = await plan("Mine");
    const { version } = (await see(number)).record;
    const post = await tess.post("/work/bulk/due", {
      records: `${number}:${version}`,
      due: "2027-03-01",
      key: "k",
    });
    expect([post.status, post.text]).toEqual([403, expect.stringContaining("Only people in technology")]);
    expect((await see(number)).record.due).toBeNull();
    expect((await tess.get(`/work/bulk?deed=due&n=${number}`)).status).toBe(403);
    const tied = await vera.post("/requests/bulk/goal", { records: "1:1", goalId, key: newId() });
    expect([tied.status, tied.url]).toEqual([403, "/requests/bulk/goal"]);
    expect((await dana.get("/work/bulk?deed=erase&n=1")).status).toBe(404);
    expect((await dana.get("/work/bulk?deed=due")).heading).toBe("Nothing is ticked");
    const draft = (await make.see(await make.draft())).record.id;
    const records = `${number}:${version}`;
    const foreign = await dana.post("/work/bulk/goal", { records, goalId: draft, key: "f" });
    expect([foreign.status, foreign.errors]).toEqual([
      422,
      ["This goal is not open any more. Choose another one."],
    ]);
  });
});
