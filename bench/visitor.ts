import { Agent, request } from "node:http";

/**
 * A process that asks for pages, so that what asking costs does not count as what answering costs.
 * It is told an address, headers and how often, and says how many bytes the last answer had.
 */
export type Visit = { port: number; path: string; headers: Record<string, string>; times: number };

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const get = ({ port, path, headers }: Visit) =>
  new Promise<number>((resolve, reject) => {
    const asked = request({ port, path, headers, host: "127.0.0.1", agent }, answer => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () =>
        answer.statusCode === 200
          ? resolve(bytes)
          : reject(new Error(`${path} answered ${answer.statusCode}`)),
      );
    });
    asked.on("error", reject);
    asked.end();
  });

process.on("message", async (visit: Visit) => {
  let bytes = 0;
  for (let time = 0; time < visit.times; time += 1) bytes = await get(visit);
  process.send?.(bytes);
});
