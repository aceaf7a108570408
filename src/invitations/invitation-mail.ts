import type { Tx } from "../db/database.ts";
import { composeMail } from "../mail/compose.ts";
import { absolute } from "../mail/links.ts";
import { queueMail } from "../mail/outbox.actions.ts";
import { dayOf, formatDay } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import type { InvitationRow } from "./invitations.queries.ts";

/** Who invites, to what, and the link; its words go from the outbox once it is out, like those of a sign-in link. */
export async function queueInvitationMail(
  tx: Tx,
  deed: Deed,
  { row, secret }: { row: InvitationRow; secret: string },
): Promise<void> {
  const { district, by, today } = deed;
  const subject = `${by.name} invites you to Crosswalk`;
  const lastDay = formatDay(dayOf(row.endsAt, district.timeZone), today);
  const mail = composeMail("notice", {
    frame: {
      lang: district.locale,
      subject,
      heading: `Come to Crosswalk, ${row.name}`,
      lead: `${by.name} of ${district.name} invites you. Crosswalk is where the district’s leaders and its technology team share goals and requests. The link works once, until ${lastDay}.`,
      source: district.name,
      why: say(
        `You get this because ${by.name} typed your address. If you do not know why, do nothing: no account is made without you.`,
      ),
    },
    verb: "Accept the invitation",
    href: absolute(paths.join(secret)),
  });
  await queueMail(tx, deed, {
    kind: "invitation",
    period: row.hash,
    person: { id: null, name: row.name, email: row.email },
    subject,
    ...mail,
  });
}
