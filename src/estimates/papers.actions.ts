import type { Read } from "../db/database.ts";
import { forbidden, notFound } from "../shared/app-error.ts";
import type { Actor } from "../shared/deed.ts";
import { findVersion } from "./estimates.queries.ts";
import { canAddToEstimate, type Place, versionIn, whoAddsToEstimates } from "./papers.rules.ts";

/** Where something is added: at the record that was loaded, or at a version of its estimate. @throws not found, forbidden */
export async function placeAt(
  db: Read,
  actor: Actor,
  recordId: string,
  unsafeVersion: unknown,
): Promise<Place> {
  if (unsafeVersion === undefined) return {};
  const version = versionIn(unsafeVersion);
  const found = version === null ? undefined : await findVersion(db, recordId, version);
  if (!found) throw notFound();
  if (!canAddToEstimate(actor)) throw forbidden(whoAddsToEstimates);
  return { estimate: { id: found.id, version: found.version } };
}
