import { bool, cents, id, index, instant, json, table, text, uniqueIndex } from "../db/kit.ts";
import { people } from "../people/people.table.ts";

export const passkeys = table(
  "passkeys",
  {
    id: id("id").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    /** As the authenticator names it, base64url. */
    credentialId: text("credential_id").notNull(),
    /** What it calls its person: who they were when it was made, if two records of them were merged since. */
    handle: text("handle").notNull(),
    /** COSE, base64url. The private half never leaves the authenticator. */
    publicKey: text("public_key").notNull(),
    /** How often it signed, as it says itself; up to 2^32, and always 0 for one that is kept in several places. */
    counter: cents("counter").notNull(),
    transports: json<string[]>("transports").notNull(),
    isBackedUp: bool("is_backed_up").notNull(),
    madeAt: instant("made_at").notNull(),
    usedAt: instant("used_at"),
  },
  t => [
    uniqueIndex("passkeys_credential").on(t.credentialId),
    index("passkeys_person").on(t.personId, t.madeAt, t.id),
  ],
);
