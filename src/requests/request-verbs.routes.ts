import type { FastifyPluginAsync } from "fastify";
import type { z } from "zod";
import type { Deps } from "../deps.ts";
import { estimateForm, opinionForm } from "../estimates/estimates.rules.ts";
import { formatDay } from "../shared/dates.ts";
import { saidBefore } from "../told/said-before.ts";
import { answerAbout, askAbout, confirmRequest, sayNotYet, withdrawRequest } from "./asking.actions.ts";
import { takeBackCommitment } from "./commitment.actions.ts";
import { registerCommitment } from "./commitment.routes.ts";
import { deliverRequest, estimateRequest, secondRequest } from "./delivery.actions.ts";
import { mergeRequest } from "./duplicate.actions.ts";
import {
  acceptanceForm,
  answerForm,
  assignmentForm,
  confirmationForm,
  deferralForm,
  deliveryForm,
  duplicateForm,
  neededTooForm,
  notYetForm,
  questionForm,
  recallForm,
  refusalForm,
  reopeningForm,
  withdrawalForm,
} from "./forms.rules.ts";
import { assignRequest } from "./looking-after.actions.ts";
import { needToo } from "./needed-too.actions.ts";
import { type DeedRoute, registerDeed, type ShowRequest } from "./request-deeds.routes.ts";
import { nameOf } from "./request-words.pages.ts";
import { tellingOf, tellingOfAssignment } from "./tellings.rules.ts";
import { acceptRequest, declineRequest, deferRequest, reopenRequest } from "./triage.actions.ts";

/** Every deed of a request that asks for words, and the sentence that the next page says of it. */
export const requestVerbRoutes =
  (deps: Deps, show: ShowRequest): FastifyPluginAsync =>
  async app => {
    const on = <S extends z.ZodObject>(
      name: DeedRoute<S>["name"],
      schema: S,
      run: DeedRoute<S>["run"],
    ): void => registerDeed(app, deps, show, { name, schema, run });

    on("answer", answerForm, async (tx, deed, about, values) => {
      const { ref } = await answerAbout(tx, deed, about, values);
      return `Your answer is with the liaison group, which decides on ${ref} next.`;
    });
    on("confirm", confirmationForm, async (tx, deed, about, values) => {
      const { ref } = await confirmRequest(tx, deed, about, values);
      return `${ref} is confirmed. It is done.`;
    });
    on("notYet", notYetForm, async (tx, deed, about, values) => {
      const { ref } = await sayNotYet(tx, deed, about, values);
      return `${ref} is back with technology, with what is missing.`;
    });
    on("withdraw", withdrawalForm, async (tx, deed, about, values) => {
      const { ref } = await withdrawRequest(tx, deed, about, values);
      return `${ref} is withdrawn.`;
    });
    on("needToo", neededTooForm, async (tx, deed, about, values) => {
      const { ref } = await needToo(tx, deed, about.number, values);
      return `You are counted, and follow ${ref} from now on.`;
    });

    on("ask", questionForm, async (tx, deed, about, values) => {
      const asked = await askAbout(tx, deed, about, values);
      const told = await saidBefore(tx, deed, "request", tellingOf("ask", asked));
      return `${nameOf(asked.requester)} is asked about ${asked.ref}. ${told}`;
    });
    on("accept", acceptanceForm, async (tx, deed, about, values) => {
      const { ref } = await acceptRequest(tx, deed, about, values);
      return `${ref} is accepted. Technology estimates it next.`;
    });
    on("decline", refusalForm, async (tx, deed, about, values) => {
      const { ref } = await declineRequest(tx, deed, about, values);
      return `${ref} is declined.`;
    });
    on("defer", deferralForm, async (tx, deed, about, values) => {
      const { ref } = await deferRequest(tx, deed, about, values);
      return `${ref} is deferred until ${formatDay(values.until, deed.today)}.`;
    });
    on("merge", duplicateForm, async (tx, deed, about, values) => {
      const { ref } = await mergeRequest(tx, deed, about, values);
      return `${ref} is merged. Its followers moved over.`;
    });
    on("assign", assignmentForm, async (tx, deed, { number }, values) => {
      const { request, liaison, isNew } = await assignRequest(tx, deed, number, values);
      if (!liaison) return `Nobody looks after ${request.ref}.`;
      const whose = liaison.personId === deed.by.id ? "You look" : `${liaison.name} looks`;
      const telling = tellingOfAssignment(request, liaison.personId);
      const told = isNew && liaison.personId !== deed.by.id;
      return `${whose} after ${request.ref}.${told ? ` ${await saidBefore(tx, deed, "request", telling)}` : ""}`;
    });
    on("reopen", reopeningForm, async (tx, deed, about, values) => {
      const { ref } = await reopenRequest(tx, deed, about, values);
      return `${ref} is in the queue again.`;
    });

    on("estimate", estimateForm, async (tx, deed, about, values) => {
      const { ref } = await estimateRequest(tx, deed, about, values);
      return `The estimate of ${ref} is there. The liaison group sees it.`;
    });
    on("second", opinionForm, async (tx, deed, about, values) => {
      const { ref } = await secondRequest(tx, deed, about, values);
      return `Your opinion stands beside the estimate of ${ref}.`;
    });
    registerCommitment(app, deps);
    on("uncommit", recallForm, async (tx, deed, about, values) => {
      const { ref } = await takeBackCommitment(tx, deed, about, values);
      return `${ref} is no longer committed.`;
    });
    on("deliver", deliveryForm, async (tx, deed, about, values) => {
      const delivered = await deliverRequest(tx, deed, about, values);
      const told = await saidBefore(tx, deed, "request", tellingOf("deliver", delivered));
      return `${delivered.ref} is delivered. ${told}`;
    });
  };
