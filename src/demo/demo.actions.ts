import { createReadStream } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { planDigests } from "../digest/digest.actions.ts";
import { latestPeriod } from "../digest/periods.rules.ts";
import { takeRoots } from "../events/roots.ts";
import { forecastNow } from "../forecast/days.timers.ts";
import { importPlan } from "../imports/plan.actions.ts";
import type { PlanReading } from "../imports/plan.rules.ts";
import { readPlan } from "../imports/plan-file.ts";
import { sendDue } from "../mail/sender.ts";
import { addPerson, giveTerm, makeDistrict } from "../people/people.actions.ts";
import { districts } from "../people/people.table.ts";
import { addDays, type Day, dayOf } from "../shared/dates.ts";
import { commandLine, type Deed, type District } from "../shared/deed.ts";
import { federalHolidays } from "../shared/federal-holidays.ts";
import { emailOf, type Name, names, partOf } from "./demo.cast.ts";
import { deedOf, inOrder, mondayOf, Story } from "./demo.story.ts";
import { goalScenes } from "./goals.story.ts";
import { moneyScenes } from "./money.story.ts";
import { pastScenes } from "./past.story.ts";
import { promiseScenes } from "./promises.story.ts";
import { requestScenes } from "./requests.story.ts";
import { talkScenes } from "./talk.story.ts";
import { triageScenes } from "./triage.story.ts";
import { workScenes } from "./work.story.ts";

const zone = "America/Los_Angeles";
const planFile = "san-juan-usd-ca.csv";
const planPath = join(import.meta.dirname, "../../examples", planFile);
/** The story's people were there before its first scene. */
const weeksBefore = 7;

/**
 * Makes the example district: a real plan, invented people, and six weeks of their life, told by the verbs that users
 * call, with a clock that is moved to each scene. Ends when all its mail is delivered.
 */
export async function makeExample(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const reading = await readExamplePlan(now);
  const { district, people } = await deps.db.write(tx => begin(tx, now, reading), { limitMs: 20_000 });
  await live(deps, district, new Story(people, mondayOf(now, zone)));
  const deed = { by: commandLine, now, today: dayOf(now, zone), district };
  await forecastNow(deps, district);
  const period = latestPeriod(now, district);
  if (period) await planDigests(deps, deed, period);
  await takeRoots(deps.db, deed);
  await deps.db.write(tx =>
    tx.update(districts).set({ exampleAt: now }).where(eq(districts.id, district.id)),
  );
  await sendDue(deps);
}

/** The plan of the example, read before a write begins. */
export const readExamplePlan = (now: Date): Promise<PlanReading> =>
  readPlan(createReadStream(planPath), { today: dayOf(now, zone), fiscalYearStart: "07-01" });

/**
 * The example in one transaction, whole or not at all; its digests are planned and its mail goes out by the timers of
 * whoever serves. Gives what the verbs of today work with.
 */
export async function putExample(tx: Tx, now: Date, reading: PlanReading): Promise<Deed> {
  const { district, people } = await begin(tx, now, reading);
  const story = new Story(people, mondayOf(now, zone));
  for (const scene of allScenes()) await scene.act(tx, await deedOf(tx, scene, story, district), story);
  await tx.update(districts).set({ exampleAt: now }).where(eq(districts.id, district.id));
  return { by: commandLine, now, today: dayOf(now, zone), district };
}

async function begin(tx: Tx, now: Date, reading: PlanReading): Promise<House> {
  const made = await makeHouse(tx, addDays(mondayOf(now, zone), -7 * weeksBefore), now);
  await importPlan(tx, made.deed, reading, { fileName: planFile, sha256: reading.sha256 });
  return made;
}

type House = { district: District; people: Record<Name, string>; deed: Deed };

async function makeHouse(tx: Tx, today: Day, now: Date): Promise<House> {
  const before = { by: commandLine, now: new Date(`${today}T16:00:00Z`), today };
  const district = await makeDistrict(tx, before, {
    name: "San Juan Unified",
    timeZone: zone,
    ...holidaysAround(now),
    lightsOnPercent: 60,
    helpDeskUrl: "https://help.sanjuan.example/",
  });
  const deed = { ...before, district };
  const people: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const { liaison, ...person } = partOf(name);
    const added = await addPerson(tx, deed, { ...person, email: emailOf(name) });
    people[name] = added.id;
    const to = addDays(today, 400);
    if (liaison) await giveTerm(tx, deed, { personId: added.id, side: liaison, from: today, to });
  }
  return { district, deed, people: people as Record<Name, string> };
}

const holidaysAround = (now: Date) => {
  const year = now.getUTCFullYear();
  const found = federalHolidays([year - 1, year, year + 1]);
  return {
    holidays: found.map(({ day }) => day),
    holidayNames: Object.fromEntries(found.map(({ day, name }) => [day, name])),
  };
};

const allScenes = () =>
  inOrder([
    ...pastScenes,
    ...goalScenes,
    ...requestScenes,
    ...promiseScenes,
    ...triageScenes,
    ...workScenes,
    ...moneyScenes,
    ...talkScenes,
  ]);

/** One scene, one transaction: as when its person pressed the button. */
async function live(deps: Deps, district: District, story: Story): Promise<void> {
  for (const scene of allScenes())
    await deps.db.write(async tx => {
      await scene.act(tx, await deedOf(tx, scene, story, district), story);
    });
}
