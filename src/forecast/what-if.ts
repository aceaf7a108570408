import type { Deps } from "../deps.ts";
import type { District } from "../shared/deed.ts";
import type { Days } from "./days.rules.ts";
import type { Inputs } from "./inputs.queries.ts";
import { type Moved, movedBetween, withoutRequest, withRequest } from "./moves.rules.ts";
import type { Promised } from "./queue.queries.ts";
import { QueueAnswers } from "./queue-answers.ts";
import { sayDays } from "./saying.ts";
import type { Open } from "./tasks.rules.ts";

/** Another queue and another team than there are. */
export type Scenario = {
  /** At another place in the queue, or newly in it. */
  placed: Promised[];
  /** No longer in it, nor its work. */
  out: string[];
  /** Hours a week for projects, more or fewer. */
  hours: number;
};

export type WhatIf = {
  before: ReadonlyMap<string, Days>;
  after: ReadonlyMap<string, Days>;
  moved: Moved[];
};

const kept = new QueueAnswers<WhatIf>();

/** Which days would move; nothing of it is written. */
export const whatIf = (deps: Deps, district: District, scenario: Scenario): Promise<WhatIf> => {
  const also = scenario.placed.map(({ id }) => id);
  return kept.get(deps, district, { question: scenario, also }, inputs => compare(inputs, scenario));
};

async function compare(inputs: Inputs, scenario: Scenario): Promise<WhatIf> {
  const few = { ofWork: false };
  const before = await sayDays(inputs, inputs.open, few);
  const after = await sayDays(withHours(inputs, scenario.hours), changed(inputs.open, scenario), few);
  return { before: before.said, after: after.said, moved: movedBetween(before.said, after.said) };
}

/** Fewer hours than none are none. */
function withHours(inputs: Inputs, hours: number): Inputs {
  const { team } = inputs;
  const all = team.people.reduce((sum, { hoursAWeek }) => sum + hoursAWeek, 0);
  const more = { hoursAWeek: Math.max(hours, -all), leave: [] };
  return hours === 0 ? inputs : { ...inputs, team: { ...team, people: [...team.people, more] } };
}

function changed(open: Open, { placed, out }: Scenario): Open {
  const queue = placed.reduce(withRequest, out.reduce(withoutRequest, open));
  const gone = new Set(out);
  const workGone = new Set(open.ties.filter(({ toId }) => gone.has(toId)).map(({ fromId }) => fromId));
  return { ...queue, work: open.work.filter(({ id }) => !workGone.has(id)) };
}
