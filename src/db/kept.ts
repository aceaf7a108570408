import type { Read } from "./database.ts";

type Values = Record<string, unknown>;
type Prepared<Row> = { execute(values: Values): Promise<Row[]> };
type Statement<Row> = { prepare(name: string): Prepared<Row> };

/**
 * A statement that every request asks for: the builder makes its text once for each door, and then only values go in.
 * `build` leaves a place for each of them: `sql.placeholder("id")`.
 */
export function kept<Row>(name: string, build: (db: Read) => Statement<Row>) {
  const made = new WeakMap<Read, Prepared<Row>>();
  return (db: Read, values: Values): Promise<Row[]> => {
    const known = made.get(db) ?? build(db).prepare(name);
    made.set(db, known);
    return known.execute(values);
  };
}
