import type { Day } from "./dates.ts";

export const sides = ["leadership", "technology", "educators"] as const;
export type Side = (typeof sides)[number];

export const roles = ["viewer", "educator", "leader", "technologist", "finance"] as const;
export type Role = (typeof roles)[number];

/** Who does it. Rights of a liaison exist only while `liaisonSide` is set: inside a running term. */
export type Actor = {
  /** null for the command line and for time. */
  id: string | null;
  name: string;
  role: Role | "system";
  side: Side | null;
  isAdmin: boolean;
  isApprover: boolean;
  liaisonSide: Side | null;
  /** Whom they are deputy for today, each with the rights of today. */
  standsFor?: readonly Person[];
};

export type Person = Actor & { id: string; role: Role };

const system = (name: string): Actor => ({
  id: null,
  name,
  role: "system",
  side: null,
  isAdmin: false,
  isApprover: false,
  liaisonSide: null,
});

export const commandLine = system("the command line");
/** What happens by itself: a deferral that ends, a delivery that nobody disputed. */
export const time = system("Crosswalk");

export type District = {
  /** The record that carries the district's history; null while there is none yet. */
  id: string;
  name: string;
  timeZone: string;
  /** Month and day, "07-01". */
  fiscalYearStart: string;
  locale: string;
  hoursAWeek: number;
  /** What share of technology's hours keeps the lights on, 0 to 100. */
  lightsOnPercent: number;
  holidays: readonly Day[];
  /** ISO weekday, 1 is Monday. */
  digestWeekday: number;
  /** Wall-clock time in the district's zone, "07:00". */
  digestTime: string;
  helpDeskUrl: string | null;
  /** Above either, a commitment takes two keys. */
  twoKeysHours: number;
  twoKeysCents: number;
  /** Above it, a budget decision names the day of the board meeting. */
  boardCents: number;
};

/** What a verb needs beside its input: one who and one now for all rows that it writes. */
export type Deed = {
  by: Actor;
  now: Date;
  today: Day;
  district: District;
  /** Whom the doer types or stands for; the history names both. */
  forId?: string;
};
