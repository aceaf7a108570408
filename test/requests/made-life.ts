import type { Database } from "../../src/db/database.ts";
import { askAbout, withdrawRequest } from "../../src/requests/asking.actions.ts";
import { deliverRequest, estimateRequest } from "../../src/requests/delivery.actions.ts";
import { mergeRequest } from "../../src/requests/duplicate.actions.ts";
import { needToo } from "../../src/requests/needed-too.actions.ts";
import { deferRequest } from "../../src/requests/triage.actions.ts";
import { goalMaker } from "../goals/made-goals.ts";
import type { Cast } from "../support/cast.ts";
import { requestMaker } from "./made-requests.ts";

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 16)).toISOString();
const line = { label: "Feed & <more>", kind: "services", unitCents: 125_050, recurrence: "annual" } as const;

/** A request in every state, with estimates, keys, others who need it, and enough past to say how long things take. */
export async function makeLife(db: Database, cast: Cast) {
  const make = requestMaker(db, cast);
  const goals = await goalMaker(db, cast);
  const goal = await goals.see(
    await goals.active({ title: "Bring English language arts closer to standard" }),
  );
  for (let n = 0; n < 11; n += 1) {
    const number = await make["in delivery"]({ title: `Class lists for program ${n}` }, day(n - 90));
    await make.as(
      "priya",
      day(n * 3 - 60),
    )((tx, deed) => deliverRequest(tx, deed, make.about(number), { note: "There." }));
  }
  const submitted = await make.submitted({ goals: [goal.record.id] }, day(14));
  await make.as("mai")((tx, deed) =>
    needToo(tx, deed, submitted, { school: "Kelly", line: "Six <b>classes</b> & more." }),
  );
  const forData = {
    kind: "data or report",
    question: "Who misses most?",
    decision: "Which bell schedule to try.",
    users: "Principals",
    frequency: "Each week",
  } as const;
  const data = await make.submitted({ title: "Attendance “by period”", ...forData }, day(18), "mai");
  const system = await make.submitted({ title: "Naviance for grade 6", kind: "new system" }, day(17));
  const asked = await make.submitted({ title: "Hotspots for 60 more students" }, day(19));
  await make.as(
    "lin",
    day(20),
  )((tx, deed) => askAbout(tx, deed, make.about(asked), { question: "Which schools, and until when?" }));
  const accepted = await make.accepted({ title: "Care Solace link" }, day(12));
  const estimated = await make.estimated(100, { title: "Jamf for the new art rooms" }, day(10));
  await make.as(
    "priya",
    day(11),
  )((tx, deed) =>
    estimateRequest(tx, deed, make.about(estimated), {
      ...make.estimate(120),
      lines: [{ ...line, quantity: 2, years: 3 }],
    }),
  );
  const twin = await make.submitted({ title: "Class lists, nightly" }, day(15), "ana");
  await make.as(
    "joe",
    day(16),
  )((tx, deed) => mergeRequest(tx, deed, make.about(twin), { of: `R-${submitted}` }));
  const deferred = await make.submitted({ title: "Later" }, day(15));
  await make.as(
    "joe",
    day(16),
  )((tx, deed) =>
    deferRequest(tx, deed, make.about(deferred), { until: "2027-01-04", reason: "After the move." }),
  );
  const withdrawn = await make.submitted({ title: "Never mind" }, day(15));
  await make.as("tess", day(16))((tx, deed) => withdrawRequest(tx, deed, make.about(withdrawn), {}));
  return {
    make,
    goal,
    ...{ submitted, data, system, asked, accepted, estimated, twin, deferred, withdrawn },
    draft: await make.draft({ title: "Only begun" }),
    restricted: await make.submitted({ title: "A door that stays open", isRestricted: true }, day(20)),
    declined: await make.declined({ title: "Bell app" }, day(13)),
    committed: await make.committed({ title: "Bus app" }, day(9)),
    "in delivery": await make["in delivery"]({ title: "Gradebook in the portal" }, day(8)),
    delivered: await make.delivered({ title: "Screen time report" }, day(18)),
    confirmed: await make.confirmed({ title: "Library cards" }, day(5)),
  };
}
