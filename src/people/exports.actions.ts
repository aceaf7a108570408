import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { events } from "../events/events.table.ts";
import { addEvent } from "../records/records.actions.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { getPersonRecord } from "./people.queries.ts";

/** So often within a day may a viewer take a list along. */
export const viewerExportsADay = 50;

const dayMs = 86_400_000;

/** Keeps in the audit that somebody takes a list along. @throws forbidden where a viewer does so too often */
export async function recordExport(
  tx: Tx,
  deed: Deed,
  told: { list: string; filter: string },
): Promise<void> {
  const { id, role, liaisonSide } = deed.by;
  if (id === null) return;
  if (role === "viewer" && liaisonSide === null) {
    const since = new Date(deed.now.getTime() - dayMs);
    const before = await tx
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.recordId, id), eq(events.kind, "list exported"), gt(events.at, since)))
      .limit(viewerExportsADay);
    if (before.length === viewerExportsADay)
      throw forbidden(
        `A viewer takes at most ${viewerExportsADay} lists along within a day. Only an administrator can take more.`,
      );
  }
  await addEvent(tx, deed, await getPersonRecord(tx, id), { kind: "list exported", data: told });
}

/** The whole district as one archive, which only the host can make. */
export const recordDistrictExport = async (tx: Tx, deed: Deed): Promise<void> => {
  const data = { list: "the whole district", filter: "" };
  await addEvent(tx, deed, await getPersonRecord(tx, deed.district.id), { kind: "list exported", data });
};
