import { inBatches } from "../db/batches.ts";
import type { Read, Tx } from "../db/database.ts";
import { giveUpMail } from "../mail/outbox.actions.ts";
import { addPerson, requireRunsDistrict } from "../people/people.actions.ts";
import { findPeopleByEmail, findPersonByEmail, getPersonRecord } from "../people/people.queries.ts";
import { emailKeyOf } from "../people/people.rules.ts";
import { openSession } from "../people/sessions.actions.ts";
import { addEvent } from "../records/records.actions.ts";
import { conflict, forbidden, invalid } from "../shared/app-error.ts";
import { type Deed, time } from "../shared/deed.ts";
import { newId, newSecret, sha256 } from "../shared/ids.ts";
import { queueInvitationMail } from "./invitation-mail.ts";
import {
  findOpenByEmail,
  getInvitation,
  type InvitationRow,
  keepComer,
  takeInvitation,
  updateOpen,
} from "./invitations.queries.ts";
import {
  type Invitee,
  type InviteInput,
  invitationDays,
  type JoinInput,
  type LineProblem,
  readInvitees,
  sideOf,
} from "./invitations.rules.ts";
import { invitations } from "./invitations.table.ts";

/** A key namespace of its own: an invitation never works as a sign-in link or a session. */
export const invitationHash = (secret: string): string => sha256(`invitation:${secret}`);

const endOf = (now: Date): Date => new Date(now.getTime() + invitationDays * 86_400_000);

/** What keeps these people from being invited, line by line: known addresses beside what cannot be read. */
export async function checkInvitees(
  db: Read,
  text: string,
): Promise<{ people: Invitee[]; problems: LineProblem[] }> {
  const { people, problems } = readInvitees(text);
  const keys = people.map(({ email }) => emailKeyOf(email));
  const known = await findPeopleByEmail(db, keys);
  const asked = await findOpenByEmail(db, keys);
  for (const { row, email } of people) {
    const person = known.get(emailKeyOf(email));
    if (person)
      problems.push({ row, message: `${person.name} has the address ${email} and is here already.` });
    else if (asked.has(emailKeyOf(email)))
      problems.push({ row, message: `${email} was invited already. Send that invitation again instead.` });
  }
  return { people, problems: problems.sort((a, b) => a.row - b.row) };
}

const namesToldOf = 20;

/** Asks these people to come, all or none; each gets a mail with a link of their own. Gives how many. */
export async function invite(tx: Tx, deed: Deed, input: InviteInput): Promise<number> {
  requireRunsDistrict(deed);
  const { id: byId } = deed.by;
  if (byId === null) throw forbidden("Only a person can invite: the mail says who did.");
  const { people, problems } = await checkInvitees(tx, input.people);
  const [first] = problems;
  if (first) throw invalid(`Line ${first.row}: ${first.message}`);
  if (people.length === 0) throw invalid("Nobody stands in the list. Write a name and an address.");
  const made = people.map(({ name, email }) => {
    const secret = newSecret();
    const row: InvitationRow = {
      ...{ id: newId(), name, email, emailKey: emailKeyOf(email), byId },
      ...{ role: input.role, side: sideOf(input.side, input.role), school: input.school ?? "" },
      ...{ hash: invitationHash(secret), madeAt: deed.now, sentAt: deed.now, endsAt: endOf(deed.now) },
      ...{ withdrawnAt: null, usedAt: null, personId: null },
    };
    return { row, secret };
  });
  await inBatches(
    made.map(({ row }) => row),
    some => tx.insert(invitations).values(some),
  );
  for (const each of made) await queueInvitationMail(tx, deed, each);
  await tell(tx, deed, {
    kind: "people invited",
    data: {
      names: people.slice(0, namesToldOf).map(({ name }) => name),
      count: people.length,
      role: input.role,
    },
  });
  return people.length;
}

const tell = async (tx: Tx, deed: Deed, event: Parameters<typeof addEvent>[3]) =>
  addEvent(tx, deed, await getPersonRecord(tx, deed.district.id), event);

/** A fresh link, for as long as the first; the one before works no more. */
export async function resend(tx: Tx, deed: Deed, unsafeId: string): Promise<InvitationRow> {
  requireRunsDistrict(deed);
  const { id, name, hash } = await getInvitation(tx, unsafeId);
  const secret = newSecret();
  const row = await updateOpen(tx, id, {
    hash: invitationHash(secret),
    sentAt: deed.now,
    endsAt: endOf(deed.now),
  });
  await giveUpMail(tx, { kind: "invitation", period: hash }, "A newer link was sent instead.");
  await queueInvitationMail(tx, deed, { row, secret });
  await tell(tx, deed, { kind: "invitation sent again", data: { name } });
  return row;
}

/** The link works no more; the same person can be invited anew. */
export async function withdraw(tx: Tx, deed: Deed, unsafeId: string): Promise<InvitationRow> {
  requireRunsDistrict(deed);
  const { id, name } = await getInvitation(tx, unsafeId);
  const row = await updateOpen(tx, id, { withdrawnAt: deed.now });
  await giveUpMail(tx, { kind: "invitation", period: row.hash }, "The invitation was withdrawn.");
  await tell(tx, deed, { kind: "invitation withdrawn", data: { name } });
  return row;
}

/**
 * Makes the person of an invitation and opens their session. Gives its secret, or null where the link does not work.
 * @throws conflict where the address became known meanwhile: an invitation opens no account that is there
 */
export async function join(
  tx: Tx,
  deed: Deed,
  input: JoinInput & { secret: string; device: string; instead: string | null },
): Promise<string | null> {
  const taken = await takeInvitation(tx, invitationHash(input.secret), deed.now);
  if (!taken) return null;
  if (await findPersonByEmail(tx, taken.email)) throw conflict(knownMeanwhile);
  const { email, role, side, school } = taken;
  const byItself = { ...deed, by: time };
  const person = await addPerson(tx, byItself, {
    ...{ email, role, side, school, name: input.name, title: input.title ?? "" },
  });
  await keepComer(tx, taken.id, person.id);
  const themselves = { ...deed, by: { ...time, id: person.id, name: person.name } };
  await addEvent(tx, themselves, await getPersonRecord(tx, person.id), {
    kind: "person joined",
    data: { invitedById: taken.byId },
  });
  const { device, instead } = input;
  return openSession(tx, deed, { personId: person.id, device, way: "invitation", instead });
}

const knownMeanwhile = "You are here already. Ask for a link on the sign-in page.";
