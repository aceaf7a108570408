import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import { tellOfWay } from "../mail/way-mail.ts";
import { findPersonByEmail, getPersonRecord } from "../people/people.queries.ts";
import { type NewSession, openSession } from "../people/sessions.actions.ts";
import { addEvent } from "../records/records.actions.ts";
import { notFound } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import type { Identified } from "./provider.ts";
import type { Identity } from "./single-sign-on.rules.ts";
import { identities } from "./single-sign-on.table.ts";

export type Refused = "not vouched for" | "no account" | "another identity";
export type SignedIn = { secret: string } | Refused;

type Coming = Omit<NewSession, "personId" | "way"> & { who: Identified };

/** Signs in whom the provider knows: by issuer and subject, and the first time by an address that it vouches for. */
export async function signInByProvider(tx: Tx, deed: Deed, input: Coming): Promise<SignedIn> {
  const { who, device, instead } = input;
  const personId = await personOf(tx, deed, who, device);
  if (typeof personId !== "object") return personId;
  const secret = await openSession(tx, deed, { ...personId, device, instead, way: "single sign-on" });
  return secret ? { secret } : "no account";
}

async function personOf(
  tx: Tx,
  deed: Deed,
  who: Identified,
  device: string,
): Promise<{ personId: string } | Refused> {
  const [known] = await tx.update(identities).set({ usedAt: deed.now }).where(sameAs(who)).returning();
  if (known) return { personId: known.personId };
  if (who.verifiedAddress === null) return "not vouched for";
  const person = await findPersonByEmail(tx, who.verifiedAddress);
  if (!person || person.disabledAt) return "no account";
  const [row] = await tx
    .insert(identities)
    .values({
      ...{ id: newId(), personId: person.id, issuer: who.issuer, subject: who.subject },
      ...{ madeAt: deed.now, usedAt: deed.now },
    })
    // The address was somebody else's at the provider before: a new holder is not the person we know.
    .onConflictDoNothing()
    .returning();
  if (!row) return "another identity";
  const byThem = { ...deed, by: { ...deed.by, id: person.id, name: person.name } };
  await addEvent(tx, byThem, await getPersonRecord(tx, person.id), { kind: "identity connected", data: {} });
  await tellOfWay(tx, deed, person.id, { what: "single sign-on connected", device });
  return { personId: person.id };
}

const sameAs = ({ issuer, subject }: Identity) =>
  and(eq(identities.issuer, issuer), eq(identities.subject, subject));

/** Forgets who a person is at the provider; their next single sign-on connects anew. @throws not found */
export async function disconnect(tx: Tx, deed: Deed, personId: string, device: string): Promise<void> {
  const gone = await tx.delete(identities).where(eq(identities.personId, personId)).returning();
  if (gone.length === 0) throw notFound("Single sign-on is not connected.");
  await addEvent(tx, deed, await getPersonRecord(tx, personId), { kind: "identity disconnected", data: {} });
  await tellOfWay(tx, deed, personId, { what: "single sign-on ended", device });
}
