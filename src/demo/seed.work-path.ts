import { daysAfter } from "./seed.moments.ts";
import type { Speech } from "./seed.speech.ts";
import { WorkLife } from "./seed.work.ts";
import { dayIn, latest, next, soon, type Way, type World } from "./seed.world.ts";

const dayMs = 24 * 60 * 60 * 1000;

const quarters = (hours: number): number => Math.max(0.25, Math.round(hours * 4) / 4);

/** Work planned for a request, which shares its estimate. */
export function planItems(way: Way, count: number, hours: number): void {
  const { request, work, speech, chance, crowd } = way;
  for (let item = 0; item < count; item += 1) {
    const at = next(way, 0.1, 4);
    const owner = chance.pick(crowd.technologists);
    const [goalId] = request.ties.keys();
    const made = new WorkLife(at, {
      author: chance.happens(0.6) ? owner : chance.pick(crowd.technologists),
      owner,
      title: speech.say("work"),
      plainWords: speech.say("plainly"),
      due: daysAfter(dayIn(way, at), chance.whole(7, 90)),
      hoursLeft: quarters(hours / count),
      parentIds: goalId && chance.happens(0.5) ? [request.id, goalId] : [request.id],
      isRestricted: request.row.isRestricted,
    });
    work.push(made);
  }
}

function log(world: World, work: WorkLife, speech: Speech, hours: number, most: number): void {
  let left = hours;
  for (let entry = 0; entry < most && left > 0; entry += 1) {
    const at = soon(world, work.at, 0.2, 6);
    const worked = quarters(Math.min(8, left));
    work.log(at, dayIn(world, at), worked, speech.say("effort"));
    left -= worked;
  }
}

/** From its start to its end; most takes about as long as was thought, some of it twice as long. */
export function workToTheEnd(world: World, work: WorkLife, speech: Speech, starts: Date): void {
  const { chance } = world;
  work.start(starts);
  if (chance.happens(0.1)) {
    work.block(soon(world, work.at, 0.5, 5), speech.say("block"));
    work.unblock(soon(world, work.at, 1, 12));
  }
  log(world, work, speech, (work.row.hoursLeft ?? 4) * chance.skewed(1.1, 0.4), 8);
  work.finish(soon(world, work.at, 0.05, 3), speech.say("done"));
}

/** Begun, and still going on. */
export function workALittle(world: World, work: WorkLife, speech: Speech, starts: Date): void {
  const { chance } = world;
  work.start(starts);
  log(world, work, speech, (work.row.hoursLeft ?? 4) * chance.between(0.1, 0.9), 3);
  if (chance.happens(0.25)) work.block(soon(world, work.at, 0.2, 4), speech.say("block"));
}

/** What was planned ends one way or the other. */
export function workOrDrop(world: World, work: WorkLife, speech: Speech, after: Date): void {
  const starts = soon(world, latest(after, work.at), 0.1, 12);
  if (world.chance.happens(0.08)) work.drop(starts, speech.say("drop"));
  else workToTheEnd(world, work, speech, starts);
}

/** What has to be done though nobody asked for it, at that time. */
export function upkeep(world: World, at: Date, speech: Speech): WorkLife {
  const { chance, crowd, goalIds } = world;
  const owner = chance.pick(crowd.technologists);
  const work = new WorkLife(at, {
    author: owner,
    owner,
    title: speech.say("upkeep"),
    plainWords: speech.say("plainly"),
    due: chance.happens(0.7) ? daysAfter(dayIn(world, at), chance.whole(7, 120)) : null,
    hoursLeft: quarters(chance.skewed(2.5, 0.8)),
    parentIds: goalIds.length > 0 && chance.happens(0.4) ? [chance.pick(goalIds)] : [],
    isRestricted: false,
  });
  const isOld = world.moments.now.getTime() - at.getTime() > 200 * dayMs;
  const now = isOld ? "over" : chance.weighed({ planned: 2, doing: 2, over: 4 });
  if (now === "doing") workALittle(world, work, speech, soon(world, at, 0.5, 20));
  if (now === "over") workOrDrop(world, work, speech, at);
  return work;
}
