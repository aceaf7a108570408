import { and, eq, isNull } from "drizzle-orm";
import type { Read, Tx } from "../db/database.ts";
import { readHolidays } from "../people/holidays.rules.ts";
import { addPerson, makeDistrict } from "../people/people.actions.ts";
import { findDistrict } from "../people/people.queries.ts";
import { openSession } from "../people/sessions.actions.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import { dayOf } from "../shared/dates.ts";
import { commandLine, type Deed } from "../shared/deed.ts";
import { newSecret, sha256 } from "../shared/ids.ts";
import type { DistrictSetup, FirstAdmin } from "./setup.rules.ts";
import { setupTokens } from "./setup.table.ts";

/** A key namespace of its own: a set-up token never works as another secret. */
const hashOf = (token: string): string => sha256(`set-up:${token}`);

/** A fresh token where nothing is set up yet; those printed before work no more. */
export async function makeSetupToken(tx: Tx, now: Date): Promise<string | null> {
  if (await findDistrict(tx)) return null;
  const token = newSecret();
  await tx.delete(setupTokens).where(isNull(setupTokens.usedAt));
  await tx.insert(setupTokens).values({ hash: hashOf(token), madeAt: now, usedAt: null });
  return token;
}

const usable = (token: string) => and(eq(setupTokens.hash, hashOf(token)), isNull(setupTokens.usedAt));

/** Reading it uses nothing up: somebody's preview of links may come first. */
export async function setupTokenWorks(db: Read, token: string): Promise<boolean> {
  const [row] = await db.select({ hash: setupTokens.hash }).from(setupTokens).where(usable(token));
  return row !== undefined;
}

/** @throws conflict where the token was used, or the house was set up another way meanwhile */
export async function spendSetupToken(tx: Tx, token: string, now: Date): Promise<void> {
  const [used] = await tx.update(setupTokens).set({ usedAt: now }).where(usable(token)).returning();
  if (!used || (await findDistrict(tx))) throw conflict(tokenUsed);
}

const tokenUsed = "This address was used, or a newer one was printed. It works no more.";

/** Makes the district as it was asked for; whoever held the token stands for the command line. */
export async function beginDistrict(tx: Tx, now: Date, input: DistrictSetup): Promise<Deed> {
  const read = readHolidays(input.holidays ?? "");
  if (read.problem !== null) throw invalid(read.problem);
  const { name, timeZone, fiscalYearStart, digestTime } = input;
  const today = dayOf(now, timeZone);
  const deed = { by: commandLine, now, today };
  const district = await makeDistrict(tx, deed, {
    ...{ name, timeZone, fiscalYearStart, digestTime },
    digestWeekday: Number(input.digestWeekday),
    holidays: read.holidays.map(({ day }) => day),
    holidayNames: Object.fromEntries(read.holidays.map(({ day, name: said }) => [day, said])),
  });
  return { ...deed, district };
}

/** Adds the first administrator and opens their session. Gives its secret. */
export async function addFirstAdmin(tx: Tx, deed: Deed, you: FirstAdmin, device: string): Promise<string> {
  const { id } = await addPerson(tx, deed, {
    name: you.yourName,
    email: you.yourEmail,
    title: you.yourTitle ?? "",
    role: you.yourRole,
    isAdmin: true,
  });
  const session = await openSession(tx, deed, { personId: id, device, way: "set-up", instead: null });
  if (!session) throw conflict("You could not be signed in. Ask for a link on the sign-in page.");
  return session;
}
