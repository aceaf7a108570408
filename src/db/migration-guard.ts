import { systemClock } from "../shared/clock.ts";
import { type Applied, type Migration, MigrationError, pendingOf } from "./migrations.ts";

/** The connection a migration runs on, inside its transaction. */
export type MigrationSession = {
  rows<T>(sql: string, values?: string[]): Promise<T[]>;
  /** Many statements in one text. */
  script(sql: string): Promise<void>;
  /** Lists the `name` of each table that people's records are in. */
  tablesSql: string;
  triggersSql: string;
};

type Stock = { rows: Map<string, number>; triggers: string[] };

export const ledger = "applied_migrations";
const ledgerSql = `create table if not exists ${ledger} (name text primary key, hash text not null, applied_at text not null)`;

const tableNames = async (session: MigrationSession) =>
  (await session.rows<{ name: string }>(session.tablesSql)).map(({ name }) => name);

/** @throws MigrationError when the database is someone else's. */
export async function readLedger(session: MigrationSession): Promise<Applied[]> {
  const names = await tableNames(session);
  if (names.includes(ledger)) return session.rows<Applied>(`select name, hash from ${ledger} order by name`);
  if (names.length === 0) return [];
  throw new MigrationError(
    `The database holds ${names.length} tables that Crosswalk did not make. Give it an empty database.`,
  );
}

async function takeStock(session: MigrationSession): Promise<Stock> {
  const rows = new Map<string, number>();
  for (const name of await tableNames(session)) {
    const [count] = await session.rows<{ n: number }>(`select count(*) as n from "${name}"`);
    rows.set(name, count?.n ?? 0);
  }
  const triggers = await session.rows<{ name: string }>(session.triggersSql);
  return { rows, triggers: triggers.map(({ name }) => name) };
}

/** A rebuilt table can lose its children's rows and its triggers without an error. */
function refuseLosses(before: Stock, after: Stock, allowed: string[]): void {
  const shrunk = [...before.rows]
    .filter(([name, count]) => (after.rows.get(name) ?? 0) < count)
    .map(([name, count]) => ({
      name,
      what: `rows of ${name} (${count} before, ${after.rows.get(name) ?? 0} after)`,
    }));
  const gone = before.triggers
    .filter(name => !after.triggers.includes(name))
    .map(name => ({ name, what: `the trigger ${name}` }));
  const losses = [...shrunk, ...gone].filter(({ name }) => !allowed.includes(name));
  if (losses.length === 0) return;
  const names = losses.map(({ name }) => name).join(", ");
  throw new MigrationError(
    `The migration would lose ${losses.map(({ what }) => what).join("; ")}. If that is meant, write "-- may lose: ${names}" in it.`,
  );
}

async function applyOne(session: MigrationSession, migration: Migration): Promise<void> {
  if (/(^|;)\s*(commit|rollback)\b/im.test(migration.sql))
    throw new MigrationError(`${migration.name} ends a transaction. Take COMMIT and ROLLBACK out of it.`);
  try {
    await session.script(migration.sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`${migration.name} failed and nothing was changed: ${reason}`, { cause: error });
  }
  await session.rows(`insert into ${ledger} (name, hash, applied_at) values ($1, $2, $3)`, [
    migration.name,
    migration.hash,
    systemClock.now().toISOString(),
  ]);
}

/** Applies what is pending, all or nothing; the caller holds the transaction and the lock. */
export async function applyPending(session: MigrationSession, known: Migration[]): Promise<string[]> {
  const pending = pendingOf(known, await readLedger(session));
  if (pending.length === 0) return [];
  const before = await takeStock(session);
  await session.rows(ledgerSql);
  for (const migration of pending) await applyOne(session, migration);
  const allowed = pending.flatMap(({ mayLose }) => mayLose);
  refuseLosses(before, await takeStock(session), allowed);
  return pending.map(({ name }) => name);
}
