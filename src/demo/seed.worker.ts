import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../db/open.ts";
import { seedShare } from "./seed.share.ts";

const db = await openDatabase(workerData);
try {
  await seedShare(db, workerData.share, made => parentPort?.postMessage(made));
} finally {
  await db.close();
}
