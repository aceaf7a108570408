import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import type { PageHead } from "./head.ts";
import type { LayoutView } from "./layout.ts";

/** What a page hands to its view: the head for the layout, the rest for the view itself. */
export type PageView = { head: PageHead; [name: string]: unknown };

export type Renderer = {
  renderPage(name: string, view: PageView, layout: LayoutView): string;
  renderMail(name: string, view: object): { html: string; text: string };
  /** The names of all views, partials and layouts; each is compiled by the call. */
  compileViews(): string[];
};

const compileOptions: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  // Without it a partial's indent would be added to each line that somebody wrote in a textarea.
  preventIndent: true,
};

/** Only a mail's layout asks for data (`@partial-block`); kept beside each row, it would cost a page a quarter more. */
const needsData = (name: string): boolean => /^(layouts\/)?mail\b/.test(name);

/** A mail's text part is not HTML: an escaped quote would be read as "&quot;". */
const optionsFor = (name: string): CompileOptions => ({
  ...compileOptions,
  data: needsData(name),
  noEscape: name.endsWith(".text"),
});

/** A mistyped name inside `{{#if}}` is silent in Handlebars: behind this it throws, and so does undefined. */
export function checkedView(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, key) {
      const found = Reflect.get(target, key);
      if (typeof key === "symbol") return found;
      if (found === undefined && !(Array.isArray(target) && /^\d+$/.test(key)))
        throw new Error(`${path} has no "${key}"`);
      return checkedView(found, `${path}.${key}`);
    },
  });
}

/** Indents are for those who write views: a page of a list is a tenth smaller without them. A mail's text needs its own. */
const withoutIndents = (path: string, source: string): string =>
  path.includes(".text.") ? source : source.replace(/^[ \t]+/gm, "");

function sourcesIn(folder: string): [name: string, source: string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(path => path.endsWith(".hbs"))
    .sort()
    .map(path => [
      path.replace(/^partials\//, "").replace(/\.hbs$/, ""),
      withoutIndents(path, readFileSync(join(folder, path), "utf8")),
    ]);
}

/** Partials whose views are kept and never changed: what was rendered of one stands with it. */
const keptViews = ["list-cells"];

function renderedOnce(template: Handlebars.TemplateDelegate): Handlebars.TemplateDelegate {
  const rendered = new WeakMap<object, string>();
  return (view, options) => {
    const html = rendered.get(view) ?? template(view, options);
    rendered.set(view, html);
    return html;
  };
}

type RendererOptions = {
  checked: () => boolean;
  /** False renders everything anew, as a bench of the templates needs it. */
  keeps?: boolean;
};

/** A folder given later wins where both have a view of that name. */
export function makeRenderer(folders: string[], { checked, keeps = true }: RendererOptions): Renderer {
  const house = Handlebars.create();
  const sources = new Map(folders.flatMap(sourcesIn));
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  // Handlebars compiles at the first call of a template, so that a start reads all and compiles none.
  for (const [name, source] of sources) {
    const template = house.compile(source, optionsFor(name));
    templates.set(name, template);
    house.registerPartial(name, keeps && keptViews.includes(name) ? renderedOnce(template) : template);
  }

  const render = (name: string, view: unknown): string => {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no view "${name}"`);
    return template(checked() ? checkedView(view, name) : view);
  };

  return {
    renderPage: (name, view, layout) =>
      render(`layouts/${layout.frame}`, { ...layout, head: view.head, body: render(name, view) }),
    renderMail: (name, view) => ({
      html: render(`mail/${name}.html`, view),
      text: render(`mail/${name}.text`, view),
    }),
    compileViews: () =>
      [...sources].map(([name, source]) => {
        house.precompile(source, optionsFor(name));
        return name;
      }),
  };
}

let checking = true;

/** For a running server: views have been checked by the tests. */
export const trustViews = (): void => {
  checking = false;
};

export const { renderPage, renderMail, compileViews } = makeRenderer(
  [join(import.meta.dirname, "../../views")],
  { checked: () => checking },
);
