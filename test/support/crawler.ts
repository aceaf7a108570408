import type { House } from "./app.ts";
import { type Answered, type Caller, callerFor, undoing } from "./caller.ts";
import { type Route, routesOf } from "./routes.ts";

export type Hunt = {
  words: readonly string[];
  /** Where to begin; links are followed from there. */
  starts: readonly string[];
  /** Records, each of whose addresses is also typed and posted to: "/goals/2". */
  records: readonly string[];
  /** More of the same kinds, of which the pages alone are read. */
  twins: readonly string[];
};

/** Reads everything that a person can reach: by links, by searching, by addresses typed by hand, by posts. */
export class Crawler {
  readonly visited = new Set<string>();
  readonly #found = new Map<string, string>();
  readonly #caller: Caller;
  readonly #house: House;
  readonly #routes: readonly Route[];

  private constructor(house: House, caller: Caller, routes: readonly Route[]) {
    this.#house = house;
    this.#caller = caller;
    this.#routes = routes;
  }

  static async as(house: House, personId: string): Promise<Crawler> {
    return new Crawler(house, await callerFor(house, personId), await routesOf(house.app));
  }

  /** Where each word was read first; of the posts, nothing is kept. */
  async hunt({ words: wanted, starts, records, twins }: Hunt): Promise<Map<string, string>> {
    const words = new RegExp(wanted.map(word => word.replaceAll(".", "\\.")).join("|"), "g");
    const { db } = this.#house.deps;
    this.#house.deps.db = undoing(db);
    try {
      await this.#follow(starts, words);
      for (const record of records) await this.#typeAddresses(record, words, ["GET", "POST"]);
      for (const record of twins) await this.#typeAddresses(record, words, ["GET"]);
    } finally {
      this.#house.deps.db = db;
    }
    return this.#found;
  }

  async #follow(starts: readonly string[], words: RegExp): Promise<void> {
    const queue = [...starts];
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      if (this.visited.has(url)) continue;
      this.visited.add(url);
      const answer = await this.#caller.get(url);
      this.#read(`GET ${url}`, answer, words);
      queue.push(...linksIn(answer));
    }
  }

  async #typeAddresses(record: string, words: RegExp, methods: readonly Route["method"][]): Promise<void> {
    const pattern = record.replace(/\d+$/, ":number");
    for (const { method, path } of this.#routes) {
      if (!methods.includes(method) || (path !== pattern && !path.startsWith(`${pattern}/`))) continue;
      const url = path.replace(pattern, record).replace(":position", "1");
      if (method === "GET" && this.visited.has(url)) continue;
      this.#read(`${method} ${url}`, await this.#caller.ask({ method, url, payload: "" }), words);
    }
  }

  /** Words of letters and digits look the same in markup; one that a tag splits is found without the tags. */
  #read(at: string, { body }: Answered, words: RegExp): void {
    const text = body.includes("<") ? `${body} ${body.replace(/<[^>]*>/g, "")}` : body;
    for (const [word] of text.matchAll(words)) if (!this.#found.has(word)) this.#found.set(word, at);
  }
}

const entities: Record<string, string> = { amp: "&", quot: '"', lt: "<", gt: ">" };
const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (all, code, name) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (entities[name] ?? all),
  );

/** Where a page leads: its links, frames and filters; not to files, other sites, or another order of the same rows. Read as text, which takes a tenth of what a parser does. */
function linksIn({ status, body, location }: Answered): string[] {
  if (status === 303) return [location];
  return (
    [...body.matchAll(/<(?:a|iframe)\s(?:[^>]*\s)?(?:href|src)="([^"]*)/g)]
      .map(([, href = ""]) => plain(href).replace("http://localhost:3000", "").split("#")[0] ?? "")
      .filter(href => /^\/(?!assets|unsubscribe)/.test(href) && !/[?&](sort|after|next)=/.test(href))
      // Each year leads to the next.
      .filter(href => !/[?&]year=(?!202[6-9])/.test(href))
  );
}
