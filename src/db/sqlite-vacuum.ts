import { workerData } from "node:worker_threads";
import { SqliteConnection } from "./sqlite-connection.ts";

/** The body of a worker: writes a whole copy of a database file, as it stood when the copy began. */
const { path, target }: { path: string; target: string } = workerData;
const source = new SqliteConnection(path, { readonly: true });
// With little room in memory the first pages reach the file at once: the sign that the moment is fixed.
source.raw.pragma("cache_size = -200");
source.raw.pragma("trusted_schema = OFF");
source.raw.prepare("vacuum into ?").run(target);
source.close();
