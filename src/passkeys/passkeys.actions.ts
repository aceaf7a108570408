import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { tellOfWay } from "../mail/way-mail.ts";
import { spendAttempt } from "../people/attempts.actions.ts";
import { getPersonRecord } from "../people/people.queries.ts";
import { type NewSession, openSession } from "../people/sessions.actions.ts";
import { addEvent } from "../records/records.actions.ts";
import { conflict, invalid, notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { findPasskey, listPasskeys, type Passkey } from "./passkeys.queries.ts";
import { isCopied, mostPasskeys } from "./passkeys.rules.ts";
import { passkeys } from "./passkeys.table.ts";
import { handleOf, type NewCredential } from "./webauthn.ts";

type NewPasskey = {
  personId: string;
  name: string;
  /** null where the browser's answer was not one to this attempt. */
  made: NewCredential | null;
  attempt: { secret: string; endsAt: Date } | null;
  device: string;
};

/** Keeps a passkey that was made for this attempt. @throws invalid, conflict */
export async function addPasskey(tx: Tx, deed: Deed, input: NewPasskey): Promise<void> {
  const { personId, name, made, attempt, device } = input;
  if (!made || !attempt || !(await spendAttempt(tx, deed.now, attempt)))
    throw invalid("The passkey did not arrive. Press the button again, and answer what your browser asks.");
  if (await findPasskey(tx, made.credentialId)) throw conflict("This passkey is here already.");
  if ((await listPasskeys(tx, personId)).length >= mostPasskeys)
    throw conflict(`You have ${mostPasskeys} passkeys. Remove one that you do not use.`);
  await tx.insert(passkeys).values({
    ...{ ...made, id: newId(), personId, handle: handleOf(personId), name },
    ...{ madeAt: deed.now, usedAt: null },
  });
  await tell(tx, deed, personId, "passkey added");
  await tellOfWay(tx, deed, personId, { what: "passkey added", name, device });
}

/** @throws not found where it is gone, or somebody else's */
export async function removePasskey(
  tx: Tx,
  deed: Deed,
  { personId, device, unsafeId }: { personId: string; device: string; unsafeId: string },
): Promise<void> {
  const [gone] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.id, unsafeId), eq(passkeys.personId, personId)))
    .returning();
  if (!gone) throw notFound("This passkey is removed already.");
  await tell(tx, deed, personId, "passkey removed");
  await tellOfWay(tx, deed, personId, { what: "passkey removed", name: gone.name, device });
}

type Signed = Omit<NewSession, "personId" | "way"> & { seen: Passkey; counter: number };
export type SignedIn = { secret: string } | "refused" | "copied";

/** Opens a session for a challenge that was rightly signed. `seen` is the row whose key was used. */
export async function signInWithPasskey(tx: Tx, deed: Deed, input: Signed): Promise<SignedIn> {
  const { seen, counter, device, instead } = input;
  const { personId } = seen;
  if (isCopied(seen.counter, counter)) {
    await tell(tx, deed, personId, "passkey refused");
    await tellOfWay(tx, deed, personId, { what: "passkey copied", name: seen.name, device });
    return "copied";
  }
  const [used] = await tx
    .update(passkeys)
    .set({ counter, usedAt: deed.now })
    .where(and(eq(passkeys.id, seen.id), eq(passkeys.counter, seen.counter)))
    .returning();
  const secret = used && (await openSession(tx, deed, { personId, device, instead, way: "passkey" }));
  return secret ? { secret } : "refused";
}

const tell = async (
  tx: Tx,
  deed: Deed,
  personId: string,
  kind: "passkey added" | "passkey removed" | "passkey refused",
) => addEvent(tx, deed, await getPersonRecord(tx, personId), { kind, data: {} });
