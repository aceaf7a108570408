import type { Tx } from "../db/database.ts";
import { findActor, listStandInsFor, type PersonRow } from "../people/people.queries.ts";
import { visibleRecords } from "../records/records.queries.ts";
import type { Actor, Deed } from "../shared/deed.ts";
import { say } from "../web/sentence.ts";
import { composeMail } from "./compose.ts";
import { absolute } from "./links.ts";
import { queueMail } from "./outbox.actions.ts";
import { findReachable } from "./outbox.queries.ts";
import { noticePeriod } from "./outbox.rules.ts";

export type Notice = {
  personId: string;
  kind: "asked to confirm" | "asked to answer" | "delivered" | "returned" | "mentioned";
  recordId: string;
  subject: string;
  /** What happened and what is asked, in one or two sentences. */
  sentence: string;
  /** Where the deed is done: a path of `web/paths.ts`. */
  path: string;
  /** The button's words: "Confirm G-12". */
  verb: string;
};

const reasons: Record<Notice["kind"], string> = {
  "asked to confirm": "You get this because you are asked to confirm.",
  "asked to answer": "You get this because you are asked to answer.",
  delivered: "You get this because it was made for you.",
  returned: "You get this because it came back to you.",
  mentioned: "You get this because you are named in a comment.",
};

/** What a deputy can do in somebody's place. */
const deputed: readonly Notice["kind"][] = ["asked to confirm", "delivered"];

/** The mails that cannot wait for Monday. Nobody is told of their own deeds, or of what they may not see. */
export async function queueNotice(tx: Tx, deed: Deed, notice: Notice): Promise<void> {
  await tell(tx, deed, notice, reasons[notice.kind]);
  if (!deputed.includes(notice.kind)) return;
  for (const { deputyId, name } of await listStandInsFor(tx, notice.personId, deed.today))
    await tell(
      tx,
      deed,
      { ...notice, personId: deputyId, sentence: `For ${name}, whose deputy you are: ${notice.sentence}` },
      `You get this because you are the deputy of ${name}.`,
    );
}

async function tell(tx: Tx, deed: Deed, notice: Notice, why: string): Promise<void> {
  if (notice.personId === deed.by.id || notice.personId === deed.forId) return;
  const person = await findReachable(tx, notice.personId);
  const actor = person && (await findActor(tx, person.id, deed.today));
  if (!actor || isFolded(person, actor)) return;
  if (!(await visibleRecords(tx, actor, [notice.recordId])).has(notice.recordId)) return;
  await queueMail(tx, deed, {
    kind: "notice",
    period: noticePeriod(notice.recordId, notice.kind, deed.now),
    person,
    subject: notice.subject,
    ...composeMail("notice", noticeMail(deed, notice, why)),
  });
}

/** Somebody who gets the digest can have all of these in it: what needs them stands there first. */
export const isFolded = (person: PersonRow, { liaisonSide }: Pick<Actor, "liaisonSide">): boolean =>
  person.notices === "in the digest" &&
  (person.digest === "on" || (person.digest === "in term" && liaisonSide !== null));

const noticeMail = (deed: Deed, notice: Notice, why: string) => ({
  frame: {
    lang: deed.district.locale,
    subject: notice.subject,
    heading: notice.subject,
    lead: notice.sentence,
    source: deed.district.name,
    why: say(why),
  },
  verb: notice.verb,
  href: absolute(notice.path),
});
