import type { Tx } from "../db/database.ts";
import { listSeats } from "../records/records.queries.ts";
import type { Deed } from "../shared/deed.ts";
import { listAddressed } from "../told/told.queries.ts";
import type { Ask, Telling, ToldPerson } from "../told/told.rules.ts";
import { say } from "../web/sentence.ts";
import { composeMail } from "./compose.ts";
import { absolute } from "./links.ts";
import { queueMail } from "./outbox.actions.ts";
import { noticePeriod } from "./outbox.rules.ts";

export type NoticeWords = {
  subject: string;
  /** What happened and what is asked, in one or two sentences. */
  sentence: string;
  /** Where the deed is done: a path of `web/paths.ts`. */
  path: string;
  /** The button's words: "Confirm G-12". */
  verb: string;
};

const reasons: Record<Ask, string> = {
  "asked to confirm": "You get this because you are asked to confirm.",
  "asked to decide": "You get this because you are asked to see to it that it is decided.",
  "asked to answer": "You get this because you are asked to answer.",
  delivered: "You get this because it was made for you.",
  returned: "You get this because it came back to you.",
  mentioned: "You get this because you are named in a comment.",
};

/**
 * The mails of a deed that cannot wait for Monday: to those of its telling whose way is now, with words for whom each
 * was addressed to. The page names the same people before the deed.
 */
export async function queueNotices(
  tx: Tx,
  deed: Deed,
  { record, to }: Pick<Telling, "record" | "to">,
  wordsFor: (personId: string) => NoticeWords,
): Promise<void> {
  if (to.length === 0) return;
  const seated = new Set((await listSeats(tx, [record.id])).map(({ personId }) => personId));
  for (const told of await listAddressed(tx, deed, record, to, seated)) {
    if (told.way !== "now") continue;
    const words = wordsFor(told.of);
    await queueMail(tx, deed, {
      kind: "notice",
      period: noticePeriod(record.id, told.as, deed.now),
      person: told.person,
      subject: words.subject,
      ...composeMail("notice", noticeMail(deed, words, told)),
    });
  }
}

const noticeMail = (deed: Deed, notice: NoticeWords, { as, inPlaceOf }: ToldPerson) => ({
  frame: {
    lang: deed.district.locale,
    subject: notice.subject,
    heading: notice.subject,
    lead: inPlaceOf === null ? notice.sentence : `For ${inPlaceOf}, whose deputy you are: ${notice.sentence}`,
    source: deed.district.name,
    why: say(inPlaceOf === null ? reasons[as] : `You get this because you are the deputy of ${inPlaceOf}.`),
  },
  verb: notice.verb,
  href: absolute(notice.path),
});
