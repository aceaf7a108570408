import type { Tx } from "../db/database.ts";
import { forbidden } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import { composeMail } from "./compose.ts";
import { absolute } from "./links.ts";
import { queueMail } from "./outbox.actions.ts";
import { findPerson } from "./outbox.queries.ts";

/** A mail to the administrator who asks, to see whether mail arrives and what it looks like. */
export async function queueTestMail(tx: Tx, deed: Deed): Promise<void> {
  const person = deed.by.id && (await findPerson(tx, deed.by.id));
  if (!person) throw forbidden("Only a person with an address can get a test mail.");
  const subject = "Mail from Crosswalk arrives";
  const mail = composeMail("notice", {
    frame: {
      lang: deed.district.locale,
      subject,
      heading: subject,
      lead: "This is the test mail that you asked for. If you can read it, links and notices reach people too.",
      source: deed.district.name,
      why: say("You get this because you pressed “Send a test mail to me”."),
    },
    verb: "Open the list of mails",
    href: absolute(paths.mail),
  });
  await queueMail(tx, deed, { kind: "test", period: newId(), person, subject, ...mail });
}
