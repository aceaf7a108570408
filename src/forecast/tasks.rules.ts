import { refOf } from "../records/records.rules.ts";
import type { OpenWork, Promised, TieRow } from "./queue.queries.ts";
import type { Task } from "./simulation.ts";

export type Queue = {
  tasks: Task[];
  /** What hinders a date for a request or goal, by its id, in words. */
  lacks: Map<string, string>;
};

export type Open = {
  work: readonly OpenWork[];
  promised: readonly Promised[];
  ties: readonly TieRow[];
  /** Promised requests under which work is done. */
  begun: ReadonlySet<string>;
  waits: readonly { workId: string; forId: string }[];
};

/** Requests draw other luck than work of the same number. */
const requestNumbersFrom = 1_000_000_000;

/** Open work, and promised requests without any, as tasks of the one queue. */
export function tasksOf({ work, promised, ties, begun, waits }: Open): Queue {
  const above = Map.groupBy(ties, ({ fromId }) => fromId);
  const asked = new Map(promised.map(each => [each.id, each]));
  const after = Map.groupBy(waits, ({ workId }) => workId);
  const targetsOf = (id: string) => [...new Set([id, ...reach(id, above)])];
  const lacks = new Map<string, string>();
  const missing = (ids: readonly string[], words: string) => {
    for (const id of ids) if (!lacks.has(id)) lacks.set(id, words);
  };
  const served = new Set<string>();
  const tasks: Task[] = [];
  for (const item of work) {
    const targets = targetsOf(item.id);
    for (const target of targets) served.add(target);
    const request = targets.map(id => asked.get(id)).find(each => each !== undefined);
    const hours = hoursOf(item);
    if (hours === null) missing(targets, `${refOf("work", item.number)} has no hours`);
    tasks.push({
      ...{ id: item.id, number: item.number, rank: request?.rank ?? null },
      due: item.due ?? request?.windowTo ?? request?.due ?? null,
      after: (after.get(item.id) ?? []).map(({ forId }) => forId),
      ...(hours ?? { likelyHours: 0, hoursLeft: 0 }),
      kind: request?.kind ?? "",
      targets,
    });
  }
  for (const request of promised.filter(({ id }) => !served.has(id))) {
    const targets = targetsOf(request.id);
    const likelyHours = request.likelyHours ?? 0;
    if (request.likelyHours === null) missing(targets, `${refOf("request", request.number)} has no estimate`);
    tasks.push({
      ...{ id: request.id, number: requestNumbersFrom + request.number, rank: request.rank, after: [] },
      due: request.windowTo ?? request.due,
      ...{ likelyHours, hoursLeft: begun.has(request.id) ? 0 : likelyHours, kind: request.kind, targets },
    });
  }
  return { tasks, lacks };
}

/** What technology last said is left; else what its estimate leaves after the hours that are logged. */
function hoursOf({ hoursLeft, hoursLogged, likelyHours }: OpenWork) {
  if (hoursLeft === null && likelyHours === null) return null;
  const likely = likelyHours ?? (hoursLeft ?? 0) + hoursLogged;
  return { likelyHours: likely, hoursLeft: hoursLeft ?? Math.max(likely - hoursLogged, 0) };
}

/** All that a record is under, directly and through requests. */
function reach(id: string, above: ReadonlyMap<string, readonly TieRow[]>): string[] {
  return (above.get(id) ?? []).flatMap(({ toId }) => [toId, ...reach(toId, above)]);
}
