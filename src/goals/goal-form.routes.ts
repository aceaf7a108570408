import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { refOf } from "../records/records.rules.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed, Person } from "../shared/deed.ts";
import { saidBefore } from "../told/said-before.ts";
import { digestDay } from "../told/told.pages.ts";
import { clashView } from "../web/clash.ts";
import type { Option } from "../web/forms.ts";
import { sendPage } from "../web/page.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { unsentThere } from "../web/unsent-there.ts";
import { editGoal } from "./goal-edits.actions.ts";
import { editGoalPage, newGoalPage } from "./goal-form.pages.ts";
import {
  draftEditForm,
  draftForm,
  type GoalEditForm,
  goalEditForm,
  goalForm,
  type NewGoalForm,
  undatedEditForm,
} from "./goal-form.rules.ts";
import { draftGoal, proposeGoal, whoDrafts } from "./goals.actions.ts";
import { type Goal, getGoal } from "./goals.queries.ts";
import { canDraft, handshake, seatRoles } from "./goals.rules.ts";
import { listPriorities } from "./priorities.queries.ts";
import { priorityName } from "./priorities.rules.ts";
import { requireVerb } from "./refusals.rules.ts";
import { seated } from "./seats-named.queries.ts";
import { tellingOf } from "./tellings.rules.ts";
import { changedBefore } from "./told-of-changes.ts";

const keepsDraft = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "deed" in body && body.deed === "draft";

/** The forms that draft, propose and edit a goal. */
export const goalFormRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const showNew = async (request: FastifyRequest, reply: FastifyReply, failed?: FailedForm) => {
      const actor = personOf(request);
      if (!canDraft(actor)) throw forbidden(whoDrafts);
      const options = await optionsFor(db);
      const values = {
        rhythm: "every two weeks",
        sponsor: ownSeat(actor, "sponsor"),
        partner: ownSeat(actor, "partner"),
      };
      return sendPage(
        request,
        reply,
        "goals/kept-form",
        newGoalPage({
          values,
          options,
          failed,
          day: digestDay(deedOf(request)),
          unsent: await unsentThere(db, request, paths.list("goal")),
        }),
        failed?.status ?? 200,
      );
    };

    app.get(paths.new("goal"), (request, reply) => showNew(request, reply));

    app.post(paths.list("goal"), (request, reply) => {
      const isDraft = keepsDraft(request.body);
      const schema = isDraft ? draftForm : goalForm;
      return answerPost(deps, request, reply, {
        schema,
        again: failed => showNew(request, reply, failed),
        async verb(tx, deed, values: NewGoalForm) {
          const { number } = await draftGoal(tx, deed, await seated(tx, deed, values));
          if (!isDraft) await proposeGoal(tx, deed, { number });
          const ref = refOf("goal", number);
          const flash = isDraft
            ? `${ref} is kept as a draft.`
            : `${ref} is proposed. ${await toldOfProposal(tx, deed, number)}`;
          return { to: paths.record("goal", number), flash };
        },
      });
    });

    const showEdit = async (request: FastifyRequest<ByNumber>, reply: FastifyReply, failed?: FailedForm) => {
      const actor = personOf(request);
      const goal = await getGoal(db, actor, numberIn(request));
      requireVerb(actor, "edit", goal);
      const schema = editSchema(goal);
      const options = await optionsFor(db);
      const values = valuesOf(goal);
      const told = await changedBefore(db, deedOf(request), goal, "title, due day or why");
      const clash = failed?.status === 409 ? clashView(schema, failed.typed, values, options) : null;
      const view = editGoalPage({ goal, schema, values, options, failed, clash, told });
      return sendPage(request, reply, "goals/kept-form", view, failed?.status ?? 200);
    };

    app.get<ByNumber>(paths.verb("goal", ":number", "edit"), (request, reply) => showEdit(request, reply));

    app.post<ByNumber>(paths.verb("goal", ":number", "edit"), async (request, reply) => {
      const number = numberIn(request);
      const goal = await getGoal(db, personOf(request), number);
      return answerPost(deps, request, reply, {
        schema: editSchema(goal),
        again: failed => showEdit(request, reply, failed),
        async verb(tx, deed, values: GoalEditForm, { version }) {
          await editGoal(tx, deed, { number, version }, await seated(tx, deed, values, goal));
          return { to: paths.record("goal", number), flash: "Your changes are kept." };
        },
      });
    });
  };

const toldOfProposal = async (tx: Read, deed: Deed, number: number): Promise<string> =>
  saidBefore(tx, deed, "goal", tellingOf("propose", await getGoal(tx, deed.by, number)));

const editSchema = ({ state, record }: Goal) =>
  state === "draft" ? draftEditForm : record.due === null ? undatedEditForm : goalEditForm;

const ownSeat = (actor: Person, seat: keyof typeof handshake): string | null =>
  seatRoles.includes(actor.role) && actor.side === handshake[seat] ? actor.name : null;

const optionsFor = async (db: Read): Promise<Record<string, Option[]>> => ({
  priorityId: (await listPriorities(db)).map(row => ({ value: row.id, label: priorityName(row) })),
});

const valuesOf = ({ record, row, names }: Goal) => ({
  title: record.title,
  priorityId: row.priorityId,
  why: row.why,
  sponsor: names.sponsor,
  partner: names.partner,
  startsOn: row.startsOn,
  due: record.due,
  schools: row.schools,
  rhythm: row.rhythm,
});
