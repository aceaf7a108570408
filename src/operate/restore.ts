import type { Config } from "../config.ts";
import { type Replaced, restoreBackup } from "../db/restore.ts";
import { conflict } from "../shared/app-error.ts";
import { verifyRecords } from "./verify.ts";

/** How many problems a refusal names. */
const named = 5;

type Restored = Replaced & { applied: string[]; problems: string[] };

/**
 * Restores a backup whose records verify. `anyway` takes one that does not: the only copy left is better than none.
 * @throws conflict with what is wrong, and nothing changed
 */
export async function restoreVerified(
  config: Config,
  file: string,
  { anyway }: { anyway: boolean },
): Promise<Restored> {
  let problems: string[] = [];
  const restored = await restoreBackup(config, file, async db => {
    problems = await verifyRecords(db);
    if (problems.length === 0 || anyway) return;
    const more = problems.length > named ? ` And ${problems.length - named} more.` : "";
    throw conflict(
      `${file} does not verify, so nothing was changed. ${problems.slice(0, named).join(" ")}${more} To restore it all the same, add --anyway.`,
    );
  });
  return { ...restored, problems };
}
