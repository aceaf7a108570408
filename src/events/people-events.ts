import type { Day } from "../shared/dates.ts";
import type { Side } from "../shared/deed.ts";
import { type Changes, changed, type Sentences } from "./sentence.ts";

type Nothing = Record<string, never>;

export type PeopleEvents = {
  "person added": { role: string };
  "person changed": { changes: Changes };
  "person disabled": Nothing;
  "person enabled": Nothing;
  "person link made": Nothing;
  "person signed in": { device: string };
  "person signed out": Nothing;
  "term given": { side: Side; from: Day; to: Day };
  "term ended": { side: Side; to: Day };
  "digest choice changed": { changes: Changes };
  "district made": { name: string };
  "district changed": { changes: Changes };
  "file imported": { kind: string; file: string; checked: number; imported: number };
};

export const peopleSentences: Sentences<PeopleEvents> = {
  "person added": ({ role }, it) => ["added ", it, `, ${role}`],
  "person changed": ({ changes }, it) => ["changed ", it, `, ${changed(changes)}`],
  "person disabled": (_, it) => ["disabled ", it],
  "person enabled": (_, it) => ["enabled ", it, " again"],
  "person link made": (_, it) => ["made a sign-in link for ", it],
  "person signed in": ({ device }) => [`signed in${device === "" ? "" : ` on ${device}`}`],
  "person signed out": () => ["signed out"],
  "term given": ({ side, from, to }, it) => ["made ", it, ` liaison for ${side}, ${from} to ${to}`],
  "term ended": ({ side, to }, it) => ["ended the term of ", it, ` for ${side} on ${to}`],
  "digest choice changed": ({ changes }, it) => ["changed the digest of ", it, `, ${changed(changes)}`],
  "district made": (_, it) => ["made the district ", it],
  "district changed": ({ changes }, it) => ["changed the settings of ", it, `, ${changed(changes)}`],
  "file imported": ({ kind, file, checked, imported }) => [
    `imported ${kind} from ${file}: ${imported} of ${checked} rows were new`,
  ],
};
