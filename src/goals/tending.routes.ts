import type { FastifyInstance } from "fastify";
import type { Deps } from "../deps.ts";
import { invalid, notFound } from "../shared/app-error.ts";
import { isUuid } from "../shared/ids.ts";
import { readWord } from "../web/paging.ts";
import { checkIn } from "./check-ins.actions.ts";
import { listViews } from "./check-ins.queries.ts";
import { checkInForm } from "./check-ins.rules.ts";
import { type GoalRequest, registerDeed } from "./deed-form.routes.ts";
import { type Goal, pacedOf } from "./goals.queries.ts";
import { sidesOf } from "./goals.rules.ts";
import { addMeasure, changeMeasure } from "./measures.actions.ts";
import { getMeasure, listMeasures } from "./measures.queries.ts";
import { measureForm, readingForm } from "./measures.rules.ts";
import { pastedReadingsForm } from "./pasted-readings.rules.ts";
import { addReading, addReadings } from "./readings.actions.ts";
import {
  checkInPage,
  editMeasurePage,
  newMeasurePage,
  pastedReadingsPage,
  readingPage,
} from "./tending-forms.pages.ts";
import { changedBefore } from "./told-of-changes.ts";

/** The measure in the address. @throws not found for what is no id */
function measureIn({ params }: GoalRequest): string {
  if (!isUuid(params.measure)) throw notFound();
  return params.measure;
}

const readingCount = (count: number): string => (count === 1 ? "One reading is" : `${count} readings are`);

/** Measures, their readings and check-ins: what those who tend a goal do again and again. */
export function tendingRoutes(app: FastifyInstance, deps: Deps): void {
  const db = deps.db.read;
  const measuresOf = async (goal: Goal) => {
    const measures = await listMeasures(db, [goal.record.id]);
    if (measures.length === 0) throw invalid("This goal has no measure yet. Add one first.");
    return measures;
  };
  registerDeed(app, deps, {
    ...{ verb: "edit", tells: "add a measure", form: "measures/new", post: "measures", schema: measureForm },
    describe: newMeasurePage,
    async run(tx, deed, { number }, values) {
      const { active } = await addMeasure(tx, deed, { number }, values);
      return active ? "The measure is added, and the goal is active." : "The measure is added.";
    },
  });
  registerDeed(app, deps, {
    ...{
      verb: "edit",
      tells: null,
      form: "measures/:measure/edit",
      post: "measures/:measure",
      schema: measureForm,
    },
    describe: async (goal, request, deed) =>
      editMeasurePage(
        goal,
        await getMeasure(db, goal.record.id, measureIn(request)),
        await changedBefore(db, deed, goal, "the target"),
      ),
    async run(tx, deed, at, values, request) {
      await changeMeasure(tx, deed, at, measureIn(request), values);
      return "The measure is changed.";
    },
  });
  registerDeed(app, deps, {
    ...{
      verb: "add a reading",
      tells: "add a reading",
      form: "readings/new",
      post: "readings",
      schema: readingForm,
    },
    describe: async (goal, { query }, { today }) =>
      readingPage(goal, await measuresOf(goal), readWord(query.measure), today),
    async run(tx, deed, { number }, values) {
      await addReading(tx, deed, { number }, values);
      return "The reading is added.";
    },
  });
  registerDeed(app, deps, {
    ...{
      verb: "add a reading",
      tells: "add a reading",
      form: "readings/pasted",
      post: "readings/pasted",
      schema: pastedReadingsForm,
    },
    describe: async (goal, { query }) =>
      pastedReadingsPage(goal, await measuresOf(goal), readWord(query.measure)),
    async run(tx, deed, { number }, values) {
      const { added, known } = await addReadings(tx, deed, { number }, values);
      return `${readingCount(added)} added.${known > 0 ? ` ${readingCount(known)} there already.` : ""}`;
    },
  });
  registerDeed(app, deps, {
    ...{ verb: "check in", tells: "check in", form: "check-ins/new", post: "check-ins", schema: checkInForm },
    async describe(goal, _, deed) {
      const views = (await listViews(db, [pacedOf(goal)], deed)).get(goal.record.id);
      return checkInPage(goal, sidesOf(deed.by, goal), views, deed.today);
    },
    async run(tx, deed, { number }, values) {
      await checkIn(tx, deed, { number }, values);
      return `You checked in for ${values.side}.`;
    },
  });
}
