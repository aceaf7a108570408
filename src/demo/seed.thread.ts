import { Worker } from "node:worker_threads";
import type { Made, Share } from "./seed.share.ts";

/** Has another thread make a share on SQLite, with connections of its own. */
export function startShare(databaseUrl: string, share: Share, progress: (made: Made) => void) {
  const worker = new Worker(new URL("./seed.worker.ts", import.meta.url), {
    workerData: { engine: "sqlite", databaseUrl, share },
  });
  worker.on("message", progress);
  const done = new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => resolve());
  });
  return { done, end: () => worker.terminate() };
}
