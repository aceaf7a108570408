import { type Day, formatRange, formatShortDay } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { type Changes, changed, type Sentences } from "./sentence.ts";

type Nothing = Record<string, never>;

export type PeopleEvents = {
  "person added": { role: string };
  "person changed": { changes: Changes };
  "person joined": { invitedById: string };
  "person merged": { fromId: string; toId: string; records: number };
  "person disabled": Nothing;
  "person enabled": Nothing;
  "person link made": Nothing;
  "person signed in": { device: string; way: string };
  "person signed out": Nothing;
  "session ended": { device: string };
  "other sessions ended": Nothing;
  "passkey added": Nothing;
  "passkey removed": Nothing;
  "passkey refused": Nothing;
  "identity connected": Nothing;
  "identity disconnected": Nothing;
  "people invited": { names: string[]; count: number; role: string };
  "invitation sent again": { name: string };
  "invitation withdrawn": { name: string };
  "seats handed over": { toId: string; count: number };
  "list exported": { list: string; filter: string };
  "leave noted": { from: Day; to: Day };
  "leave dropped": { from: Day; to: Day };
  "term given": { side: Side; from: Day; to: Day };
  "term ended": { side: Side; to: Day };
  /** `entries`: by number, the hash of what each redacted entry of the history says now. */
  "words removed": { reason: string; places: number; entries: Record<string, string> };
  "deputy named": { deputyId: string; from: Day; to: Day };
  "deputy ended": { deputyId: string };
  "group changed": { changes: Changes };
  "digest choice changed": { changes: Changes };
  "district made": { name: string };
  "district changed": { changes: Changes };
  "file imported": { kind: string; file: string; checked: number; imported: number };
  "past taken out": { file: string; rows: number };
};

/** With the year: a history is read in others. */
const days = (from: Day, to: Day): string => formatRange(from, to, "");

export const peopleSentences: Sentences<PeopleEvents> = {
  "person added": ({ role }, it) => ["added ", it, `, ${role}`],
  "person changed": ({ changes }, it) => ["changed ", it, `, ${changed(changes)}`],
  "person joined": ({ invitedById }) => ["joined, invited by ", { id: invitedById }],
  "person merged": ({ fromId, toId, records }) => [
    "merged ",
    { id: fromId },
    " into ",
    { id: toId },
    `, with ${records} ${records === 1 ? "record" : "records"}`,
  ],
  "person disabled": (_, it) => ["disabled ", it],
  "person enabled": (_, it) => ["enabled ", it, " again"],
  "person link made": (_, it) => ["made a sign-in link for ", it],
  "person signed in": ({ device, way }) => [`signed in by ${way}${device === "" ? "" : `, with ${device}`}`],
  "person signed out": () => ["signed out"],
  "session ended": ({ device }) => [`signed out a device${device === "" ? "" : `, ${device}`}`],
  "other sessions ended": () => ["signed out all other devices"],
  "passkey added": () => ["added a passkey"],
  "passkey removed": () => ["removed a passkey"],
  "passkey refused": () => ["refused a passkey that looks like a copy"],
  "identity connected": () => ["connected single sign-on"],
  "identity disconnected": () => ["disconnected single sign-on"],
  "people invited": ({ names, count, role }) => [
    `invited ${names.join(", ")}${count > names.length ? ` and ${count - names.length} more` : ""} as ${role}`,
  ],
  "invitation sent again": ({ name }) => [`sent the invitation of ${name} again`],
  "invitation withdrawn": ({ name }) => [`withdrew the invitation of ${name}`],
  "seats handed over": ({ toId, count }, it) => [
    `handed ${count} ${count === 1 ? "seat" : "seats"} of `,
    it,
    " to ",
    { id: toId },
  ],
  "list exported": ({ list, filter }) => [`took ${list} as CSV${filter === "" ? "" : `, ${filter}`}`],
  "leave noted": ({ from, to }, it) => ["noted leave of ", it, `, ${days(from, to)}`],
  "leave dropped": ({ from, to }, it) => ["took out the leave of ", it, `, ${days(from, to)}`],
  "term given": ({ side, from, to }, it) => ["made ", it, ` liaison for ${side}, ${days(from, to)}`],
  "term ended": ({ side, to }, it) => ["ended the term of ", it, ` for ${side} on ${formatShortDay(to, "")}`],
  "words removed": ({ reason, places }, it) => [
    "removed words from ",
    it,
    `, in ${places} ${places === 1 ? "place" : "places"}: “${reason}”`,
  ],
  "deputy named": ({ deputyId, from, to }) => ["named ", { id: deputyId }, ` as deputy, ${days(from, to)}`],
  "deputy ended": ({ deputyId }) => ["ended the deputyship of ", { id: deputyId }],
  "group changed": ({ changes }) => [`changed the liaison group, ${changed(changes)}`],
  "digest choice changed": ({ changes }, it) => ["changed the digest of ", it, `, ${changed(changes)}`],
  "district made": ({ name }) => [`made the district ${name}`],
  "district changed": ({ changes }, it) => ["changed the settings of ", it, `, ${changed(changes)}`],
  "file imported": ({ kind, file, checked, imported }) => [
    `imported ${kind} from ${file}: ${imported} of ${checked} rows were new`,
  ],
  "past taken out": ({ file, rows }) => [
    `took the ${rows.toLocaleString("en-US")} finished tasks of ${file} out of the past again`,
  ],
};
