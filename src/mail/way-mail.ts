import type { Tx } from "../db/database.ts";
import { formatInstant } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { paths } from "../web/paths.ts";
import { say } from "../web/sentence.ts";
import { composeMail } from "./compose.ts";
import { absolute } from "./links.ts";
import { queueMail } from "./outbox.actions.ts";
import { findReachable } from "./outbox.queries.ts";

/** A way to sign in that came or went, and what it is called. */
type Way = {
  what:
    | "passkey added"
    | "passkey removed"
    | "passkey copied"
    | "single sign-on connected"
    | "single sign-on ended";
  /** The passkey's name, where it has one. */
  name?: string;
  /** What the browser says it is; it may say nothing. */
  device: string;
};

const subjects: Record<Way["what"], string> = {
  "passkey added": "A passkey can sign you in from now on",
  "passkey removed": "A passkey no longer signs you in",
  "passkey copied": "A passkey of yours was refused",
  "single sign-on connected": "Single sign-on can sign you in from now on",
  "single sign-on ended": "Single sign-on is disconnected",
};

function leadOf({ what, name, device }: Way, at: string): string {
  const by = `${at}${device === "" ? "" : `, on ${device}`}`;
  const wasNot = "If it was not you, sign out your other devices and tell an administrator.";
  const called = name ? `“${name}”` : "It";
  switch (what) {
    case "passkey added":
      return `${called} was added ${by}. If it was not you, remove it, sign out your other devices and tell an administrator.`;
    case "passkey removed":
      return `${called} was removed ${by}. ${wasNot}`;
    case "passkey copied":
      return `${called} was used ${by}, and looked like a copy, so nobody was signed in. Remove it and add a new one.`;
    case "single sign-on connected":
      return `It was connected ${by}. If it was not you, disconnect it, sign out your other devices and tell an administrator.`;
    case "single sign-on ended":
      return `It was disconnected ${by}. ${wasNot}`;
  }
}

/** Goes out at once whatever mail the person chose, to the one who may not have done it. */
export async function tellOfWay(tx: Tx, deed: Deed, personId: string, way: Way): Promise<void> {
  const person = await findReachable(tx, personId);
  if (!person) return;
  const subject = subjects[way.what];
  const { timeZone, locale, name } = deed.district;
  const mail = composeMail("notice", {
    frame: {
      ...{ lang: locale, subject, heading: subject, source: name },
      lead: leadOf(way, formatInstant(deed.now, timeZone, deed.today)),
      why: say("You get this because it says how you sign in. It always comes."),
    },
    verb: "See how you sign in",
    href: absolute(paths.passkeys),
  });
  await queueMail(tx, deed, { kind: "notice", period: `${way.what} ${newId()}`, person, subject, ...mail });
}
