import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { conflict, forbidden, notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { isUuid, newId } from "../shared/ids.ts";
import { findNamedView, listSavedViews } from "./saved-views.queries.ts";
import { mostViews, type SavedViewInput, viewQuery } from "./saved-views.rules.ts";
import { savedViews } from "./saved-views.table.ts";

const selfOf = ({ by }: Deed): string => {
  if (by.id === null) throw forbidden("Only people can keep a view.");
  return by.id;
};

/** Each person's own choice: it stands in no history. @throws conflict where the name is taken */
export async function saveView(tx: Tx, deed: Deed, { name, list, query = "" }: SavedViewInput) {
  const personId = selfOf(deed);
  if (await findNamedView(tx, personId, name))
    throw conflict(`You have a view “${name}” already. Choose another name, or remove that one first.`);
  if ((await listSavedViews(tx, personId)).length >= mostViews)
    throw conflict(`You have ${mostViews} views. Remove one that you do not use.`);
  await tx
    .insert(savedViews)
    .values({ id: newId(), personId, list, name, query: viewQuery(query), at: deed.now });
}

/** @throws not found for a view of somebody else */
export async function removeView(tx: Tx, deed: Deed, unsafeId: string): Promise<void> {
  const rows = isUuid(unsafeId)
    ? await tx
        .delete(savedViews)
        .where(and(eq(savedViews.id, unsafeId), eq(savedViews.personId, selfOf(deed))))
        .returning()
    : [];
  if (rows.length === 0) throw notFound();
}
