import { hasCode } from "./errors.ts";
import { ledger } from "./migration-guard.ts";
import type { Migration } from "./migrations.ts";
import type { Client } from "./postgres-catalog.ts";
import { beginMoment, connectOnce } from "./postgres-connection.ts";
import { shapeProblems } from "./postgres-shape.ts";

type Reference = { child: string; parent: string; columns: string[]; keys: string[] };

const referencesSql = `
  select c.relname as child, p.relname as parent,
    array(select a.attname::text from unnest(k.conkey) with ordinality n (num, place)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num order by n.place) as columns,
    array(select a.attname::text from unnest(k.confkey) with ordinality n (num, place)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.num order by n.place) as keys
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
  where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace order by 1, 2, 3`;

/** Looked up row by row: a constraint says valid, also where somebody switched its checks off for a while. */
async function brokenReferences(client: Client): Promise<string[]> {
  const problems: string[] = [];
  const { rows: references } = await client.query<Reference>(referencesSql);
  for (const { child, parent, columns, keys } of references) {
    const same = keys.map((key, index) => `p."${key}" = c."${columns[index]}"`).join(" and ");
    const given = columns.map(column => `c."${column}" is not null`).join(" and ");
    const { rows } = await client.query<{ n: number }>(
      `select count(*) as n from "${child}" c where ${given} and not exists (select 1 from "${parent}" p where ${same})`,
    );
    const n = rows[0]?.n ?? 0;
    if (n > 0) problems.push(`${n} rows of ${child} point to rows of ${parent} that are gone.`);
  }
  return problems;
}

async function switchedOff(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; n: number }>(
    `select c.relname as name, count(*) as n from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = current_schema()::regnamespace and t.tgisinternal and t.tgenabled <> 'O' group by 1 order by 1`,
  );
  return rows.map(({ name, n }) => `${n} checks of foreign keys on ${name} are switched off.`);
}

async function badChecksums(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ n: number | null }>(
    "select checksum_failures as n from pg_stat_database where datname = current_database()",
  );
  const n = rows[0]?.n ?? 0;
  return n > 0 ? [`The server found ${n} damaged pages by their checksums.`] : [];
}

async function shapeOrWhyNot(client: Client, applied: Migration[]): Promise<string[]> {
  try {
    return await shapeProblems(client, applied);
  } catch (error) {
    if (!hasCode(error, code => code === "42501")) throw error;
    return [
      "Tables and guards could not be compared with what Crosswalk makes. Let this user make a schema: GRANT CREATE ON DATABASE.",
    ];
  }
}

/** References, tables, guards and checksums. */
export async function postgresProblems(url: string, known: Migration[]): Promise<string[]> {
  const client = await connectOnce(url);
  try {
    await client.query(beginMoment);
    const { rows: applied } = await client.query<{ name: string }>(`select name from ${ledger}`);
    const problems = [
      ...(await badChecksums(client)),
      ...(await switchedOff(client)),
      ...(await brokenReferences(client)),
    ];
    await client.query("commit");
    const names = applied.map(({ name }) => name);
    return [
      ...problems,
      ...(await shapeOrWhyNot(
        client,
        known.filter(({ name }) => names.includes(name)),
      )),
    ];
  } finally {
    await client.end();
  }
}
