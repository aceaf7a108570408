import type { EventKind } from "../events/event-kinds.ts";
import { decidedKinds, movedKinds, saidKinds } from "../events/news.rules.ts";
import type { Audience } from "../records/records.rules.ts";

/** What a mail that cannot wait for the digest is for. */
export type Ask =
  | "asked to confirm"
  | "asked to decide"
  | "asked to answer"
  | "delivered"
  | "returned"
  | "mentioned";

/** What a deputy can do in somebody's place. */
export const deputedAsks: readonly Ask[] = ["asked to confirm", "delivered"];

/** Somebody to whom a deed speaks, beside those who follow its record. */
export type Addressed = { personId: string; as: Ask };

/** What a deed tells, and to whom: what the page says of it and what is mailed both come from here. */
export type Telling = {
  /** With the readers that it has once the deed is done. */
  record: { id: string; audience: Audience };
  to: readonly Addressed[];
  /** The entry that it leaves in the history; null where that depends on what is typed. */
  event: EventKind | null;
};

/** How word reaches somebody: by a mail now, in the next digest, or on their desk when they come. */
export type Way = "now" | "digest" | "desk";

export type ToldPerson = {
  id: string;
  name: string;
  way: Way;
  as: Ask;
  /** Who was addressed: they themselves, or the one whose deputy they are. */
  of: string;
  inPlaceOf: string | null;
};

export type Told = {
  named: ToldPerson[];
  /** Named in the words, but not among those who may see the record. */
  unseen: string[];
  /** What stands behind an @ and names nobody. */
  nobody: string[];
  /** Followers besides. */
  followers: { digest: number; desk: number };
  /** Liaisons hear in their digest of whatever moves, also of what they do not follow. */
  group: boolean;
};

const moves = new Set<EventKind>([...movedKinds, ...decidedKinds]);
const isSaid = new Set<EventKind>(saidKinds);

/** Followers find it in their digest and on their desk. */
export const isNews = (event: EventKind | null): boolean =>
  event !== null && (moves.has(event) || isSaid.has(event));

/** The liaison group does, whatever each of them follows. */
export const isNewsOfGroup = (event: EventKind | null): boolean => event !== null && moves.has(event);
