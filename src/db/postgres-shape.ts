import type { Migration } from "./migrations.ts";
import type { Client } from "./postgres-catalog.ts";

type Part = { type: string; name: string; text: string };

/** Everything that a migration can make in a schema, with its text, and whether it is in force. */
const partsSql = `
  with here as (select oid from pg_namespace where nspname = $1),
  tables as (select c.oid, c.relname from pg_class c, here where c.relnamespace = here.oid and c.relkind = 'r')
  select 'column' as type, t.relname || '.' || a.attname as name,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
      pg_get_expr(d.adbin, d.adrelid)) as text
  from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  union all
  select 'constraint', t.relname || '.' || k.conname,
    concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated, k.condeferrable)
  from tables t join pg_constraint k on k.conrelid = t.oid
  union all
  select 'index', t.relname || '.' || i.relname, concat_ws(' ', pg_get_indexdef(i.oid), x.indisvalid, x.indisready)
  from tables t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
  union all
  select 'trigger', t.relname || '.' || g.tgname, concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled)
  from tables t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
  union all
  select 'rule', t.relname || '.' || r.rulename, pg_get_ruledef(r.oid)
  from tables t join pg_rewrite r on r.ev_class = t.oid
  union all
  select 'function', p.proname, pg_get_functiondef(p.oid) from pg_proc p, here where p.pronamespace = here.oid
  union all
  select 'sequence', c.relname, '' from pg_class c, here where c.relnamespace = here.oid and c.relkind = 'S'`;

async function partsOf(client: Client, schema: string): Promise<Map<string, Part>> {
  const { rows } = await client.query<Part>(partsSql, [schema]);
  return new Map(
    rows.map(({ type, name, text }) => [
      `${type} ${name}`,
      { type, name, text: text.replaceAll(`"${schema}".`, "").replaceAll(`${schema}.`, "") },
    ]),
  );
}

const scratch = "crosswalk_check";

/** What these migrations make, made in a schema of its own that is never committed. */
async function partsMadeBy(client: Client, applied: Migration[]): Promise<Map<string, Part>> {
  await client.query(`create schema ${scratch}`);
  await client.query(`set local search_path to ${scratch}`);
  for (const { sql } of applied) await client.query(sql.replaceAll('"public".', `"${scratch}".`));
  return partsOf(client, scratch);
}

const ledgerPart = /^(column|constraint|index) applied_migrations\./;

/** How the database differs from what these migrations make: a guard that is gone or switched off shows here. */
export async function shapeProblems(client: Client, applied: Migration[]): Promise<string[]> {
  await client.query("begin");
  try {
    const { rows } = await client.query<{ schema: string }>("select current_schema() as schema");
    const there = await partsOf(client, rows[0]?.schema ?? "public");
    const expected = await partsMadeBy(client, applied);
    return [...new Set([...expected.keys(), ...there.keys()])]
      .filter(key => !ledgerPart.test(key))
      .flatMap(key => problemOf(key, expected.get(key), there.get(key)));
  } finally {
    await client.query("rollback");
  }
}

function problemOf(key: string, expected: Part | undefined, there: Part | undefined): string[] {
  if (!there) return [`The ${key} is gone.`];
  if (!expected) return [`The ${key} is not Crosswalk's.`];
  return expected.text === there.text ? [] : [`The ${key} is not as Crosswalk made it, or not in force.`];
}
