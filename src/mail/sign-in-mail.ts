import type { Tx } from "../db/database.ts";
import type { PersonRow } from "../people/people.queries.ts";
import { mailedLinkMinutes } from "../people/people.rules.ts";
import { formatTime } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { sha256 } from "../shared/ids.ts";
import { paths, withQuery } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import { composeMail } from "./compose.ts";
import { absolute } from "./links.ts";
import { queueMail } from "./outbox.actions.ts";

/**
 * A link that signs in, to an address that marked itself as bouncing too: who asks is there now.
 * The secret stands in the mail's words, which the sender blanks once the mail is out or dead.
 */
export async function queueSignInMail(
  tx: Tx,
  deed: Deed,
  { person, secret, next }: { person: PersonRow; secret: string; next: string },
): Promise<void> {
  const ends = new Date(deed.now.getTime() + mailedLinkMinutes * 60_000);
  const subject = "Your link to sign in to Crosswalk";
  const mail = composeMail("sign-in", {
    frame: {
      lang: deed.district.locale,
      subject,
      heading: "Sign in to Crosswalk",
      lead: `The link works once, until ${formatTime(ends, deed.district.timeZone)}.`,
      source: deed.district.name,
      why: say(
        "Somebody asked for this link with your address. If it was not you, do nothing: nobody gets in without it.",
      ),
    },
    href: absolute(withQuery(paths.signInWith(secret), { next: next === paths.desk ? null : next })),
  });
  await queueMail(tx, deed, { kind: "sign in", period: sha256(secret), person, subject, ...mail });
}
