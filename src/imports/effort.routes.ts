import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { isUuid } from "../shared/ids.ts";
import { type CsvColumn, csvOf, csvStream } from "../web/csv.ts";
import { sendPage } from "../web/page.ts";
import { readWord } from "../web/paging.ts";
import { paths } from "../web/paths.ts";
import { answerPost } from "../web/posts.ts";
import { sendCsv } from "../web/send-csv.ts";
import { takeOutEffort } from "./effort.actions.ts";
import { effortPage, effortWords } from "./effort.pages.ts";
import { listTasksHere, type TaskHere } from "./effort-here.queries.ts";
import { effortKind } from "./effort-import.ts";
import { fileCheckRoutes } from "./file-checks.routes.ts";
import { when } from "./imports-list.routes.ts";
import { everyPastTask, sumsOfPastEffort } from "./past-effort.queries.ts";

/** As a file that goes in again. */
const effortCsv: CsvColumn<TaskHere>[] = [
  { header: "task_id", value: ({ taskId }) => taskId },
  { header: "started_on", value: ({ startedOn }) => startedOn },
  { header: "estimate_hours", value: ({ estimateHours }) => estimateHours },
  { header: "actual_hours", value: ({ actualHours }) => actualHours },
  { header: "category", value: ({ category }) => category },
];

const removalForm = z.strictObject({});

/** Finished tasks from before Crosswalk: in, out as CSV, and out again for good, a file at a time. */
export const effortImportRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    const db = deps.db.read;

    const showStart = async (request: FastifyRequest, reply: FastifyReply, error: string | null) => {
      const [files, here] = await Promise.all([sumsOfPastEffort(db), listTasksHere(db)]);
      const view = effortPage({ files, here: here.length, error, ...when(request) });
      return sendPage(request, reply, "imports/effort", view, error === null ? 200 : 422);
    };

    app.get<{ Querystring: Record<string, unknown> }>(paths.importKind("effort"), async (request, reply) => {
      const file = readWord(request.query.file);
      if (request.query.format !== "csv") return showStart(request, reply, null);
      if (file === null) return sendCsv(reply, "effort-here", csvOf(effortCsv, await listTasksHere(db)));
      if (!isUuid(file)) return showStart(request, reply, null);
      return sendCsv(reply, "effort", csvStream(effortCsv, everyPastTask(db, file)));
    });

    app.post<{ Params: { id: string } }>(paths.effortRemoval(":id"), (request, reply) =>
      answerPost(deps, request, reply, {
        schema: removalForm,
        limitMs: 20_000,
        again: failed => showStart(request, reply, failed.errors[0]?.message ?? "Try again."),
        async verb(tx, deed) {
          const file = await takeOutEffort(tx, deed, request.params.id);
          return {
            to: paths.importKind("effort"),
            flash: `${file} is taken out of the past. Days move with it within a minute.`,
          };
        },
      }),
    );

    await app.register(
      fileCheckRoutes(deps, {
        kind: effortKind,
        words: effortWords,
        showStart,
        done({ imported, fileName }) {
          const came = `${imported.toLocaleString("en-US")} finished ${imported === 1 ? "task" : "tasks"} of ${fileName} came in. The forecast learns from them within a minute.`;
          const flash = imported === 0 ? `All of ${fileName} is here already.` : came;
          return { to: paths.importKind("effort"), flash };
        },
      }),
    );
  };
