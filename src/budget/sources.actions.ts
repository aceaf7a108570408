import type { Tx } from "../db/database.ts";
import type { Changes } from "../events/sentence.ts";
import { changeRecord, createRecord, type RecordRow, refuseStale } from "../records/records.actions.ts";
import { conflict, forbidden } from "../shared/app-error.ts";
import { fiscalYearName } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { formatCents } from "../shared/money.ts";
import {
  findSourceByCode,
  getSource,
  insertSource,
  listHoldings,
  putAmount,
  type Source,
  type SourceRow,
  updateSource,
} from "./sources.queries.ts";
import { type AmountInput, canManageSources, type SourceInput } from "./sources.rules.ts";

export const whoManages = "Only finance can change funding sources.";

function requireFinance(deed: Deed): void {
  if (!canManageSources(deed.by)) throw forbidden(whoManages);
}

async function refuseKnownCode(tx: Tx, code: string, ownId: string | null): Promise<void> {
  const known = await findSourceByCode(tx, code);
  if (known && known.id !== ownId)
    throw conflict(`The code “${code}” is ${known.name} already. Enter another.`);
}

async function insert(tx: Tx, deed: Deed, row: Omit<SourceRow, "id">): Promise<Source> {
  const record = await createRecord(
    tx,
    deed,
    {
      kind: "source",
      title: row.name,
      state: "open",
      audience: "everyone",
      words: `${row.code}\n${row.allowedUses}`,
    },
    { kind: "source made", data: { name: row.name } },
  );
  const source = { ...row, id: record.id };
  await insertSource(tx, source);
  return { ...source, record };
}

/** Makes a funding source; what it holds is set for each fiscal year. */
export async function makeSource(tx: Tx, deed: Deed, input: SourceInput): Promise<Source> {
  requireFinance(deed);
  await refuseKnownCode(tx, input.code, null);
  return insert(tx, deed, { ...input, allowedUses: input.allowedUses ?? "", planKey: null });
}

export async function changeSource(
  tx: Tx,
  deed: Deed,
  input: SourceInput & { number: number; version: number | null },
): Promise<RecordRow> {
  const source = await getSource(tx, deed.by, input.number);
  requireFinance(deed);
  refuseStale(source.record, input.version);
  await refuseKnownCode(tx, input.code, source.id);
  const next = {
    name: input.name,
    code: input.code,
    level: input.level,
    allowedUses: input.allowedUses ?? "",
  };
  const changes = changesOf(source, next);
  if (Object.keys(changes).length === 0) return source.record;
  await updateSource(tx, source.id, next);
  return changeRecord(
    tx,
    deed,
    source.record,
    { title: next.name, words: `${next.code}\n${next.allowedUses}` },
    { kind: "source changed", data: { changes } },
  );
}

type Texts = Pick<SourceRow, "name" | "code" | "level" | "allowedUses">;

function changesOf(before: Texts, after: Texts): Changes {
  const pairs: [string, string, string][] = [
    ["Name", before.name, after.name],
    ["Code", before.code, after.code],
    ["Level", before.level, after.level],
    ["Allowed uses", before.allowedUses, after.allowedUses],
  ];
  return Object.fromEntries(
    pairs.filter(([, old, now]) => old !== now).map(([field, old, now]) => [field, [old, now]]),
  );
}

/** Sets what a source holds in a fiscal year, with a reason that shows. @throws conflict below what is reserved */
export async function setSourceAmount(
  tx: Tx,
  deed: Deed,
  {
    number,
    version = null,
    fiscalYear,
    cents,
    reason,
  }: AmountInput & { number: number; version?: number | null },
): Promise<RecordRow> {
  const source = await getSource(tx, deed.by, number);
  requireFinance(deed);
  refuseStale(source.record, version);
  const holding = (await listHoldings(tx, [source.id])).find(each => each.fiscalYear === fiscalYear);
  const reserved = holding?.reservedCents ?? 0;
  const year = fiscalYearName(fiscalYear, deed.district.fiscalYearStart);
  if (cents < reserved)
    throw conflict(
      `${formatCents(reserved)} of ${source.name} is reserved in ${year}. Enter at least that, or close what holds it.`,
    );
  await putAmount(tx, { sourceId: source.id, fiscalYear, cents, reason });
  return changeRecord(
    tx,
    deed,
    source.record,
    {},
    {
      kind: "source amount set",
      data: { fiscalYear, before: holding?.amountCents ?? 0, after: cents, reason },
    },
  );
}
