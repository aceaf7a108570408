import Sqlite from "better-sqlite3";

/** Holds the write lock of a SQLite file for some milliseconds, in a process of its own. */
const [path = "", ms = "0"] = process.argv.slice(2);
const db = new Sqlite(path);
db.exec("BEGIN IMMEDIATE");
process.stdout.write("held\n");
setTimeout(() => {
  db.exec("COMMIT");
  process.stdout.write("let go\n");
}, Number(ms));
