import type { Read } from "../../db/database.ts";
import { listLiaisons } from "../../people/people.queries.ts";
import { canTriage } from "../../requests/requests.rules.ts";
import { forbidden } from "../../shared/app-error.ts";
import type { Day } from "../../shared/dates.ts";
import type { Actor } from "../../shared/deed.ts";

/** Triage is the group's. @throws forbidden with who they are */
export async function requireGroup(db: Read, actor: Actor, today: Day): Promise<void> {
  if (canTriage(actor)) return;
  const group = (await listLiaisons(db, today)).map(liaison => liaison.name).join(", ");
  throw forbidden(`Only the liaison group triages requests${group ? `: ${group}` : ""}.`);
}
