import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";
import { buildApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { makeExample } from "../src/demo/demo.actions.ts";
import { emailOf, type Name } from "../src/demo/demo.cast.ts";
import { findPersonId } from "../src/demo/demo.queries.ts";
import type { Deps } from "../src/deps.ts";
import { getDistrict } from "../src/people/people.queries.ts";
import { makeSignInLink } from "../src/people/sign-in.actions.ts";
import { MovedClock } from "../src/shared/clock.ts";
import { dayOf } from "../src/shared/dates.ts";
import { commandLine } from "../src/shared/deed.ts";
import { closeDeps, openDeps } from "../src/start.ts";
import { paths } from "../src/web/paths.ts";

/** Always the same Monday, so that a picture changes only where the pages do. */
const monday = new Date("2026-11-23T16:00:00Z");
const docs = join(import.meta.dirname, "../docs");
const mostBytes = 200 * 1024;

type Picture = { file: string; who: Name; follow: string | null; height: number };

const pictures: Picture[] = [
  { file: "goal.png", who: "ana", follow: "Every child in kindergarten", height: 1080 },
  { file: "desk.png", who: "lin", follow: null, height: 960 },
];

async function linkFor(deps: Deps, name: Name): Promise<string> {
  const district = await getDistrict(deps.db.read);
  const now = deps.clock.now();
  const deed = { by: commandLine, now, today: dayOf(now, district.timeZone), district };
  const id = await findPersonId(deps.db.read, emailOf(name));
  if (!id) throw new Error(`The example has no ${name}.`);
  return paths.signInWith(await deps.db.write(tx => makeSignInLink(tx, deed, id, "handed")));
}

async function take(browser: Browser, deps: Deps, base: string, picture: Picture): Promise<void> {
  const { file, who, follow, height } = picture;
  const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: "light" });
  await page.goto(base + (await linkFor(deps, who)));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${base}/`);
  if (follow) {
    await page.goto(`${base}${paths.list("goal")}`);
    await page.getByRole("link", { name: follow }).first().click();
    await page.getByRole("heading", { level: 1, name: follow }).waitFor();
  }
  await page.evaluate("document.fonts.ready");
  const path = join(docs, file);
  await page.screenshot({ path });
  await page.close();
  const { size } = statSync(path);
  if (size > mostBytes) throw new Error(`${file} has ${size} bytes. Crop it, README loads it whole.`);
  console.log(`docs/${file}: ${Math.round(size / 1024)} KB`);
}

const folder = mkdtempSync(join(tmpdir(), "crosswalk-pictures-"));
const config = readConfig({
  DATABASE_URL: `file:${join(folder, "example.db")}`,
  DATA_DIR: folder,
  LOG_LEVEL: "warn",
});
const deps = await openDeps(config, { clock: new MovedClock(monday) });
await makeExample(deps);
const app = await buildApp(deps);
const base = await app.listen({ port: 0, host: "127.0.0.1" });
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: ["--no-sandbox"],
});
try {
  for (const picture of pictures) await take(browser, deps, base, picture);
} finally {
  await browser.close();
  await app.close();
  await closeDeps(deps);
  rmSync(folder, { recursive: true, force: true });
}
