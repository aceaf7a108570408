import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Read } from "../src/db/database.ts";
import { sqlitePath } from "../src/db/open.ts";
import { sqliteBuilder } from "../src/db/sqlite-builder.ts";
import { emailOf } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import { findActor } from "../src/people/people.queries.ts";
import { listPage } from "../src/requests/list.queries.ts";
import { requestListPage } from "../src/requests/requests-list.pages.ts";
import { layoutView } from "../src/web/layout.ts";
import { rowsKept } from "../src/web/list.ts";
import { pageOfRows } from "../src/web/pager.ts";
import { pageSize } from "../src/web/paging.ts";
import { paths } from "../src/web/paths.ts";
import { makeRenderer } from "../src/web/render.ts";
import { type BenchDistrict, districtOf, signedIn } from "./district.ts";
import { inTurn, line, repeated, visitorOf, type Work } from "./measure.ts";

/**
 * The list of requests at 1,000 and at 100,000, beside the bare prepared query and the compiled template, on SQLite:
 * node --import ./src/preload.js bench/lists.ts
 */
const who = "dana";
const url = "/requests";

/** The page keeps what it rendered of rows that it has shown; what it is measured by keeps nothing. */
const { renderPage } = makeRenderer([join(import.meta.dirname, "../views")], {
  checked: () => false,
  keeps: false,
});

/** The statement that the page sends, prepared by hand, and the view that the page makes of its rows. */
async function bareOf(district: BenchDistrict) {
  const raw = new Sqlite(sqlitePath(district.databaseUrl), { readonly: true });
  const sent: { sql: string; params: unknown[] }[] = [];
  const recorder: Read = sqliteBuilder(async (sql, params, shape) => {
    sent.push({ sql, params });
    return raw
      .prepare(sql)
      .raw(shape === "arrays")
      .all(...params);
  });
  const deed = await district.deed();
  const id = await findPersonId(district.deps.db.read, emailOf(who));
  const actor = id && (await findActor(district.deps.db.read, id, deed.today));
  if (!actor) throw new Error(`${who} is not here`);
  const found = await listPage(recorder, actor, { sort: "changed" }, pageSize + 1);
  const [statement] = sent;
  if (!statement || sent.length > 1) throw new Error("the list takes more than one statement");
  const paging = { sort: "changed", after: null, from: 1, isCsv: false } as const;
  const words = { state: null, kind: null, goal: null, person: null, q: null };
  const page = pageOfRows(found, row => row, { path: paths.list("request"), query: words, paging });
  const { today, district: house } = deed;
  const view = requestListPage({
    ...page,
    words,
    person: null,
    sort: "changed",
    actor,
    today,
    zone: house.timeZone,
  });
  const layout = layoutView({
    person: { name: actor.name, side: actor.side, role: actor.role, isAdmin: false, isLiaison: false },
    district: { name: house.name, locale: house.locale, liaisonHref: null },
    path: url,
  });
  const prepared = raw.prepare(statement.sql).raw();
  return {
    query: () => prepared.all(...statement.params),
    template: () => renderPage("requests/list", view, layout),
  };
}

/** What sending so many bytes costs where nothing makes them. */
async function bareAnswer(html: string) {
  const server = createServer((_, answer) => answer.end(Buffer.from(html)));
  return visitorOf({
    async listen({ port, host }) {
      server.listen(port, host);
      await once(server, "listening");
      const address = server.address();
      return `http://${host}:${typeof address === "object" ? address?.port : ""}`;
    },
  });
}

/** Pages of the list one after another, more rows than are kept, so that each is new when it comes round again. */
async function farPages(district: BenchDistrict): Promise<string[]> {
  const { app, headers } = await signedIn(district, who);
  const all = [url];
  while (all.length < 2 * (rowsKept / pageSize)) {
    const { body } = await app.inject({ url: all.at(-1) ?? url, headers });
    const [, next] = /href="([^"]*)"[^>]*>Next page/.exec(body) ?? [];
    if (!next) break;
    all.push(next.replaceAll("&amp;", "&"));
  }
  await app.close();
  return all;
}

async function pageOf(district: BenchDistrict) {
  const { app, headers } = await signedIn(district, who);
  return { headers, visitor: await visitorOf(app) };
}

const small = await districtOf(1_000);
const large = await districtOf(100_000);
const [bareSmall, bareLarge] = [await bareOf(small), await bareOf(large)];
const [pageSmall, pageLarge] = [await pageOf(small), await pageOf(large)];
const answering = await bareAnswer(String(bareSmall.template()));
const far = await farPages(large);
let turn = 0;
const visitsTo =
  ({ headers, visitor }: Awaited<ReturnType<typeof pageOf>>): Work =>
  times =>
    visitor.visit(url, headers, times);
const times = await inTurn(
  {
    querySmall: repeated(bareSmall.query),
    queryLarge: repeated(bareLarge.query),
    templateSmall: repeated(bareSmall.template),
    templateLarge: repeated(bareLarge.template),
    answer: times => answering.visit(url, {}, times),
    pageSmall: visitsTo(pageSmall),
    pageLarge: visitsTo(pageLarge),
    newRows: async times => {
      for (let time = 0; time < times; time += 1, turn += 1)
        await pageLarge.visitor.visit(far[turn % far.length] ?? url, pageLarge.headers, 1);
    },
  },
  40,
);
const bareOfSmall = times.querySmall + times.templateSmall;
const bareOfLarge = times.queryLarge + times.templateLarge;
line("1,000 requests: the bare prepared query", times.querySmall);
line("1,000 requests: the compiled template", times.templateSmall);
line("1,000 requests: the page, beside both", times.pageSmall, bareOfSmall);
line("1,000 requests: the page, beside both and a bare answer", times.pageSmall, bareOfSmall + times.answer);
line("100,000 requests: the bare prepared query", times.queryLarge, times.querySmall);
line("100,000 requests: the compiled template", times.templateLarge, times.templateSmall);
line("100,000 requests: the page, beside both", times.pageLarge, bareOfLarge);
line(
  "100,000 requests: the page, beside both and a bare answer",
  times.pageLarge,
  bareOfLarge + times.answer,
);
line("100,000 requests: a page of rows not shown lately, beside both", times.newRows, bareOfLarge);
line("a bare Node server's answer with the same bytes", times.answer);
line("100,000 requests: the page, beside that of 1,000", times.pageLarge, times.pageSmall);
for (const visitor of [pageSmall.visitor, pageLarge.visitor, answering]) visitor.leave();
await small.close();
await large.close();
process.exit(0);
