import type { PeopleEvents } from "./people-events.ts";

/** What was done to people, terms, settings, sign-ins and exports, by what an administrator asks for. */
export const auditTopics = {
  people: [
    "person added",
    "person changed",
    "person disabled",
    "person enabled",
    "person merged",
    "person joined",
    "people invited",
    "invitation sent again",
    "invitation withdrawn",
    "file imported",
    "past taken out",
    "seats handed over",
    "leave noted",
    "leave dropped",
  ],
  terms: ["term given", "term ended", "deputy named", "deputy ended", "group changed"],
  settings: ["district made", "district changed"],
  "sign-ins": [
    "person link made",
    "person signed in",
    "person signed out",
    "session ended",
    "other sessions ended",
    "passkey added",
    "passkey removed",
    "passkey refused",
    "identity connected",
    "identity disconnected",
  ],
  exports: ["list exported"],
  redactions: ["words removed"],
  "own choices": ["digest choice changed"],
} as const satisfies Record<string, readonly (keyof PeopleEvents)[]>;

export type AuditTopic = keyof typeof auditTopics;
export const auditTopicNames = Object.keys(auditTopics) as AuditTopic[];

export type AuditKind = (typeof auditTopics)[AuditTopic][number];

export const auditKinds: readonly AuditKind[] = Object.values(auditTopics).flat();

/** In the words of the events' indexes, so that both engines see that a query means their rows: a new kind is a migration. */
export const auditClause = `kind in (${auditKinds.map(kind => `'${kind}'`).join(", ")})`;

/** A kind of people's events that stands under no topic does not compile. */
const unlisted: Record<Exclude<keyof PeopleEvents, AuditKind>, never> = {};
void unlisted;
