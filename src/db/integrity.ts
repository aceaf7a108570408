import { sql } from "drizzle-orm";
import type { Config } from "../config.ts";
import type { Read } from "./database.ts";
import { knownTo } from "./migrate.ts";
import { folded } from "./search.ts";

type Where = Pick<Config, "engine" | "databaseUrl">;

/** What is wrong with the store itself, whatever the records say: sentences, none when all is well. */
export async function storeProblems({ engine, databaseUrl }: Where): Promise<string[]> {
  if (engine === "postgres") {
    const { postgresProblems } = await import("./postgres-integrity.ts");
    return postgresProblems(databaseUrl, knownTo("postgres"));
  }
  const { sqliteProblems } = await import("./sqlite-integrity.ts");
  return sqliteProblems(databaseUrl, knownTo("sqlite"));
}

type Found = { id: string; kind: string; number: number; title: string; found: string | null };

const batch = 1000;

/** Whether a search would find each record by its title. */
export async function searchProblems(db: Read): Promise<string[]> {
  const problems: string[] = [];
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = await db.rows<Found>(sql`
      select r.id, r.kind, r.number, r.title, t.title as found
      from records r left join search_texts t on t.record_id = r.id
      where r.id > ${after} order by r.id limit ${batch}`);
    for (const { kind, number, title, found } of rows)
      if (found !== folded(title))
        problems.push(`A search does not find the ${kind} ${number} by its title.`);
    const last = rows.at(-1);
    if (!last) return problems;
    after = last.id;
  }
}
