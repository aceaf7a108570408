import Sqlite from "better-sqlite3";

/** The naive copy: straight to its final name. */
const [path = "", target = ""] = process.argv.slice(2);
new Sqlite(path, { readonly: true }).prepare("vacuum into ?").run(target);
