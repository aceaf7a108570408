import { changeRecord } from "../src/records/records.actions.ts";
import { getRecord } from "../src/records/records.queries.ts";
import { listPage } from "../src/requests/list.queries.ts";
import type { BenchDistrict } from "./district.ts";
import { districtOf } from "./district.ts";
import { inTurn, line, repeated } from "./measure.ts";

/**
 * A change of a request with its history row, at 1,000 and at 100,000, on SQLite:
 * node --import ./src/preload.js bench/deeds.ts
 */
async function changeIn({ deps, deed }: BenchDistrict) {
  const by = await deed();
  const [first] = await listPage(deps.db.read, by.by, { sort: "number" }, 1);
  if (!first) throw new Error("there are no requests");
  let title = first.title;
  return () =>
    deps.db.write(async tx => {
      const seen = await getRecord(tx, by.by, "request", first.number);
      const changes = { title: [title, `${title}.`] as [string, string] };
      title = title.length < 60 ? `${title}.` : first.title;
      await changeRecord(tx, by, seen, { title }, { kind: "request edited", data: { changes } });
    });
}

const small = await districtOf(1_000);
const large = await districtOf(100_000);
const times = await inTurn(
  { small: repeated(await changeIn(small)), large: repeated(await changeIn(large)) },
  20,
);
line("1,000 requests: a change", times.small);
line("100,000 requests: a change, beside that", times.large, times.small);
await small.close();
await large.close();
