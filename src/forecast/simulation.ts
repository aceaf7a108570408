import { inTurns } from "../shared/wait.ts";
import { drawsFor } from "./draws.ts";
import { P95_FROM, RANGE_FROM } from "./forecast.rules.ts";
import type { Forecaster } from "./forecaster.ts";
import { sizeOf } from "./history.ts";
import { quantileOf } from "./quantiles.ts";
import { inOrder, type Queued } from "./queue.rules.ts";
import { stepsTogether } from "./shared-luck.ts";

export type Task = Queued & {
  /** What was estimated: its size says which past it is like. */
  likelyHours: number;
  kind: string;
  /** What is left of it by the estimate. */
  hoursLeft: number;
  /** The requests, goals and work items that are not done before it is. */
  targets: readonly string[];
};

/** What the past taught of items like these, and of what they share. */
type Learned = Pick<Forecaster, "finished" | "quantile" | "together">;

/** Hours of the team until a target is done. The chances are null while the past is too short to say them. */
export type DoneAfter = { asEstimated: number; p50: number | null; p80: number | null; p95: number | null };

const RUNS = 1_000;
/** So many equally likely ratios stand for a group's past. */
const STEPS = 200;

/**
 * Does the queue a thousand times over, each task with hours drawn from the past of tasks like it, one after the other by the
 * whole team. Source: docs/forecast.md, "Days". Time grows with tasks times runs: 5,000 tasks take about a quarter of a second.
 */
export function simulate(...given: Parameters<typeof simulation>): Map<string, DoneAfter> {
  const steps = simulation(...given);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same, while others have their turn. */
export async function simulateInTurns(
  ...given: Parameters<typeof simulation>
): Promise<Map<string, DoneAfter>> {
  const steps = simulation(...given);
  const turn = inTurns();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await turn();
  }
}

function* simulation(
  tasks: readonly Task[],
  forecaster: Learned,
  seed: number,
  runs = RUNS,
): Generator<undefined, Map<string, DoneAfter>> {
  const ordered = inOrder(tasks);
  const endings = lastOf(ordered);
  const hasChances = forecaster.finished >= RANGE_FROM;
  const ratiosOf = ratiosLike(forecaster);
  const landed = hasChances ? stepsTogether(forecaster.together, seed, runs, STEPS) : null;
  const sums = new Float64Array(runs);
  const found = new Map<string, DoneAfter>();
  let asEstimated = 0;
  for (const [position, task] of ordered.entries()) {
    yield;
    asEstimated += task.hoursLeft;
    if (hasChances && task.hoursLeft > 0) addHours(sums, task, ratiosOf(task), { seed, landed });
    const done = endings.get(position);
    if (!done) continue;
    const after = hasChances ? chancesOf(sums, forecaster.finished) : { p50: null, p80: null, p95: null };
    for (const target of done) found.set(target, { asEstimated, ...after });
  }
  return found;
}

/** Which targets are done at which position: a target is done with its last task. */
function lastOf(ordered: readonly Task[]): Map<number, string[]> {
  const last = new Map<string, number>();
  for (const [position, { targets }] of ordered.entries())
    for (const target of targets) last.set(target, position);
  return Map.groupBy(last.keys(), target => last.get(target) ?? -1);
}

type Luck = { seed: number; landed: Uint16Array | null };

function addHours(sums: Float64Array, task: Task, ratios: Float64Array, { seed, landed }: Luck): void {
  const draw = drawsFor(seed, task.number);
  for (let run = 0; run < sums.length; run += 1) {
    const step = Math.floor(draw(run) * STEPS);
    const ratio = ratios[landed?.[run * STEPS + step] ?? step] ?? 1;
    sums[run] = (sums[run] ?? 0) + task.hoursLeft * ratio;
  }
}

function chancesOf(sums: Float64Array, finished: number): Omit<DoneAfter, "asEstimated"> {
  const sorted = sums.toSorted();
  const at = (level: number) => quantileOf(sorted, level);
  return { p50: at(0.5), p80: at(0.8), p95: finished < P95_FROM ? null : at(0.95) };
}

/** actual / likely of tasks like this one, from the least to the most, each as likely as the next; one table a size and kind. */
function ratiosLike(forecaster: Learned): (task: Task) => Float64Array {
  const known = new Map<string, Float64Array>();
  return task => {
    const key = `${task.likelyHours > 0 ? sizeOf(task.likelyHours) : ""} ${task.kind}`;
    const found = known.get(key);
    if (found) return found;
    const made = Float64Array.from({ length: STEPS }, (_, step) =>
      Math.exp(forecaster.quantile(task, (step + 0.5) / STEPS)),
    );
    known.set(key, made);
    return made;
  };
}
