import { inBatches } from "../db/batches.ts";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { createRecords } from "../records/many.actions.ts";
import { addEvent } from "../records/records.actions.ts";
import { commandLine, type Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { fundingSources } from "./budget.table.ts";
import { listSources, type Source, updateSource } from "./sources.queries.ts";

export type PlanSource = { planKey: string; name: string };

const codeCharacters = 40;

const alike = (name: string): string => name.trim().toLowerCase();

/** A code for people to read, made of the name, that no other source has. */
function codeFor(name: string, taken: Set<string>): string {
  const short = name.slice(0, codeCharacters).toWellFormed();
  const code = taken.has(short)
    ? `${short.slice(0, codeCharacters - 9).toWellFormed()} ${newId().slice(-8)}`
    : short;
  taken.add(code);
  return code;
}

/** From now on it is the plan's, whatever it will be called. */
async function bind(tx: Tx, deed: Deed, source: Source, plan: PlanSource): Promise<void> {
  source.planKey = plan.planKey;
  await updateSource(tx, source.id, { planKey: plan.planKey });
  const changes: Changes = { "Name in the plan": ["", plan.name] };
  await addEvent(tx, deed, source.record, { kind: "source changed", data: { changes } });
}

/**
 * The funding sources that a plan names: those that finance made before by that name or code, else new ones with their
 * amounts unset. Gives their ids by plan key.
 */
export async function bringInSources(
  tx: Tx,
  deed: Deed,
  plans: readonly PlanSource[],
): Promise<Map<string, string>> {
  const there = await listSources(tx, commandLine);
  const idOf = new Map(there.flatMap(row => (row.planKey ? [[row.planKey, row.id] as const] : [])));
  const byName = new Map<string, Source>();
  for (const row of there) for (const name of [row.code, row.name]) byName.set(alike(name), row);
  const fresh: PlanSource[] = [];
  for (const plan of plans.filter(({ planKey }) => !idOf.has(planKey))) {
    const named = byName.get(alike(plan.name));
    if (!named) fresh.push(plan);
    else {
      idOf.set(plan.planKey, named.id);
      if (named.planKey === null) await bind(tx, deed, named, plan);
    }
  }
  const made = await createRecords(
    tx,
    deed,
    "source",
    fresh.map(({ name }) => ({
      title: name,
      state: "open",
      audience: "everyone",
      words: name,
      events: [{ kind: "source made", data: { name } }],
    })),
  );
  const taken = new Set(there.map(({ code }) => code));
  const rows = fresh.map(({ planKey, name }, index) => {
    const id = made[index]?.id ?? "";
    idOf.set(planKey, id);
    return { id, code: codeFor(name, taken), name, level: "other" as const, allowedUses: "", planKey };
  });
  await inBatches(rows, some => tx.insert(fundingSources).values(some));
  return idOf;
}
