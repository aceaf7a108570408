import { engine } from "../config.ts";
import * as postgres from "./kit.postgres.ts";
import * as sqlite from "./kit.sqlite.ts";

/** One vocabulary for both engines; this cast is the only place that says they are alike. */
const kit = engine === "postgres" ? postgres : (sqlite as unknown as typeof postgres);

export const {
  table,
  id,
  text,
  choice,
  int,
  real,
  cents,
  bool,
  instant,
  day,
  json,
  index,
  uniqueIndex,
  primaryKey,
  check,
} = kit;
