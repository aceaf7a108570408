import * as cheerio from "cheerio";
import type { House } from "./app.ts";
import { type Answered, type Caller, callerFor, undoing } from "./caller.ts";
import { routesOf } from "./routes.ts";

export type Hunt = {
  words: readonly string[];
  /** Where to begin; links are followed from there. */
  starts: readonly string[];
  /** Records, each of whose addresses is also typed and posted to: "/goals/2". */
  records: readonly string[];
};

/** Reads everything that a person can reach: by links, by searching, by addresses typed by hand, by posts. */
export class Crawler {
  readonly visited = new Set<string>();
  readonly #found = new Map<string, string>();
  readonly #caller: Caller;
  readonly #house: House;

  private constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  static async as(house: House, personId: string): Promise<Crawler> {
    return new Crawler(house, await callerFor(house, personId));
  }

  /** Where each word was read first; of the posts, nothing is kept. */
  async hunt({ words, starts, records }: Hunt): Promise<Map<string, string>> {
    const { db } = this.#house.deps;
    this.#house.deps.db = undoing(db);
    try {
      await this.#follow(starts, words);
      for (const record of records) await this.#typeAddresses(record, words);
    } finally {
      this.#house.deps.db = db;
    }
    return this.#found;
  }

  async #follow(starts: readonly string[], words: readonly string[]): Promise<void> {
    const queue = [...starts];
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      if (this.visited.has(url)) continue;
      this.visited.add(url);
      const answer = await this.#caller.get(url);
      this.#read(`GET ${url}`, answer, words);
      queue.push(...linksIn(answer));
    }
  }

  async #typeAddresses(record: string, words: readonly string[]): Promise<void> {
    const pattern = record.replace(/\d+$/, ":number");
    for (const { method, path } of await routesOf(this.#house.app)) {
      if (path !== pattern && !path.startsWith(`${pattern}/`)) continue;
      const url = path.replace(pattern, record).replace(":position", "1");
      if (method === "GET" && this.visited.has(url)) continue;
      this.#read(`${method} ${url}`, await this.#caller.ask({ method, url, payload: "" }), words);
    }
  }

  #read(at: string, { body }: Answered, words: readonly string[]): void {
    const text = body.includes("&") ? cheerio.load(body).root().text() + body : body;
    for (const word of words) if (text.includes(word) && !this.#found.has(word)) this.#found.set(word, at);
  }
}

/** Where a page leads: its links, frames and filters; not to files, other sites, or another order of the same rows. */
function linksIn({ status, body, location }: Answered): string[] {
  if (status === 303) return [location];
  if (!body.includes("<a ")) return [];
  const $ = cheerio.load(body);
  return [...$("a[href]").toArray(), ...$("iframe[src]").toArray()]
    .map(each => ($(each).attr("href") ?? $(each).attr("src") ?? "").split("#")[0] ?? "")
    .map(href => href.replace("http://localhost:3000", ""))
    .filter(href => /^\/(?!assets|unsubscribe)/.test(href) && !/[?&](sort|after|next)=/.test(href));
}
