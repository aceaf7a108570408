import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const publicFolder = join(import.meta.dirname, "../../public");

/** The order of the layers; one request is better than ten, and joining text needs no bundler. */
const cssFiles = [
  ...["reset", "tokens", "base", "layout", "masthead"],
  ...[
    "components",
    "marks",
    "controls",
    "forms",
    "field-rows",
    "filters",
    "lists",
    "board",
    "duties",
    "figures",
    "talk",
    "two-views",
    "roads",
    "dialog",
  ],
  ...["screens", "requests", "budget", "packet", "print"],
];

export type Asset = { name: string; path: string; hash: string; type: string; body: Buffer };

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
  txt: "text/plain; charset=utf-8",
};

const hashOf = (...parts: Buffer[]): string =>
  parts
    .reduce((hash, part) => hash.update(part), createHash("sha256"))
    .digest("base64url")
    .slice(0, 12);

const read = (folder: string): { name: string; body: Buffer }[] =>
  readdirSync(join(publicFolder, folder))
    .sort()
    .map(name => ({ name, body: readFileSync(join(publicFolder, folder, name)) }));

const asset = (name: string, body: Buffer, hash = hashOf(body)): Asset => ({
  name,
  body,
  hash,
  path: `/assets/${hash}/${name}`,
  type: types[name.replace(/^.*\./, "")] ?? "application/octet-stream",
});

function readAssets(): Map<string, Asset> {
  const files = [...read("fonts"), ...read("icons")].map(({ name, body }) => asset(name, body));
  const pathOf = new Map(files.map(file => [file.name, file.path]));
  const css = cssFiles
    .map(name => readFileSync(join(publicFolder, "css", `${name}.css`), "utf8"))
    .join("\n")
    .replace(/url\("\.\.\/[a-z]+\/([^"]+)"\)/g, (_, name: string) => `url("${pathOf.get(basename(name))}")`);
  const modules = read("js");
  // Modules import each other by relative paths, so they share one hash.
  const hash = hashOf(...modules.map(({ body }) => body));
  const all = [
    ...files,
    asset("app.css", Buffer.from(css)),
    ...modules.map(({ name, body }) => asset(name, body, hash)),
  ];
  return new Map(all.map(each => [each.name, each]));
}

let known: Map<string, Asset> | undefined;

export const assets = (): Map<string, Asset> => {
  known ??= readAssets();
  return known;
};

/** The address of a file of public/, which changes with its content. @throws where there is none */
export function assetPath(name: string): string {
  const found = assets().get(name);
  if (!found) throw new Error(`public/ has no ${name}`);
  return found.path;
}

/** The modules that main.js imports, for the browser to fetch at once. */
export const modulePaths = (): string[] =>
  [...assets().values()]
    .filter(({ name }) => name.endsWith(".js") && name !== "main.js")
    .map(({ path }) => path);
