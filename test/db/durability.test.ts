import { expect, test } from "vitest";
import { nextLine, startChild } from "../support/child.ts";
import { emptyDatabaseUrl } from "../support/database.ts";
import { makeAccounts, namesIn } from "./accounts.ts";

test("every write that was acknowledged is there after kill -9", async () => {
  const url = await emptyDatabaseUrl();
  const db = await makeAccounts(url);
  const child = startChild("test/db/child-writer.ts", url);
  const acknowledged: string[] = [];
  while (acknowledged.length < 50) acknowledged.push(await nextLine(child));
  child.process.kill("SIGKILL");
  for (let line = await child.lines.next(); !line.done; line = await child.lines.next())
    acknowledged.push(line.value);
  await child.ended;
  const there = await namesIn(db);
  expect(acknowledged.filter(name => !there.includes(name))).toEqual([]);
  expect(there.length - acknowledged.length).toBeLessThanOrEqual(1);
});
