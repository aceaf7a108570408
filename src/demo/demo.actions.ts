import { createReadStream } from "node:fs";
import { join } from "node:path";
import { allForYear } from "@18f/us-federal-holidays";
import { eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { planDigests } from "../digest/digest.actions.ts";
import { latestPeriod } from "../digest/periods.rules.ts";
import { takeRoot } from "../events/roots.ts";
import { importPlan } from "../imports/plan.actions.ts";
import { readPlan } from "../imports/plan-file.ts";
import { sendDue } from "../mail/sender.ts";
import { addPerson, giveTerm, makeDistrict } from "../people/people.actions.ts";
import { districts } from "../people/people.table.ts";
import { addDays, type Day, dayOf } from "../shared/dates.ts";
import { commandLine, type Deed, type District } from "../shared/deed.ts";
import { emailOf, type Name, names, partOf } from "./demo.cast.ts";
import { deedOf, inOrder, mondayOf, Story } from "./demo.story.ts";
import { goalScenes } from "./goals.story.ts";
import { moneyScenes } from "./money.story.ts";
import { requestScenes } from "./requests.story.ts";
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
  const monday = mondayOf(now, zone);
  const reading = await readPlan(createReadStream(planPath), {
    today: dayOf(now, zone),
    fiscalYearStart: "07-01",
  });
  const { district, people } = await deps.db.write(
    async tx => {
      const made = await makeHouse(tx, addDays(monday, -7 * weeksBefore), now);
      await importPlan(tx, made.deed, reading, { fileName: planFile, sha256: reading.sha256 });
      return made;
    },
    { limitMs: 20_000 },
  );
  await live(deps, district, new Story(people, monday));
  const deed = { by: commandLine, now, today: dayOf(now, zone), district };
  const period = latestPeriod(now, district);
  if (period) await planDigests(deps, deed, period);
  await deps.db.write(async tx => {
    await takeRoot(tx, deed);
    await tx.update(districts).set({ exampleAt: now }).where(eq(districts.id, district.id));
  });
  await sendDue(deps);
}

type House = { district: District; people: Record<Name, string>; deed: Deed };

async function makeHouse(tx: Tx, today: Day, now: Date): Promise<House> {
  const before = { by: commandLine, now: new Date(`${today}T16:00:00Z`), today };
  const district = await makeDistrict(tx, before, {
    name: "San Juan Unified",
    timeZone: zone,
    holidays: holidaysAround(now),
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

const holidaysAround = (now: Date): Day[] => {
  const year = now.getUTCFullYear();
  const days = [year - 1, year, year + 1].flatMap(each =>
    allForYear(each).map(holiday => holiday.dateString),
  );
  return [...new Set(days)].sort();
};

/** One scene, one transaction: as when its person pressed the button. */
async function live(deps: Deps, district: District, story: Story): Promise<void> {
  for (const scene of inOrder([
    ...goalScenes,
    ...requestScenes,
    ...triageScenes,
    ...workScenes,
    ...moneyScenes,
  ]))
    await deps.db.write(async tx => {
      await scene.act(tx, await deedOf(tx, scene, story, district), story);
    });
}
