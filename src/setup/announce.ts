import type { Deps } from "../deps.ts";
import { absolute } from "../mail/links.ts";
import { findDistrict } from "../people/people.queries.ts";
import { paths } from "../web/paths.ts";
import { makeSetupToken } from "./setup.actions.ts";

/** Tells the terminal how to begin, where nothing is set up yet. */
export async function announceSetup(
  { db, clock }: Pick<Deps, "db" | "clock">,
  print: (text: string) => void = text => process.stdout.write(text),
): Promise<void> {
  if (await findDistrict(db.read)) return;
  const token = await db.write(tx => makeSetupToken(tx, clock.now()));
  if (token === null) return;
  print(
    `\nCrosswalk is not set up yet. Open this address; it works once, until Crosswalk is started again:\n\n  ${absolute(paths.setupWith(token))}\n\n`,
  );
}
