import type { Read } from "../db/database.ts";
import { type NumberedKind, thisWords } from "../records/records.rules.ts";
import type { Deed } from "../shared/deed.ts";
import { digestDay, toldWords } from "./told.pages.ts";
import { type Reach, toldOf } from "./told.queries.ts";
import type { Telling } from "./told.rules.ts";

/** The sentence beside a button, from the telling by which its deed will mail. */
export async function saidBefore(
  db: Read,
  deed: Deed,
  kind: NumberedKind,
  telling: Telling,
  reach?: Reach,
): Promise<string> {
  return toldWords(await toldOf(db, deed, telling, reach), thisWords[kind], digestDay(deed));
}

/** The same for all that a page offers: whom the record reaches is loaded once. */
export async function allSaidBefore<K extends string>(
  db: Read,
  deed: Deed,
  kind: NumberedKind,
  reach: Reach,
  deeds: readonly K[],
  tellingOf: (deed: K) => Telling,
): Promise<ReadonlyMap<K, string>> {
  const said = deeds.map(
    async each => [each, await saidBefore(db, deed, kind, tellingOf(each), reach)] as const,
  );
  return new Map(await Promise.all(said));
}

/** A press stands among others: its sentence names it. */
export const ofPress = (label: string, said: string | undefined): string | null =>
  said === undefined ? null : `“${label}” tells ${said.startsWith("Told: ") ? said.slice(6) : "nobody."}`;
