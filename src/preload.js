import { realpathSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// For `--import`: makes a process start in a fifth of the time and with 70 MB less. It is JavaScript itself, because
// what strips types takes 30 MB and is not loaded where all is stripped already.

const root = join(import.meta.dirname, "..");

// What was stripped and compiled once is kept; where that cannot be written, each start takes longer.
// NODE_COMPILE_CACHE names another folder.
enableCompileCache(join(root, "node_modules/.cache/crosswalk"));

const ours = pathToFileURL(join(root, "/")).href;
const isOurs = (url = "") => url.startsWith(ours) && !url.includes("/node_modules/");

/**
 * Packages by a file of theirs. As ES modules Node parses drizzle's package.json, of 179 KB, anew for each of its files;
 * handlebars is one file instead of 43.
 */
const places = {
  "drizzle-orm": ["drizzle-orm", "index.cjs"],
  handlebars: ["handlebars/dist", "handlebars.js"],
};
const found = new Map();

function placeOf(specifier) {
  const [, name, part = ""] = /^(drizzle-orm|handlebars)(?:\/(.*))?$/.exec(specifier) ?? [];
  if (!name) return undefined;
  const [folder, file] = places[name];
  const path = realpathSync(join(root, "node_modules", folder, part, file));
  return { url: pathToFileURL(path).href, format: "commonjs" };
}

/** For those who import by a path of their own, as vitest does. */
const asCommonJs = module =>
  /\/node_modules\/drizzle-orm\/.*\.js$/.test(module.url)
    ? { ...module, url: module.url.replace(/\.js$/, ".cjs"), format: "commonjs" }
    : module;

/** "./a/b.ts" or "../../a.ts" beside a file of ours; the URL class takes ten times as long, thousands of times. */
function beside(parentUrl, specifier) {
  let folder = parentUrl.slice(0, parentUrl.lastIndexOf("/"));
  let rest = specifier.startsWith("./") ? specifier.slice(2) : specifier;
  for (; rest.startsWith("../"); rest = rest.slice(3)) folder = folder.slice(0, folder.lastIndexOf("/"));
  return `${folder}/${rest}`;
}

/** Packages whose files name each other whole, as ours do. */
const wholeNames = /\/node_modules\/(?:drizzle-orm|zod)\//;
const formats = { cjs: "commonjs", js: "module", ts: "module-typescript" };

/** What messages say in fifty languages is not loaded for one. */
const inEnglish = url => url.replace("/zod/v4/locales/index.js", "/zod/v4/locales/en.js");

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? "";
    if (specifier.startsWith("node:")) return next(specifier, context);
    const [, ending] = /^\..*\.(cjs|js|ts)$/.exec(specifier) ?? [];
    // There is nothing to search.
    if (ending && (wholeNames.test(parent) || (isOurs(parent) && ending === "ts")))
      return {
        url: inEnglish(beside(parent, specifier)),
        format: formats[ending],
        shortCircuit: true,
      };
    if (!isOurs(parent) || specifier.startsWith(".")) return asCommonJs(next(specifier, context));
    const known = found.get(specifier) ?? placeOf(specifier) ?? next(specifier, context);
    found.set(specifier, known);
    return { ...known, shortCircuit: true };
  },
});
