import type { Database, Tx } from "../../src/db/database.ts";
import { makeSignInLink } from "../../src/people/sign-in.actions.ts";
import type { House } from "./app.ts";

export type Fields = Record<string, string | readonly string[]>;
export type Answered = { status: number; body: string; location: string };

type Asked = {
  method: "GET" | "POST" | "PUT";
  url: string;
  payload?: string | Buffer;
  headers?: Record<string, string>;
};

export const formType = "application/x-www-form-urlencoded";

export const encoded = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  ).toString();

/** Somebody who talks to the app without its pages: any method, any body, and no redirect is followed. */
export class Caller {
  readonly house: House;
  readonly #cookie: string;

  constructor(house: House, cookie = "") {
    this.house = house;
    this.#cookie = cookie;
  }

  async ask({ method, url, payload, headers }: Asked): Promise<Answered> {
    const response = await this.house.app.inject({
      method,
      url,
      headers: {
        host: "localhost:3000",
        "sec-fetch-site": "same-origin",
        cookie: this.#cookie,
        ...(payload === undefined ? {} : { "content-type": formType }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      status: response.statusCode,
      body: response.body,
      location: String(response.headers.location ?? ""),
    };
  }

  get(url: string): Promise<Answered> {
    return this.ask({ method: "GET", url });
  }

  post(url: string, fields: Fields = {}): Promise<Answered> {
    return this.ask({ method: "POST", url, payload: encoded(fields) });
  }

  async upload(url: string, fields: Record<string, string>, file: File): Promise<Answered> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("file", file);
    const sent = new Response(form);
    const headers = { "content-type": sent.headers.get("content-type") ?? "" };
    return this.ask({ method: "POST", url, payload: Buffer.from(await sent.arrayBuffer()), headers });
  }
}

/** A person signed in by a link, whoever they are. */
export async function callerFor(house: House, personId: string): Promise<Caller> {
  const deed = await house.cast.deed("ada", house.deps.clock.now().toISOString());
  const secret = await house.deps.db.write(tx => makeSignInLink(tx, deed, personId, "handed"));
  const response = await house.app.inject({
    method: "POST",
    url: `/sign-in/${secret}`,
    headers: { host: "localhost:3000", "content-type": formType },
    payload: "",
  });
  const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return new Caller(house, cookie);
}

/** A door whose writes are done, answered and then rolled back: a verb can be tried again and again on one thing. */
export function undoing(db: Database): Database {
  return {
    ...db,
    async write<T>(work: (tx: Tx) => Promise<T>, options = {}): Promise<T> {
      const undo = new Error("done, and undone");
      const answers: { answer: T }[] = [];
      try {
        await db.write(async tx => {
          answers.push({ answer: await work(tx) });
          throw undo;
        }, options);
      } catch (error) {
        const [done] = answers;
        if (error === undo && done) return done.answer;
        throw error;
      }
      throw undo;
    },
  };
}
