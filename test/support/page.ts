import * as cheerio from "cheerio";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import type { House } from "./app.ts";
import type { Name } from "./cast.ts";

type Values = Record<string, string | string[]>;
type Payload = { type: string; bytes: Buffer };

/** A browser without scripts: keeps cookies, follows redirects, and can only send forms that a page shows. */
export class Visitor {
  readonly #house: Pick<House, "app">;
  readonly #cookies = new Map<string, string>();

  constructor(house: Pick<House, "app">) {
    this.#house = house;
  }

  async #send(method: "GET" | "POST", url: string, payload?: Payload, isFollowing = true): Promise<Page> {
    const response = await this.#house.app.inject({
      method,
      url,
      headers: {
        host: "localhost:3000",
        "sec-fetch-site": "same-origin",
        cookie: this.cookie,
        ...(payload ? { "content-type": payload.type } : {}),
      },
      ...(payload ? { payload: payload.bytes } : {}),
    });
    for (const { name, value } of response.cookies)
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    const { location } = response.headers;
    if (isFollowing && response.statusCode === 303 && typeof location === "string")
      return this.#send("GET", location);
    return new Page(this, url, response.statusCode, response.body, response.headers);
  }

  /** As the browser sends it. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get(url: string): Promise<Page> {
    return this.#send("GET", url);
  }

  /** Where this leads is read, and not followed. */
  see(url: string): Promise<Page> {
    return this.#send("GET", url, undefined, false);
  }

  /** A thief's way: what another browser holds. */
  takeCookie(from: Visitor, ...names: string[]): void {
    for (const name of names) this.#cookies.set(name, from.#cookies.get(name) ?? "");
  }

  /** For what no page offers: a post made by hand. */
  async post(url: string, fields: Values | FormData = {}): Promise<Page> {
    return this.#send("POST", url, await payloadOf(fields instanceof FormData ? fields : encoded(fields)));
  }
}

/** As a browser would send it. */
async function payloadOf(body: URLSearchParams | FormData): Promise<Payload> {
  const made = new Response(body);
  return { type: made.headers.get("content-type") ?? "", bytes: Buffer.from(await made.arrayBuffer()) };
}

const encoded = (fields: Values): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  );

export class Page {
  readonly $: cheerio.CheerioAPI;
  readonly url: string;
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, unknown>;
  readonly #visitor: Visitor;

  constructor(visitor: Visitor, url: string, status: number, body: string, headers: Record<string, unknown>) {
    this.#visitor = visitor;
    this.url = url;
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.$ = cheerio.load(body);
  }

  /** Where it leads, if it was not followed. */
  get location(): string {
    return String(this.headers.location ?? "");
  }

  get heading(): string {
    return words(this.$("h1").text());
  }

  /** All that a person reads in the page's own part. */
  get text(): string {
    return words(this.$("main").text());
  }

  get errors(): string[] {
    return this.$(".error-summary li")
      .map((_, item) => words(this.$(item).text()))
      .get();
  }

  links(label: string): string[] {
    return this.$("main a")
      .filter((_, item) => words(this.$(item).text()) === label)
      .map((_, item) => this.$(item).attr("href") ?? "")
      .get();
  }

  buttons(): string[] {
    return this.$("main button, main a.button")
      .map((_, item) => words(this.$(item).text()))
      .get();
  }

  /** The form with this button. @throws where the page has none: a missing form cannot pass. */
  form(button: string): Form {
    const found = this.$("form")
      .filter((_, item) =>
        this.$(item)
          .find("button")
          .toArray()
          .some(each => words(this.$(each).text()) === button),
      )
      .first();
    if (found.length === 0) throw new Error(`${this.url} has no form with the button “${button}”`);
    return new Form(this, this.#visitor, found, button);
  }
}

const words = (text: string): string => text.replace(/\s+/g, " ").trim();

export class Form {
  readonly #page: Page;
  readonly #visitor: Visitor;
  readonly #form: ReturnType<cheerio.CheerioAPI>;
  readonly #button: string;

  constructor(page: Page, visitor: Visitor, form: ReturnType<cheerio.CheerioAPI>, button: string) {
    this.#page = page;
    this.#visitor = visitor;
    this.#form = form;
    this.#button = button;
  }

  /** Every field as the page holds it, changed by label ("Title"), then sent by the form's button. */
  submit(byLabel: Values = {}): Promise<Page> {
    const fields = this.fields();
    for (const [label, value] of Object.entries(byLabel)) {
      const name = this.#nameOf(label);
      fields[name] = [value].flat().flatMap(one => this.#valueOf(name, one));
    }
    return this.#visitor.post(this.#form.attr("action") ?? this.#page.url, fields);
  }

  /** Sends the form with a file in the field of this label; null where none was chosen. */
  upload(label: string, file: { name: string; bytes: Uint8Array<ArrayBuffer> } | null): Promise<Page> {
    const body = new FormData();
    for (const [name, values] of Object.entries(this.fields()))
      for (const value of values) body.append(name, value);
    const { name = "", bytes = new Uint8Array() } = file ?? {};
    body.append(this.#nameOf(label), new Blob([bytes]), name);
    return this.#visitor.post(this.#form.attr("action") ?? this.#page.url, body);
  }

  fields(): Record<string, string[]> {
    const { $ } = this.#page;
    const fields: Record<string, string[]> = {};
    for (const { name, value } of this.#form.serializeArray())
      fields[name] = [...(fields[name] ?? []), value];
    const button = this.#form
      .find("button[name]")
      .toArray()
      .find(each => words($(each).text()) === this.#button);
    if (button) fields[$(button).attr("name") ?? ""] = [$(button).attr("value") ?? ""];
    return fields;
  }

  #nameOf(label: string): string {
    const { $ } = this.#page;
    const isIt = (text: string) => words(text).replace(/ \(optional\)$/, "") === label;
    const labelled = this.#form
      .find("label")
      .toArray()
      .find(each => isIt($(each).text()));
    const legend = this.#form
      .find("legend")
      .toArray()
      .find(each => isIt($(each).text()));
    const field = legend
      ? $(legend).closest("fieldset").find("[name]").first()
      : this.#form.find(`[id="${labelled ? $(labelled).attr("for") : ""}"]`);
    const name = field.attr("name");
    if (!name) throw new Error(`the form “${this.#button}” has no field “${label}”`);
    return name;
  }

  /** A choice is said by its words, as a person sees it. */
  #valueOf(name: string, said: string): string {
    const { $ } = this.#page;
    const field = this.#form.find(`[name="${name}"]`);
    const option = field
      .find("option")
      .toArray()
      .find(each => words($(each).text()) === said);
    if (option) return $(option).attr("value") ?? "";
    const chosen = field.toArray().find(each => {
      const id = $(each).attr("id");
      return id !== undefined && words(this.#form.find(`label[for="${id}"]`).text()) === said;
    });
    return chosen && $(chosen).is("[type=radio], [type=checkbox]") ? ($(chosen).attr("value") ?? "") : said;
  }
}

/** Someone who is not signed in. */
export const stranger = (house: Pick<House, "app">): Visitor => new Visitor(house);

/** One of the cast, signed in by a link and its button. */
export async function visit(house: House, name: Name): Promise<Visitor> {
  const visitor = new Visitor(house);
  const deed = await house.cast.deed(name, house.deps.clock.now().toISOString());
  const secret = await house.deps.db.write(tx => makeSignInLink(tx, deed, house.cast.id[name], "handed"));
  const page = await visitor.get(`/sign-in/${secret}`);
  await page.form("Sign in").submit();
  return visitor;
}
