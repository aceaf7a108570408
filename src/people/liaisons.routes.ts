import type { FastifyPluginAsync } from "fastify";
import { listInStates } from "../budget/budget.queries.ts";
import type { Read } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { listQueued, type QueueState } from "../duties/duties.queries.ts";
import { visibleRecords } from "../records/records.queries.ts";
import { audiencesOf } from "../records/records.rules.ts";
import type { Actor } from "../shared/deed.ts";
import { sendPage } from "../web/page.ts";
import { paths } from "../web/paths.ts";
import { deedOf, personOf } from "../web/session.ts";
import { findGroupWarnings } from "./group.queries.ts";
import { liaisonsPage, type Pile, type Piles } from "./liaisons.pages.ts";
import { getDistrictRow } from "./people.queries.ts";
import { listComingTerms } from "./people-list.queries.ts";

const seesRequests = (reader: Actor): boolean => audiencesOf(reader).includes("everyone");

const mostEndorsed = 200;

async function pilesFor(db: Read, reader: Actor): Promise<Piles | null> {
  if (!seesRequests(reader)) return null;
  const seenIn = async (state: QueueState) => {
    const ids = (await listQueued(db, state)).map(({ id }) => id);
    return [...(await visibleRecords(db, reader, ids)).values()];
  };
  const pile = (rows: readonly { since: Date }[]): Pile => ({ count: rows.length, oldest: oldestOf(rows) });
  return {
    triage: pile(await seenIn("submitted")),
    commit: pile(await seenIn("estimated")),
    endorse: pile(await listInStates(db, reader, ["submitted"], mostEndorsed)),
  };
}

const oldestOf = (rows: readonly { since: Date }[]): Date | null =>
  rows.length === 0 ? null : new Date(Math.min(...rows.map(({ since }) => since.getTime())));

/** For everyone: who stands for whom, how to reach them, and what waits for them. */
export const liaisonRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async app => {
    app.get(paths.liaisons, async (request, reply) => {
      const db = deps.db.read;
      const actor = personOf(request);
      const { today } = deedOf(request);
      const [row, terms, piles, warnings] = await Promise.all([
        getDistrictRow(db),
        listComingTerms(db, today),
        pilesFor(db, actor),
        findGroupWarnings(db, today),
      ]);
      const view = liaisonsPage({ row, terms, piles, warnings, actor, today });
      return sendPage(request, reply, "people/liaisons", view);
    });
  };
