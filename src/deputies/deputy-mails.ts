import type { Tx } from "../db/database.ts";
import { composeMail } from "../mail/compose.ts";
import { absolute } from "../mail/links.ts";
import { queueMail } from "../mail/outbox.actions.ts";
import { findReachable } from "../mail/outbox.queries.ts";
import { type Day, formatRange } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import { deputyWords } from "./deputies.rules.ts";

type Named = { id: string; name: string };
type Told = { id: string; self: Named; deputy: Named; from: Day; to: Day; what: "named" | "ended" };
type Words = { subject: string; lead: string; verb: string };

function wordsFor({ self, deputy, from, to, what }: Told, isDeputy: boolean, today: Day): Words {
  const days = formatRange(from, to, today);
  if (what === "ended")
    return isDeputy
      ? {
          subject: `You no longer stand in for ${self.name}`,
          lead: `${self.name} ended it. From now on you act for yourself alone.`,
          verb: "See whom you stand in for",
        }
      : {
          subject: `${deputy.name} is no longer your deputy`,
          lead: "You ended it. What waits for you waits for you alone again.",
          verb: "See your deputies",
        };
  return isDeputy
    ? {
        subject: `You stand in for ${self.name}, ${days}`,
        lead: `${self.name} named you as deputy. In those days you can ${deputyWords}, in their place. The history names both of you.`,
        verb: "See whom you stand in for",
      }
    : {
        subject: `${deputy.name} is your deputy, ${days}`,
        lead: `You named ${deputy.name}. In those days they can ${deputyWords}, in your place. If it was not you, end it and sign out your other devices.`,
        verb: "See your deputies",
      };
}

/** Both know, the one who named too: so that nobody is stood in for behind their back. */
export async function tellBoth(tx: Tx, deed: Deed, told: Told): Promise<void> {
  for (const { id } of [told.self, told.deputy]) {
    const person = await findReachable(tx, id);
    if (!person) continue;
    const { subject, lead, verb } = wordsFor(told, id === told.deputy.id, deed.today);
    const mail = composeMail("notice", {
      frame: {
        lang: deed.district.locale,
        subject,
        heading: subject,
        lead,
        source: deed.district.name,
        why: say("You get this because it says who acts in whose place."),
      },
      verb,
      href: absolute(paths.deputies),
    });
    await queueMail(tx, deed, {
      kind: "notice",
      period: `deputy ${told.what} ${told.id}`,
      person,
      subject,
      ...mail,
    });
  }
}
