import {
  bool,
  cents,
  choice,
  day,
  id,
  index,
  instant,
  int,
  json,
  primaryKey,
  real,
  table,
  text,
  uniqueIndex,
} from "../db/kit.ts";
import { records } from "../records/records.table.ts";
import type { Day } from "../shared/dates.ts";
import { roles, sides } from "../shared/deed.ts";
import { digestChoices, noticeChoices, quietWeeks } from "./people.rules.ts";

export const districts = table("districts", {
  id: id("id")
    .primaryKey()
    .references(() => records.id),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull(),
  fiscalYearStart: text("fiscal_year_start").notNull(),
  locale: text("locale").notNull(),
  hoursAWeek: int("hours_a_week").notNull(),
  lightsOnPercent: int("lights_on_percent").notNull().default(0),
  holidays: json<Day[]>("holidays").notNull(),
  /** What people call them: for whoever edits the list. */
  holidayNames: json<Record<Day, string>>("holiday_names").notNull().default({}),
  digestWeekday: int("digest_weekday").notNull(),
  digestTime: text("digest_time").notNull(),
  helpDeskUrl: text("help_desk_url"),
  twoKeysHours: real("two_keys_hours").notNull(),
  twoKeysCents: cents("two_keys_cents").notNull(),
  boardCents: cents("board_cents").notNull(),
  /** The liaison group; its own version, so that its page and the settings do not make each other stale. */
  groupName: text("group_name").notNull().default("The liaison group"),
  groupCharter: text("group_charter").notNull().default(""),
  /** A mailbox that all members read: each one's own address is not for everyone. */
  groupEmail: text("group_email").notNull().default(""),
  groupChairId: id("group_chair_id").references(() => records.id),
  groupVersion: int("group_version").notNull().default(1),
  /** Set by the example district's maker: what `seed` asks for before it adds made-up requests. */
  exampleAt: instant("example_at"),
});

export const people = table(
  "people",
  {
    id: id("id")
      .primaryKey()
      .references(() => records.id),
    name: text("name").notNull(),
    /** As typed; `emailKey` is what makes it one person. */
    email: text("email").notNull(),
    emailKey: text("email_key").notNull(),
    title: text("title").notNull(),
    role: choice("role", roles).notNull(),
    side: choice("side", sides),
    school: text("school").notNull(),
    hoursAWeek: real("hours_a_week").notNull(),
    isAdmin: bool("is_admin").notNull(),
    isApprover: bool("is_approver").notNull(),
    disabledAt: instant("disabled_at"),
    /** The mail server said that the address does not exist. */
    bouncedAt: instant("bounced_at"),
    digest: choice("digest", digestChoices).notNull(),
    quietWeek: choice("quiet_week", quietWeeks).notNull(),
    notices: choice("notices", noticeChoices).notNull().default("at once"),
    /** The record that this one was found to be a double of. */
    mergedIntoId: id("merged_into_id").references(() => records.id),
  },
  t => [uniqueIndex("people_email").on(t.emailKey), index("people_name").on(t.name, t.id)],
);

/** Liaison terms; both days belong to the term, in the district's zone. */
export const terms = table(
  "terms",
  {
    id: id("id").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    side: choice("side", sides).notNull(),
    from: day("from_day").notNull(),
    to: day("to_day").notNull(),
  },
  t => [index("terms_person").on(t.personId, t.from), index("terms_to").on(t.to, t.id)],
);

export const signInLinks = table(
  "sign_in_links",
  {
    /** SHA-256 of the secret in the link. */
    hash: text("hash").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    madeAt: instant("made_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    usedAt: instant("used_at"),
  },
  t => [index("sign_in_links_person").on(t.personId, t.madeAt)],
);

export const sessions = table(
  "sessions",
  {
    /** What a page may call it by. */
    id: id("id").notNull(),
    /** SHA-256 of the session's secret, which only the cookie holds. */
    hash: text("hash").primaryKey(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    madeAt: instant("made_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    endedAt: instant("ended_at"),
    device: text("device").notNull(),
  },
  t => [index("sessions_person").on(t.personId, t.seenAt, t.id), uniqueIndex("sessions_id").on(t.id)],
);

/** Forms that were answered: the same key again gets the same answer, and no second row. */
export const answeredForms = table(
  "answered_forms",
  {
    key: text("key").notNull(),
    personId: id("person_id")
      .notNull()
      .references(() => people.id),
    location: text("location").notNull(),
    at: instant("at").notNull(),
  },
  t => [primaryKey({ columns: [t.personId, t.key] }), index("answered_forms_at").on(t.at)],
);
