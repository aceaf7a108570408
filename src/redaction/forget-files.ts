import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Deps } from "../deps.ts";
import { fileNameOf } from "../mail/outbox-name.ts";
import type { Redacted } from "./redaction.actions.ts";

/** After the transaction: what lies outside of it. A mail's file goes; its page still shows what is left of it. */
export async function forgetFiles(
  { config, db }: Pick<Deps, "config" | "db">,
  { messageIds }: Pick<Redacted, "messageIds">,
): Promise<void> {
  for (const id of messageIds) await rm(join(config.dataDir, "outbox", fileNameOf(id)), { force: true });
  await db.forget();
}
