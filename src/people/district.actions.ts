import { and, eq } from "drizzle-orm";
import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { addEvent, changeRecord, refuseStale } from "../records/records.actions.ts";
import { conflict, invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import type { DistrictInput } from "./district.rules.ts";
import { weekdayWords } from "./district.rules.ts";
import type { GroupInput } from "./group.rules.ts";
import { readHolidays } from "./holidays.rules.ts";
import { requireRunsDistrict } from "./people.actions.ts";
import { type DistrictRow, findDistrict, findPersonById, getPersonRecord } from "./people.queries.ts";
import { districts } from "./people.table.ts";
import { listComingTerms } from "./people-list.queries.ts";

type Settings = Omit<DistrictRow, "id" | "locale" | "exampleAt" | `group${string}`>;

/** @throws invalid where the list of holidays cannot be read */
function settingsOf(input: DistrictInput): Settings {
  const read = readHolidays(input.holidays ?? "");
  if (read.problem !== null) throw invalid(read.problem);
  return {
    ...input,
    holidays: read.holidays.map(({ day }) => day),
    holidayNames: Object.fromEntries(read.holidays.map(({ day, name }) => [day, name])),
    digestWeekday: Number(input.digestWeekday),
    helpDeskUrl: input.helpDeskUrl ?? null,
  };
}

const weekdayOf = (day: number): string =>
  Object.entries(weekdayWords).find(([value]) => Number(value) === day)?.[1] ?? String(day);

/** Each setting in words, so that old and new compare as a person reads them. */
const told = (settings: Settings): [field: string, value: string][] => [
  ["name", settings.name],
  ["time zone", settings.timeZone],
  ["fiscal year starts", settings.fiscalYearStart],
  ["holidays", settings.holidays.map(day => `${day} ${settings.holidayNames[day] ?? ""}`.trim()).join(", ")],
  ["help desk", settings.helpDeskUrl ?? "none"],
  ["digest day", weekdayOf(settings.digestWeekday)],
  ["digest hour", settings.digestTime],
  ["working hours a week", String(settings.hoursAWeek)],
  ["keeping the lights on", `${settings.lightsOnPercent} %`],
  ["two keys above these hours", String(settings.twoKeysHours)],
  ["two keys above this cost", formatCents(settings.twoKeysCents)],
  ["the board decides above", formatCents(settings.boardCents)],
];

function changesOf(before: Settings, after: Settings): Changes {
  const now = new Map(told(after));
  return Object.fromEntries(
    told(before)
      .filter(([field, old]) => old !== now.get(field))
      .map(([field, old]): [string, [string, string]] =>
        field === "holidays" ? [field, holidaysMoved(before, after)] : [field, [old, now.get(field) ?? ""]],
      ),
  );
}

/** A list of forty days twice says nothing: what went and what came does. */
function holidaysMoved(before: Settings, after: Settings): [string, string] {
  const only = (one: Settings, other: Settings) =>
    one.holidays
      .filter(day => !other.holidays.includes(day) || other.holidayNames[day] !== one.holidayNames[day])
      .map(day => `${day} ${one.holidayNames[day] ?? ""}`.trim())
      .join(", ") || "none";
  return [only(before, after), only(after, before)];
}

async function getRow(tx: Tx): Promise<DistrictRow> {
  const row = await findDistrict(tx);
  if (!row) throw invalid("There is no district to change yet.");
  return row;
}

/** Keeps the district's settings; the same ones again leave no trace. @throws conflict where they changed meanwhile */
export async function changeDistrict(
  tx: Tx,
  deed: Deed,
  input: DistrictInput,
  version: number | null,
): Promise<void> {
  requireRunsDistrict(deed);
  const before = await getRow(tx);
  const record = await getPersonRecord(tx, before.id);
  refuseStale(record, version);
  const settings = settingsOf(input);
  const changes = changesOf(before, settings);
  if (Object.keys(changes).length === 0) return;
  await changeRecord(
    tx,
    deed,
    record,
    { title: settings.name, words: "" },
    { kind: "district changed", data: { changes } },
  );
  await tx.update(districts).set(settings).where(eq(districts.id, before.id));
}

/** Keeps what the liaison group is called, what it is for, and who chairs it. @throws conflict */
export async function changeGroup(
  tx: Tx,
  deed: Deed,
  input: GroupInput,
  version: number | null,
): Promise<void> {
  requireRunsDistrict(deed);
  const before = await getRow(tx);
  const next = {
    groupName: input.name,
    groupCharter: input.charter ?? "",
    groupEmail: input.address ?? "",
    groupChairId: input.chair ?? null,
  };
  if (next.groupChairId !== null && next.groupChairId !== before.groupChairId)
    await requireMember(tx, deed, next.groupChairId);
  const names = await namesOf(tx, [before.groupChairId, next.groupChairId]);
  const pairs: [string, string, string][] = [
    ["name", before.groupName, next.groupName],
    ["charter", before.groupCharter, next.groupCharter],
    ["mailbox", before.groupEmail, next.groupEmail],
    ["chair", names[0] ?? "nobody", names[1] ?? "nobody"],
  ];
  const changes: Changes = Object.fromEntries(
    pairs.filter(([, old, now]) => old !== now).map(([field, old, now]) => [field, [old, now]]),
  );
  if (version !== null && version !== before.groupVersion) throw conflict(changedMeanwhile);
  if (Object.keys(changes).length === 0) return;
  const [kept] = await tx
    .update(districts)
    .set({ ...next, groupVersion: before.groupVersion + 1 })
    .where(and(eq(districts.id, before.id), eq(districts.groupVersion, before.groupVersion)))
    .returning();
  if (!kept) throw conflict(changedMeanwhile);
  await addEvent(tx, deed, await getPersonRecord(tx, before.id), {
    kind: "group changed",
    data: { changes },
  });
}

async function requireMember(tx: Tx, deed: Deed, unsafeId: string): Promise<void> {
  const members = await listComingTerms(tx, deed.today);
  if (!members.some(({ personId }) => personId === unsafeId))
    throw invalid("The chair is one of those who hold a term now or later. Choose again.");
}

const changedMeanwhile = "This changed while you wrote. Compare what is there now with what you wrote.";

async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<(string | null)[]> {
  const names: (string | null)[] = [];
  for (const id of ids) names.push(id === null ? null : ((await findPersonById(tx, id))?.name ?? null));
  return names;
}
