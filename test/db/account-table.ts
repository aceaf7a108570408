import { bool, cents, day, id, instant, int, json, real, table, text } from "../../src/db/kit.ts";
import { newId } from "../../src/shared/ids.ts";

/** A table of the suite's own, with a column of each kind. */
export const accounts = table("accounts", {
  id: id("id").primaryKey(),
  name: text("name").notNull().unique(),
  count: int("count").notNull(),
  balance: cents("balance").notNull(),
  openedAt: instant("opened_at").notNull(),
  due: day("due"),
  open: bool("open").notNull(),
  share: real("share"),
  notes: json<{ words: string[] } | string>("notes"),
});

/** The same table in each engine's own words. */
export const accountsDdl = {
  sqlite: `create table accounts (id text primary key, name text not null unique, count integer not null,
    balance integer not null, opened_at integer not null, due text, open integer not null, share real, notes text)`,
  postgres: `create table accounts (id uuid primary key, name text not null unique, count integer not null,
    balance bigint not null, opened_at timestamptz(3) not null, due date, open boolean not null,
    share double precision, notes jsonb)`,
};

export const account = (name: string, changes: Partial<typeof accounts.$inferInsert> = {}) => ({
  id: newId(),
  name,
  count: 0,
  balance: 0,
  openedAt: new Date("2026-11-23T07:00:00.123Z"),
  due: null,
  open: true,
  share: null,
  notes: null,
  ...changes,
});
