import type { Day } from "../shared/dates.ts";
import type { District, Side } from "../shared/deed.ts";
import type { Chance } from "./seed.chance.ts";
import type { Crowd, SeedPerson } from "./seed.crowd.ts";
import type { Moments } from "./seed.moments.ts";
import type { RequestLife } from "./seed.request.ts";
import type { Speech } from "./seed.speech.ts";
import type { WorkLife } from "./seed.work.ts";

/** What lives are made in. */
export type World = {
  chance: Chance;
  moments: Moments;
  crowd: Crowd;
  district: District;
  /** Goals that a request can serve. */
  goalIds: readonly string[];
};

/** One request on its way, with the work under it and the words in which its people speak. */
export type Way = World & { request: RequestLife; work: WorkLife[]; speech: Speech };

export const dayIn = ({ moments }: World, at: Date): Day => moments.dayOf(at);

/** A moment after that one, within so many days. */
export const soon = ({ chance, moments }: World, from: Date, least: number, most: number): Date =>
  moments.later(from, chance.between(least, most));

/** The same, after the last thing that happened to the request. */
export const next = (way: Way, least: number, most: number): Date => soon(way, way.request.at, least, most);

/** Who decides on it at that moment; null while nobody else is in term. */
export const liaisonFor = (way: Way, side?: Side): SeedPerson | null =>
  way.crowd.liaison(
    way.chance,
    dayIn(way, way.request.at),
    [way.request.author, way.request.requester],
    side,
  );

export const latest = (...moments: Date[]): Date =>
  new Date(Math.max(...moments.map(each => each.getTime())));
