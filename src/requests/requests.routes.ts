import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { canSecond } from "../estimates/estimates.rules.ts";
import { historyView } from "../events/events.pages.ts";
import { listHistory } from "../events/events.queries.ts";
import { findInputs } from "../forecast/days.queries.ts";
import { findWhy } from "../forecast/why.queries.ts";
import { listLiaisons } from "../people/people.queries.ts";
import { listTied } from "../records/records.queries.ts";
import { besideView } from "../screens/beside/beside.pages.ts";
import { loadBeside } from "../screens/beside/beside.queries.ts";
import type { Deed } from "../shared/deed.ts";
import { allSaidBefore } from "../told/said-before.ts";
import { rememberLook } from "../web/looked.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { type ByNumber, numberIn } from "../web/params.ts";
import { paths, withQuery } from "../web/paths.ts";
import { answerPost, type FailedForm } from "../web/posts.ts";
import { deedOf, personOf } from "../web/session.ts";
import { listAlike } from "./alike.queries.ts";
import { startRequest } from "./delivery.actions.ts";
import { nothingForm } from "./forms.rules.ts";
import { caretakerOf } from "./looking-after.rules.ts";
import type { About } from "./moving.actions.ts";
import { listNeededToo } from "./needed-too.queries.ts";
import type { AskedDeed } from "./request-deeds.pages.ts";
import { nextPlace } from "./request-deeds.routes.ts";
import { requestFormRoutes } from "./request-form.routes.ts";
import { requestVerbRoutes } from "./request-verbs.routes.ts";
import { sentWords } from "./request-words.pages.ts";
import { submitRequest } from "./requests.actions.ts";
import { requestPage } from "./requests.pages.ts";
import { getRequest, type Request } from "./requests.queries.ts";
import { requestListRoutes } from "./requests-list.routes.ts";
import { loadSurroundings } from "./show.queries.ts";
import { stepBack } from "./step-back.actions.ts";
import { findLastStep } from "./step-back.queries.ts";
import { canStepBack } from "./step-back.rules.ts";
import { tellingOf } from "./tellings.rules.ts";

export type Shown = FastifyRequest<ByNumber>;

/** What the page does itself, by a press or by a form that stands on it. */
const offered = ["submit", "start", "step back", "answer", "confirm", "notYet", "needToo"] as const;

const fewEntries = 15;
const allEntries = 1000;

/** All of requests: list, page, forms, deeds. */
export const requestRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const show = async (
      http: Shown,
      reply: FastifyReply,
      failed: { name: AskedDeed | null; form: FailedForm } | null = null,
    ): Promise<FastifyReply> => {
      const actor = personOf(http);
      const deed = deedOf(http);
      const { today, district } = deed;
      const request = await getRequest(db, actor, numberIn(http));
      const { id } = request;
      const isAll = readWord((http.query as Record<string, unknown>).history) === "all";
      const [around, goals, below, needed, liaisons, told, last, beside, made] = await Promise.all([
        loadSurroundings(db, actor, request, district),
        listTied(db, actor, id, "above", "goal"),
        listTied(db, actor, id, "below"),
        listNeededToo(db, id),
        listLiaisons(db, today),
        listHistory(db, actor, id, "this request", isAll ? allEntries : fewEntries),
        findLastStep(db, request.record),
        loadBeside(db, deed, actor, request.record),
        findInputs(db),
      ]);
      const said = await allSaidBefore(db, deed, "request", beside.reach, offered, each =>
        tellingOf(each, request),
      );
      const late = { days: around.days, due: request.record.due, rank: request.row.rank };
      const why = await findWhy(db, district, late, below);
      const isOwnStep = canStepBack(actor, request, last, request.row.stateBefore, deed.now);
      // Whoever sent it without a look sees here what was asked before, while it is easily taken back.
      const alike =
        isOwnStep && last.kind === "request submitted"
          ? await listAlike(db, actor, { title: request.record.title, exceptId: id }, 3)
          : [];
      const view = requestPage({
        ...{
          ...around,
          why,
          past: made,
          held: made?.held,
          request,
          goals,
          below,
          needed,
          actor,
          today,
          district,
          failed,
          alike,
        },
        moment: {
          ...{ request, actor, isLarge: around.isLarge, missingKeys: around.missingKeys },
          canStepBack: isOwnStep,
          isSecond: canSecond(actor, around.estimates[0]),
          said,
          hasWork: below.some(({ kind }) => kind === "work"),
          hasNeeded: needed.some(each => each.personId === actor.id),
        },
        liaisons: liaisons.map(each => each.name),
        caretaker: caretakerOf(request, liaisons)?.name ?? null,
        history: historyView(told, {
          zone: district.timeZone,
          today,
          all: restOf(request, told.length),
          look: beside.look,
        }),
        beside: besideView("request", beside, actor, deed),
      });
      rememberLook(deps, http, reply, beside);
      return sendPage(http, reply, "requests/show", view, failed?.form.status ?? 200);
    };

    app.get<ByNumber>(paths.record("request", ":number"), (http, reply) => show(http, reply));

    const press = (noun: string, run: (tx: Tx, deed: Deed, about: About) => Promise<string>) =>
      app.post<ByNumber>(paths.verb("request", ":number", noun), (http, reply) =>
        answerPost(deps, http, reply, {
          schema: nothingForm,
          again: form => show(http, reply, { name: null, form }),
          async verb(tx, deed, _, { version, deed: from }) {
            const number = numberIn(http);
            const flash = await run(tx, deed, { number, version });
            return { to: nextPlace(from, number), flash };
          },
        }),
      );
    press("submission", async (tx, deed, about) => sentWords(await submitRequest(tx, deed, about)));
    press("start", async (tx, deed, about) => `${(await startRequest(tx, deed, about)).ref} is in delivery.`);
    press("step-back", async (tx, deed, about) => {
      const { ref, state } = await stepBack(tx, deed, about);
      return `The last step is taken back. ${ref} is ${state} again.`;
    });

    app.register(requestListRoutes(deps));
    app.register(requestFormRoutes(deps));
    app.register(requestVerbRoutes(deps, show));
  };

function restOf({ record, ref }: Request, shown: number) {
  if (record.eventCount <= shown) return null;
  return {
    href: `${withQuery(paths.record("request", record.number), { history: "all" })}#history`,
    label: `All ${record.eventCount.toLocaleString("en-US")} entries of ${ref}`,
  };
}
