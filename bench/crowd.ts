import { Agent, request } from "node:http";

/** A process that asks for one page over many connections of one network, and over one of another, for some seconds. */
export type Crowd = {
  port: number;
  path: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
};

/** Milliseconds to the first byte, by who asked and what was answered: "flood 503". */
export type Waits = Record<string, number[]>;

const pauseMs = 50;

async function visit(crowd: Crowd, name: string, network: string, waits: Waits): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { port, path, seconds } = crowd;
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    await new Promise<void>(resolve => {
      const began = performance.now();
      const headers = { ...crowd.headers, "x-forwarded-for": network };
      const asked = request({ host: "127.0.0.1", port, path, headers, agent }, answer => {
        const key = `${name} ${answer.statusCode}`;
        waits[key] ??= [];
        waits[key].push(performance.now() - began);
        answer.resume().on("end", resolve).on("error", resolve);
      });
      asked.on("error", resolve).end();
    });
    await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
  agent.destroy();
}

process.on("message", async (crowd: Crowd) => {
  const waits: Waits = {};
  const flood = Array.from({ length: crowd.connections }, () => visit(crowd, "flood", "10.0.0.1", waits));
  await Promise.all([...flood, visit(crowd, "other", "10.9.9.9", waits)]);
  process.send?.(waits);
});
