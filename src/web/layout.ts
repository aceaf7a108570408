import { assetPath, modulePaths } from "./assets.ts";
import { personMark, type Side } from "./marks.ts";
import { paths } from "./paths.ts";

export type LayoutPerson = {
  name: string;
  side: Side | "none" | null;
  role: "viewer" | "educator" | "leader" | "technologist" | "finance";
  isAdmin: boolean;
  /** In a running term. */
  isLiaison: boolean;
};

export type Theme = "auto" | "light" | "dark";

export type LayoutDistrict = {
  name: string;
  locale: string;
  /** Where a word to the liaison group goes: a page or a mailto. */
  liaisonHref: string | null;
};

type NavEntry = { word: string; path: string; key: string; seenBy: (person: LayoutPerson) => boolean };

const everyone = () => true;
const notViewers = (person: LayoutPerson) => person.role !== "viewer";

/** Only pages that exist. A new noun adds one line here; `key` goes there after `g`. */
const mainEntries: NavEntry[] = [
  { word: "My desk", path: paths.desk, key: "d", seenBy: everyone },
  { word: "Triage", path: paths.triage, key: "t", seenBy: person => person.isLiaison },
  { word: "Goals", path: paths.list("goal"), key: "g", seenBy: everyone },
  { word: "Requests", path: paths.list("request"), key: "r", seenBy: notViewers },
  { word: "Work", path: paths.list("work"), key: "w", seenBy: notViewers },
  { word: "Budget", path: paths.list("budget"), key: "b", seenBy: everyone },
];

const moreEntries: NavEntry[] = [
  { word: "Capacity", path: paths.capacity, key: "c", seenBy: notViewers },
  { word: "Liaisons", path: paths.liaisons, key: "l", seenBy: everyone },
  { word: "Digest", path: paths.digest, key: "i", seenBy: everyone },
  { word: "Imports", path: paths.imports, key: "p", seenBy: person => person.isLiaison || person.isAdmin },
  { word: "People", path: paths.people, key: "a", seenBy: person => person.isAdmin },
  { word: "Settings", path: paths.settings, key: "s", seenBy: person => person.isAdmin },
  { word: "Audit", path: paths.audit, key: "u", seenBy: person => person.isAdmin },
  { word: "Mail", path: paths.mail, key: "m", seenBy: person => person.isAdmin },
  { word: "Redactions", path: paths.redactions, key: "x", seenBy: person => person.isAdmin },
];

export type NavLink = { word: string; href: string; key: string; isCurrent: boolean };

export type LayoutView = {
  /** The stage is for a room: one page and nothing around it. */
  frame: "main" | "bare" | "stage";
  lang: string;
  theme: Theme | null;
  themes: { value: Theme; word: string; isChosen: boolean }[];
  districtName: string | null;
  liaisonHref: string | null;
  path: string;
  person: ReturnType<typeof personMark> | null;
  nav: NavLink[];
  more: NavLink[];
  isMoreCurrent: boolean;
  flash: string | null;
  to: {
    desk: string;
    search: string;
    signOut: string;
    me: string;
    devices: string;
    theme: string;
    help: string;
  };
  version: string;
  assets: { css: string; script: string; modules: string[]; font: string; icon: string };
};

const isUnder = (path: string, root: string) =>
  root === paths.desk ? path === paths.desk : path === root || path.startsWith(`${root}/`);

/** Of two entries that the page is under, the nearer one is current. */
function linksFor(entries: NavEntry[], person: LayoutPerson | null, path: string): NavLink[] {
  const seen = entries.filter(entry => person !== null && entry.seenBy(person));
  const over = seen.filter(entry => isUnder(path, entry.path)).sort((a, b) => b.path.length - a.path.length);
  return seen.map(({ word, path: href, key }) => ({ word, href, key, isCurrent: href === over[0]?.path }));
}

const themeWords: Record<Theme, string> = { auto: "Auto", light: "Light", dark: "Dark" };

/** Anything else than a theme, such as a cookie that somebody changed, is auto. */
export const themeOf = (text: string | undefined): Theme =>
  text === "light" || text === "dark" ? text : "auto";

export const appVersion = "1.0";

/**
 * What the layout places around each page. Without a person it is the bare one.
 * @param path the path and query of the page, to which a change of color theme returns
 */
export function layoutView(given: {
  person: LayoutPerson | null;
  district: LayoutDistrict | null;
  path: string;
  flash?: string | null;
  theme?: Theme;
}): LayoutView {
  const { person, district } = given;
  const theme = given.theme ?? "auto";
  const page = given.path.replace(/\?.*$/s, "");
  const more = linksFor(moreEntries, person, page);
  return {
    frame: person ? "main" : "bare",
    lang: district?.locale ?? "en-US",
    theme: theme === "auto" ? null : theme,
    themes: (["auto", "light", "dark"] as const).map(value => ({
      value,
      word: themeWords[value],
      isChosen: value === theme,
    })),
    districtName: district?.name ?? null,
    liaisonHref: district?.liaisonHref ?? null,
    path: given.path,
    person: person && personMark(person),
    nav: linksFor(mainEntries, person, page),
    more,
    isMoreCurrent: more.some(entry => entry.isCurrent),
    flash: given.flash ?? null,
    to: {
      desk: paths.desk,
      search: paths.search,
      signOut: paths.signOut,
      me: paths.me,
      devices: paths.devices,
      theme: paths.theme,
      help: paths.help,
    },
    version: appVersion,
    assets: {
      css: assetPath("app.css"),
      script: assetPath("main.js"),
      modules: modulePaths(),
      font: assetPath("public-sans-latin.woff2"),
      icon: assetPath("favicon.svg"),
    },
  };
}
