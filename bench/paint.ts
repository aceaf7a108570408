import unpacked from "@sparticuz/chromium";
import { chromium, type Page } from "playwright-core";
import { districtOf, signedIn } from "./district.ts";

/**
 * When a phone first shows something of a page, in Chromium with a phone's network and processor, with nothing in its
 * cache and again: node --import ./src/preload.js bench/paint.ts
 */
const who = "dana";
const pages = ["/", "/goals", "/goals/1", "/requests", "/requests/1", "/work", "/budget", "/triage"];
/** What Chrome's developer tools call "Fast 4G" and a mid-tier phone. */
const kilobit = 1024 / 8;
const network = { latency: 60, downloadThroughput: 9_000 * kilobit, uploadThroughput: 1_500 * kilobit };
const slowdown = 4;
const rounds = 5;

const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

async function firstPaint(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "load" });
  // The page's own words, not this program's types.
  const painted = `new Promise(resolve => new PerformanceObserver(list =>
    list.getEntriesByName("first-contentful-paint").forEach(({ startTime }) => resolve(startTime))
  ).observe({ type: "paint", buffered: true }))`;
  return page.evaluate<number>(painted);
}

for (const requests of [1_000, 100_000]) {
  const district = await districtOf(requests);
  const { app, headers } = await signedIn(district, who);
  const base = await app.listen({ port: 0, host: "127.0.0.1" });
  const browser = await chromium.launch({
    executablePath: await unpacked.executablePath(),
    args: ["--no-sandbox"],
  });
  for (const path of pages) {
    const [first, again] = [[] as number[], [] as number[]];
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
      const cookies = headers.cookie.split("; ").map(each => each.split("="));
      await context.addCookies(cookies.map(([name = "", value = ""]) => ({ name, value, url: base })));
      const page = await context.newPage();
      const tools = await context.newCDPSession(page);
      await tools.send("Network.emulateNetworkConditions", { offline: false, ...network });
      await tools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
      first.push(await firstPaint(page, base + path));
      again.push(await firstPaint(page, base + path));
      await context.close();
    }
    console.log(
      `${requests.toLocaleString("en-US").padStart(7)} requests, ${path.padEnd(12)} ` +
        `first paint ${median(first).toFixed(0).padStart(5)} ms, again ${median(again).toFixed(0).padStart(5)} ms`,
    );
  }
  await browser.close();
  await app.close();
  await district.close();
}
