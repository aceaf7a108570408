import type { Read, Tx } from "../db/database.ts";
import { queueNotices } from "../mail/notices.ts";
import { listLiaisons } from "../people/people.queries.ts";
import { addEvent } from "../records/records.actions.ts";
import { whoAsks } from "../requests/requests.actions.ts";
import { canAsk } from "../requests/requests.rules.ts";
import { forbidden, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { saidBefore } from "../told/said-before.ts";
import { loadReaches, seesIt } from "../told/told.queries.ts";
import type { Telling } from "../told/told.rules.ts";
import { paths, withQuery } from "../web/paths.ts";
import { type Changed, loadScenario } from "./what-if.queries.ts";
import { type Asked, hoursWords, noRequest, placeWords, queryOf } from "./what-if.rules.ts";

/** Asks the liaison group for another order of the queue: by mail, and in the history of each request. @returns whom it told, in words */
export async function askForPlaces(tx: Tx, deed: Deed, asked: Asked, why: string): Promise<string> {
  if (!canAsk(deed.by)) throw forbidden(whoAsks);
  const { changed, problems } = await loadScenario(tx, deed.by, asked);
  const [problem] = problems;
  if (problem !== undefined) throw invalid(problem);
  const [first] = changed;
  if (!first) throw invalid(noRequest);
  for (const { request, rank } of changed)
    await addEvent(tx, deed, request.record, { kind: "request place asked", data: { rank, why } });
  const others = await tellingOf(tx, deed, first.request.record);
  const said = await saidOfAll(tx, deed, changed);
  const wanted = changed.map(({ request, rank }) => placeWords(request.ref, rank)).join(", ");
  await queueNotices(tx, deed, others, () => ({
    subject: `Another order of the queue: ${changed.map(({ request }) => request.ref).join(", ")}`,
    sentence: `${deed.by.name} asks: ${wanted}${asked.hours === 0 ? "" : `, with ${hoursWords(asked.hours)}`}. “${why}”`,
    path: withQuery(paths.whatIf, queryOf(asked)),
    verb: "See what it moves",
  }));
  return said;
}

/** Who is told by asking for all of these: the group once, and whoever follows any of them. */
export async function saidOfAll(db: Read, deed: Deed, changed: readonly Changed[]): Promise<string> {
  const [first] = changed;
  if (!first) return "";
  const reachOf = await loadReaches(
    db,
    deed,
    changed.map(({ request }) => request.id),
  );
  const followers = changed.flatMap(({ request }) => {
    const reach = reachOf(request.id);
    return reach.followers.filter(seesIt(request.record, reach.seated));
  });
  const each = new Map(followers.map(known => [known.person.id, known]));
  const { group, seated } = reachOf(first.request.id);
  const reach = { followers: [...each.values()], group, seated: new Set([...seated, ...each.keys()]) };
  return saidBefore(db, deed, "request", await tellingOf(db, deed, first.request.record), reach);
}

/** Asking for another place tells the liaison group, of the first request that it is about. */
async function tellingOf(
  db: Read,
  { today }: Pick<Deed, "today">,
  record: Telling["record"],
): Promise<Telling> {
  const group = await listLiaisons(db, today);
  return {
    record,
    to: group.map(({ personId }) => ({ personId, as: "asked to answer" })),
    event: "request place asked",
  };
}
