import * as pg from "drizzle-orm/pg-core";

const restrict = { onDelete: "restrict", onUpdate: "restrict" } as const;

type Referencing = {
  references(
    parent: () => pg.AnyPgColumn,
    actions?: { onDelete?: pg.UpdateDeleteAction; onUpdate?: pg.UpdateDeleteAction },
  ): unknown;
};

/** A foreign key on this column refuses to lose its parent unless it says otherwise. */
function restricting<T extends Referencing>(column: T): T {
  const references = column.references.bind(column);
  column.references = (parent, actions) => references(parent, { ...restrict, ...actions });
  return column;
}

export const table = pg.pgTable;
export const id = (name: string) => restricting(pg.uuid(name));
export const text = (name: string) => restricting(pg.text(name));
export const choice = <U extends string, T extends Readonly<[U, ...U[]]>>(name: string, values: T) =>
  pg.text(name, { enum: values });
export const int = (name: string) => restricting(pg.integer(name));
export const real = (name: string) => pg.doublePrecision(name);
export const cents = (name: string) => pg.bigint(name, { mode: "number" });
export const bool = (name: string) => pg.boolean(name);
export const instant = (name: string) =>
  pg.timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
export const day = (name: string) => pg.date(name, { mode: "string" });
export const json = <T>(name: string) => pg.jsonb(name).$type<T>();
export const { index, uniqueIndex, primaryKey, check } = pg;
