import { breathe, inTurns } from "../shared/wait.ts";
import { Capacity } from "./capacity.rules.ts";
import { type Days, daysOf } from "./days.rules.ts";
import type { Inputs } from "./inputs.queries.ts";
import { simulateInTurns } from "./simulation.ts";
import { type Open, type Queue, tasksOf } from "./tasks.rules.ts";

/** One seed for ever: days move because something changed, not because dice were thrown again. */
const seed = 20_260_701;

export type Saying = {
  queue: Queue;
  /** By record: requests, goals and, unless left out, work that are open. */
  said: Map<string, Days>;
};

/** By when each record is done: of what is open, or of another queue under the same past and the same team. */
export async function sayDays(
  { forecaster, team, today, open: standing }: Inputs,
  open: Open = standing,
  { ofWork = true }: { ofWork?: boolean } = {},
): Promise<Saying> {
  await breathe();
  const queue = tasksOf(open);
  await breathe();
  const workIds = new Set(ofWork ? [] : open.work.map(({ id }) => id));
  const tasks = queue.tasks.map(task => ({
    ...task,
    targets: task.targets.filter(id => !workIds.has(id)),
  }));
  const capacity = new Capacity(today, team);
  const done = await simulateInTurns(tasks, forecaster, seed);
  const said = new Map<string, Days>();
  const turn = inTurns();
  for (const [id, after] of done) {
    said.set(id, daysOf(after, forecaster.finished, capacity, queue.lacks.get(id)));
    await turn();
  }
  return { queue, said };
}
