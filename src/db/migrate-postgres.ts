import { applyPending, type MigrationSession } from "./migration-guard.ts";
import { type Migration, MigrationError } from "./migrations.ts";
import { connectOnce } from "./postgres-connection.ts";

type Client = Awaited<ReturnType<typeof connectOnce>>;

const session = (client: Client): MigrationSession => ({
  rows: async (text, values = []) => (await client.query({ text, values })).rows,
  script: async text => void (await client.query(text)),
  tablesSql: `select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by 1`,
  triggersSql: `select t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal order by 1`,
});

export async function migratePostgres(url: string, known: Migration[]): Promise<string[]> {
  const client = await connectOnce(url);
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('crosswalk migrations'))");
    await client.query("set local lock_timeout = '30s'");
    const applied = await applyPending(session(client), known);
    const answer = await client.query("commit");
    if (answer.command !== "COMMIT") throw new MigrationError("The server rolled the migration back.");
    return applied;
  } finally {
    await client.end();
  }
}
