import * as lite from "drizzle-orm/sqlite-core";

const restrict = { onDelete: "restrict", onUpdate: "restrict" } as const;

type Referencing = {
  references(
    parent: () => lite.AnySQLiteColumn,
    actions?: { onDelete?: lite.UpdateDeleteAction; onUpdate?: lite.UpdateDeleteAction },
  ): unknown;
};

/** A foreign key on this column refuses to lose its parent unless it says otherwise. */
function restricting<T extends Referencing>(column: T): T {
  const references = column.references.bind(column);
  column.references = (parent, actions) => references(parent, { ...restrict, ...actions });
  return column;
}

export const table = lite.sqliteTable;
export const id = (name: string) => restricting(lite.text(name));
export const text = (name: string) => restricting(lite.text(name));
export const choice = <U extends string, T extends Readonly<[U, ...U[]]>>(name: string, values: T) =>
  lite.text(name, { enum: values });
export const int = (name: string) => restricting(lite.integer(name, { mode: "number" }));
export const real = (name: string) => lite.real(name);
export const cents = (name: string) => lite.integer(name, { mode: "number" });
export const bool = (name: string) => lite.integer(name, { mode: "boolean" });
export const instant = (name: string) => lite.integer(name, { mode: "timestamp_ms" });
export const day = (name: string) => lite.text(name);
export const json = <T>(name: string) => lite.text(name, { mode: "json" }).$type<T>();
export const { index, uniqueIndex, primaryKey, check } = lite;
