import type { FastifyInstance, FastifyPluginAsync } from "fastify";
import type { Deps } from "../deps.ts";
import { forbidden, notFound } from "../shared/app-error.ts";
import { saidBefore } from "../told/said-before.ts";
import { digestDay } from "../told/told.pages.ts";
import { readWord } from "../web/paging.ts";
import { copyRoutes } from "./copy.routes.ts";
import { registerDeed } from "./deed-form.routes.ts";
import { segments } from "./goal-deeds.pages.ts";
import { achieveForm, handOverForm, holdForm, noWords, retireForm, sendBackForm } from "./goal-form.rules.ts";
import { achieveGoal, holdGoal, retireGoal } from "./goal-moves.actions.ts";
import { discardGoal, sendBackGoal } from "./goals.actions.ts";
import { canHandOver, confirmable, handshake, handshakeSeats } from "./goals.rules.ts";
import { confirmGoal, handOver } from "./handshake.actions.ts";
import { listMeasures } from "./measures.queries.ts";
import { confirmPage, handOverPage, moveForm } from "./move-forms.pages.ts";
import { alreadyConfirmed } from "./refusals.rules.ts";
import { sitterMeant } from "./seats-named.queries.ts";
import { tendingRoutes } from "./tending.routes.ts";

/** The verbs of a goal that have a page of their own. */
export const goalDeedRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    registerMoves(app, deps);
    registerHandshake(app, deps);
    tendingRoutes(app, deps);
    copyRoutes(app, deps);
  };

const both = (verb: keyof typeof segments) => ({ form: `${segments[verb]}/new`, post: segments[verb] });

function registerMoves(app: FastifyInstance, deps: Deps): void {
  registerDeed(app, deps, {
    ...{ verb: "hold", tells: "hold", ...both("hold"), schema: holdForm },
    describe: goal => moveForm(goal, "hold"),
    async run(tx, deed, at, values) {
      await holdGoal(tx, deed, at, values);
      return "The goal is on hold.";
    },
  });
  registerDeed(app, deps, {
    ...{ verb: "achieve", tells: "achieve", ...both("achieve"), schema: achieveForm },
    describe: goal => moveForm(goal, "achieve"),
    async run(tx, deed, at, values) {
      await achieveGoal(tx, deed, at, values);
      return "The goal is marked achieved.";
    },
  });
  registerDeed(app, deps, {
    ...{ verb: "retire", tells: "retire", ...both("retire"), schema: retireForm },
    describe: goal => moveForm(goal, "retire"),
    async run(tx, deed, at, values) {
      await retireGoal(tx, deed, at, values);
      return "The goal is retired.";
    },
  });
  registerDeed(app, deps, {
    ...{ verb: "send back", tells: "send back", ...both("send back"), schema: sendBackForm },
    describe: goal => moveForm(goal, "send back"),
    async run(tx, deed, at, values) {
      await sendBackGoal(tx, deed, at, values);
      return "The goal is a draft again.";
    },
  });
  registerDeed(app, deps, {
    ...{ verb: "discard", tells: "discard", ...both("discard"), schema: noWords },
    describe: goal => moveForm(goal, "discard"),
    async run(tx, deed, at) {
      await discardGoal(tx, deed, at);
      return "The draft is discarded.";
    },
  });
}

function registerHandshake(app: FastifyInstance, deps: Deps): void {
  const db = deps.db.read;
  registerDeed(app, deps, {
    // The address of the deed itself: mails and the desk lead to it.
    ...{ verb: "confirm", tells: "confirm", form: segments.confirm, post: segments.confirm, schema: noWords },
    async describe(goal, _, { by, today }) {
      const [first] = confirmable(by, goal);
      if (!first) throw alreadyConfirmed(by, goal);
      const { seat, place } = first;
      const inPlaceOf = place.id === by.id ? null : place.name;
      const measures = await listMeasures(db, [goal.record.id]);
      return confirmPage(goal, { side: handshake[seat], inPlaceOf }, measures, today);
    },
    async run(tx, deed, at) {
      const { active } = await confirmGoal(tx, deed, at);
      return active ? "Both sides have confirmed. The goal is active." : "You have confirmed the goal.";
    },
  });
  registerDeed(app, deps, {
    ...{ verb: "hand over", tells: null, ...both("hand over"), schema: handOverForm },
    async describe(goal, { query, body }, deed) {
      const { by } = deed;
      const sent = (body as { seat?: unknown } | undefined)?.seat;
      const word = readWord(query.seat) ?? readWord(sent);
      const seat = handshakeSeats.find(each => each === word);
      if (!seat) throw notFound();
      if (!canHandOver(by, goal, seat))
        throw forbidden(`Only ${goal.names[seat] ?? "a liaison"} or a liaison can hand over this seat.`);
      return handOverPage(goal, seat, digestDay(deed));
    },
    async run(tx, deed, at, { seat, to }) {
      const personId = await sitterMeant(tx, deed, { text: to, seat, field: "to" });
      const telling = await handOver(tx, deed, at, { seat, personId });
      return `The seat is handed over. ${await saidBefore(tx, deed, "goal", telling)}`;
    },
  });
}
