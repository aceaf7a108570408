import { once } from "node:events";
import { connect, type Socket } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { describe, expect, test } from "vitest";
import { type Crowd, holdCrowds, usualCrowd } from "../../src/web/crowd.ts";
import { Turns } from "../../src/web/turns.ts";
import { makeHouse } from "../support/app.ts";
import { afterFile } from "../support/database.ts";

function bare(): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, trustProxy: true });
  afterFile(() => app.close());
  return app;
}

describe("a flood", () => {
  const gate = () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    return { promise, open: () => resolve("done") };
  };

  async function held(crowd: Crowd | null) {
    const { promise, open } = gate();
    const app = bare();
    if (crowd) holdCrowds(app, crowd);
    app.get("/slow", () => promise);
    app.get("/healthz", { config: { anyHost: true } }, async () => "up");
    await app.ready();
    // Sent at once: by itself an injected request waits until somebody waits for it.
    const from = async (ip: string, url = "/slow") => app.inject({ url, headers: { "x-forwarded-for": ip } });
    return { open, from };
  }

  test("from one address is answered 503 at once, with when to come back, while others are served", async () => {
    const { open, from } = await held({ ofOne: 3, inAll: 6 });
    const waiting = [1, 2, 3].map(() => from("10.0.0.1"));
    const start = performance.now();
    const refused = await Promise.all(Array.from({ length: 200 }, () => from("10.0.0.1")));
    expect(performance.now() - start).toBeLessThan(2000);
    expect(new Set(refused.map(({ statusCode }) => statusCode))).toEqual(new Set([503]));
    expect(refused[0]?.headers["retry-after"]).toBe("5");
    expect(refused[0]?.body).toContain("<h1>Crosswalk is busy</h1>");
    const other = from("10.0.0.2");
    open();
    expect((await Promise.all([...waiting, other])).map(({ statusCode }) => statusCode)).toEqual([
      200, 200, 200, 200,
    ]);
    // Whoever left makes room.
    expect((await from("10.0.0.1")).statusCode).toBe(200);
  });

  test("from everywhere is answered so too, and a probe still passes", async () => {
    const { open, from } = await held({ ofOne: 3, inAll: 4 });
    const waiting = [1, 2, 3, 4].map(each => from(`10.0.${each}.1`));
    const start = performance.now();
    expect((await from("10.0.9.9")).statusCode).toBe(503);
    expect(performance.now() - start).toBeLessThan(2000);
    expect((await from("10.0.9.9", "/healthz")).statusCode).toBe(200);
    open();
    await Promise.all(waiting);
  });

  test("without the gate waits for ever: the control", async () => {
    const { open, from } = await held(null);
    const waiting = Array.from({ length: 20 }, () => from("10.0.0.1"));
    const first = await Promise.race([...waiting.map(each => each.then(() => "answered")), turn()]);
    expect(first).toBe("waiting");
    open();
    await Promise.all(waiting);
  });
});

/** All that can happen at once has happened. */
const turn = () => new Promise<string>(resolve => setImmediate(() => setImmediate(() => resolve("waiting"))));

/** Work that never waits, as a page's on SQLite. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

type Answer = { from: string; status: number; ms: number };

/** Asks over a connection of its own; the order of answers is that of the list. */
function asking(port: number, answers: Answer[], host = "localhost") {
  return (from: string, path = "/page"): { socket: Socket; answered: Promise<unknown> } => {
    const start = performance.now();
    const socket = connect(port, "127.0.0.1");
    socket.setEncoding("latin1").on("error", () => {});
    const head = [`GET ${path} HTTP/1.1`, `Host: ${host}`, `X-Forwarded-For: ${from}`];
    socket.write(`${head.join("\r\n")}\r\nConnection: close\r\n\r\n`);
    socket.once("data", (text: string) =>
      answers.push({ from, status: Number(text.slice(9, 12)), ms: performance.now() - start }),
    );
    return { socket, answered: once(socket, "close") };
  };
}

const listening = async (app: FastifyInstance) =>
  Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** A flood of new connections, and right after it one of somebody else: how many pages went out before theirs. */
async function flooded(crowd: Crowd | null, flood: number) {
  const app = bare();
  if (crowd) holdCrowds(app, crowd);
  app.get("/page", async () => {
    work(1);
    return "a page";
  });
  const answers: Answer[] = [];
  const ask = asking(await listening(app), answers);
  const asked = Array.from({ length: flood }, () => ask("10.0.0.1"));
  await Promise.all([...asked, ask("10.0.0.2")].map(({ answered }) => answered));
  const other = answers.findIndex(({ from }) => from === "10.0.0.2");
  const served = answers.filter(({ from, status }) => from === "10.0.0.1" && status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  return {
    ...{ served, refused, other: answers[other] },
    before: answers.slice(0, other).filter(({ status }) => status === 200).length,
  };
}

describe("a flood over real connections", () => {
  const flood = 240;

  test("is refused at once but for its share, and somebody else is served before it", async () => {
    const { served, refused, other, before } = await flooded({ ofOne: 40, inAll: 80 }, flood);
    expect(served.length + refused.length).toBe(flood);
    expect(served.length).toBeGreaterThanOrEqual(40);
    // A page that goes out while the flood still comes makes room for another.
    expect(served.length).toBeLessThan(80);
    expect(other?.status).toBe(200);
    expect(before).toBeLessThan(40);
    const ms = (answers: Answer[]) => median(answers.map(answer => answer.ms));
    expect(ms(refused)).toBeLessThan(ms(served));
  });

  test("without the gate is served whole, before anybody else: the control", async () => {
    const { served, refused, before } = await flooded(null, flood);
    expect([served.length, refused.length]).toEqual([flood, 0]);
    expect(before).toBeGreaterThan(flood * 0.9);
  });

  test("of the app itself ends in 503 for the most, and in no error, with somebody else served", async () => {
    const { app } = await makeHouse({ TRUST_PROXY: "127.0.0.1" });
    const answers: Answer[] = [];
    const ask = asking(await listening(app), answers, "localhost:3000");
    const asked = Array.from({ length: 3 * usualCrowd.ofOne }, () => ask("10.0.0.1", "/sign-in"));
    await Promise.all([...asked, ask("10.0.0.2", "/sign-in")].map(({ answered }) => answered));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses.filter(status => status === 503).length).toBeGreaterThan(usualCrowd.ofOne);
    expect(answers.find(({ from }) => from === "10.0.0.2")?.status).toBe(200);
  });

  test("is worked for no more where it hung up", async () => {
    const app = bare();
    holdCrowds(app, { ofOne: 40, inAll: 80 });
    const asked: Socket[] = [];
    let pages = 0;
    app.get("/page", async () => {
      pages += 1;
      for (const socket of asked) socket.destroy();
      work(5);
      return "a page";
    });
    app.get("/last", async () => "the last");
    const ask = asking(await listening(app), []);
    const all = Array.from({ length: 20 }, () => ask("10.0.0.1"));
    asked.push(...all.map(({ socket }) => socket));
    await Promise.all(all.map(({ answered }) => answered));
    await ask("10.0.0.1", "/last").answered;
    expect(pages).toBeLessThan(5);
  });
});

describe("turns", () => {
  test("go round by network, in the order of coming", async () => {
    const turns = new Turns();
    const order: string[] = [];
    const come = (network: string, name: string) => turns.take(network).then(() => order.push(name));
    await Promise.all([come("a", "a1"), come("a", "a2"), come("a", "a3"), come("b", "b1"), come("c", "c1")]);
    expect(order).toEqual(["a1", "b1", "c1", "a2", "a3"]);
    await come("a", "a4");
    expect(order.at(-1)).toBe("a4");
  });
});
