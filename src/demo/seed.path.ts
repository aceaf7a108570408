import type { RequestKind, RequestState } from "../requests/requests.rules.ts";
import { isOnTheWay, walk } from "./seed.delivery.ts";
import { daysAfter } from "./seed.moments.ts";
import { RequestLife } from "./seed.request.ts";
import { Speech } from "./seed.speech.ts";
import { upkeep } from "./seed.work-path.ts";
import { dayIn, liaisonFor, next, type Way, type World } from "./seed.world.ts";

/** As often as in the example; "other" is what nobody there chose. */
const kinds: Record<RequestKind, number> = {
  integration: 5,
  change: 5,
  "access or device": 3,
  "data or report": 3,
  "new system": 3,
  training: 1,
  other: 0.5,
};

/** A request that begins then and stands, for now, in that state; it may turn out to be the same as an earlier one. */
export function live(
  world: World,
  begins: Date,
  target: RequestState,
  earlier: readonly RequestLife[],
): Pick<Way, "request" | "work"> {
  const way = draft(world, begins);
  const { chance, request, speech, work, crowd } = way;
  if (target !== "draft") {
    request.send(next(way, 0.01, 1));
    for (let others = chance.happens(0.1) ? chance.whole(1, 3) : 0; others > 0; others -= 1) {
      const other = crowd.asker(chance);
      request.needToo(next(way, 0.5, 8), other, other.school, speech.say("needToo"));
    }
    talk(way);
    triage(way, target, earlier);
    if (request.state === "accepted" && isOnTheWay(target)) walk(way, target);
  }
  for (let more = chance.whole(0, 2); more > 0; more -= 1) work.push(upkeep(world, begins, speech));
  return { request, work };
}

function draft(world: World, begins: Date): Way {
  const { chance, crowd, goalIds } = world;
  const requester = crowd.asker(chance);
  const speech = new Speech(chance, requester.school);
  const kind = chance.weighed(kinds);
  const { title, ...words } = speech.ask(kind);
  const request = new RequestLife(begins, {
    author: chance.happens(0.08) ? crowd.asker(chance) : requester,
    requester,
    title,
    due: daysAfter(dayIn(world, begins), chance.whole(14, 240)),
    texts: {
      ...words,
      kind,
      school: requester.school,
      peopleAffected: Math.max(1, Math.round(chance.skewed(120, 1.4))),
      studentData: chance.weighed({ yes: 11, no: 7, unsure: 1 }),
      isRestricted: chance.happens(0.03),
    },
  });
  const served = chance.happens(0.75) ? (chance.happens(0.2) ? 2 : 1) : 0;
  for (const id of chance.shuffled(goalIds).slice(0, served)) request.serve(id);
  return { ...world, request, work: [], speech };
}

/** What colleagues say of it; of a security matter nobody but who asked. */
function talk(way: Way): void {
  const { chance, request, speech, crowd } = way;
  for (let more = chance.happens(0.3) ? chance.whole(1, 3) : 0; more > 0; more -= 1) {
    const by = request.row.isRestricted ? request.requester : crowd.asker(chance);
    request.comment(next(way, 0.1, 3), by, speech.say("comment"));
  }
}

/** What the liaison group does with what was sent. */
function triage(way: Way, target: RequestState, earlier: readonly RequestLife[]): void {
  const { chance, request, speech } = way;
  const liaison = liaisonFor(way);
  if (liaison === null) return;
  if (target === "needs info" || chance.happens(0.12)) {
    request.ask(next(way, 0.3, 6), liaison, speech.say("question"));
    if (target === "needs info") return;
    request.answer(next(way, 0.1, 5), speech.say("answer"));
  }
  if (target === "withdrawn") request.withdraw(next(way, 2, 30), speech.say("withdraw"));
  if (target === "declined") request.decline(next(way, 1, 14), liaison, speech.say("decline"));
  if (target === "duplicate") merge(way, earlier);
  if (isOnTheWay(target) || (target === "deferred" && chance.happens(0.4))) {
    const word = request.row.kind === "new system" ? "reviews" : chance.happens(0.5) ? "accept" : null;
    request.accept(next(way, 0.5, 10), liaison, word ? speech.say(word) : "");
  }
  if (target === "deferred") defer(way);
}

function defer(way: Way): void {
  const until = daysAfter(dayIn(way, way.moments.now), way.chance.whole(7, 200));
  const liaison = liaisonFor(way);
  if (liaison) way.request.defer(next(way, 0.5, 10), liaison, until, way.speech.say("defer"));
}

/** Into one that was sent before; where there is none such, it is declined. */
function merge(way: Way, earlier: readonly RequestLife[]): void {
  const { request, chance, speech } = way;
  const liaison = liaisonFor(way);
  if (liaison === null) return;
  const at = next(way, 0.5, 14);
  const open = earlier.filter(
    ({ row, state }) =>
      row.isRestricted === request.row.isRestricted &&
      row.submittedAt !== null &&
      row.submittedAt < at &&
      !["declined", "withdrawn", "duplicate"].includes(state),
  );
  if (open.length === 0) request.decline(at, liaison, speech.say("decline"));
  else request.merge(at, liaison, chance.pick(open));
}
