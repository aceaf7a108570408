import { canonical } from "../shared/canonical.ts";
import type { Deed } from "../shared/deed.ts";
import { newId, newSecret, sha256 } from "../shared/ids.ts";
import type { NewEvent } from "./event-kinds.ts";

/** The part of a records row that each event vouches for. */
export type RecordState = {
  id: string;
  kind: string;
  number: number;
  title: string;
  state: string;
  due: string | null;
  audience: string;
  version: number;
};

export const stateHashOf = (r: RecordState): string =>
  sha256(canonical([r.id, r.kind, r.number, r.title, r.state, r.due, r.audience, r.version]));

export const dataHashOf = (salt: string, data: unknown): string => sha256(salt + canonical(data));

/** Of what stands in an entry after a redaction: no secret, so it needs no salt. */
export const textHashOf = (data: unknown): string => sha256(canonical(data));

type Linked = {
  id: string;
  recordId: string;
  sequence: number;
  kind: string;
  at: Date;
  by: string;
  byId: string | null;
  forId: string | null;
  dataHash: string;
  stateHash: string;
};

/** SHA-256 over the hash before and all columns but the texts, which stand for themselves by `dataHash`. */
export const linkHash = (before: string, e: Linked): string =>
  sha256(
    canonical([
      before,
      e.id,
      e.recordId,
      e.sequence,
      e.kind,
      e.at.toISOString(),
      e.by,
      e.byId,
      e.forId,
      e.dataHash,
      e.stateHash,
    ]),
  );

/** The head of a chain with no links. */
export const firstHead = "";

type Doer = Pick<Deed, "by" | "now" | "forId">;

/** The row of the next link; `state` is the record as the event leaves it. */
export function link(
  head: { eventCount: number; eventHead: string },
  deed: Doer,
  state: RecordState,
  event: NewEvent,
) {
  const salt = newSecret();
  const row = {
    id: newId(),
    recordId: state.id,
    sequence: head.eventCount + 1,
    kind: event.kind,
    at: deed.now,
    by: doerOf(deed),
    byId: deed.by.id,
    forId: deed.forId && deed.forId !== deed.by.id ? deed.forId : null,
    data: event.data as Record<string, unknown>,
    salt,
    dataHash: dataHashOf(salt, event.data),
    stateHash: stateHashOf(state),
  };
  return { ...row, hash: linkHash(head.eventHead, row) };
}

function doerOf({ by }: Doer): "person" | "the command line" | "time" {
  if (by.id !== null) return "person";
  return by.name === "the command line" ? "the command line" : "time";
}
