import * as cheerio from "cheerio";
import type { Name } from "../../src/demo/demo.cast.ts";
import type { Example } from "./example.ts";

export type Answered = {
  url: string;
  /** The page that shows the link or the form. */
  via: string;
  status: number;
  body: string;
  headers: Record<string, unknown>;
  /** The route with numbers and ids taken out, for "one page a pattern". */
  pattern: string;
  /** What was typed into a form's fields before it was sent with one field too many; null for a page. */
  typed: string[] | null;
};

export type Walk = { cookie: string; answers: Answered[] };

type Found = { url: string; via: string };

/** What every record has beside its own page is one for all of them. */
const everyRecord = /^\/\w+\/:number\/(links|files|comments|followers)/;

export const patternOf = (url: string): string =>
  url
    .replace(/[?#].*$/, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/\/\d+/g, "/:number")
    .replace(everyRecord, "/:kind/:number/$1");

export const isPage = ({ headers, status }: Answered): boolean =>
  status < 300 && String(headers["content-type"]).startsWith("text/html");

/** Two addresses that differ only in what they ask for are one to the walk. */
const keyOf = (url: string): string => {
  const pattern = patternOf(url);
  if (pattern.startsWith("/:kind/")) return pattern;
  const { pathname, searchParams } = new URL(url, "http://localhost");
  return `${pathname}?${[...new Set(searchParams.keys())].sort().join("&")}`;
};

const isOwn = (href: string | undefined): href is string =>
  href?.startsWith("/") === true && !href.startsWith("/assets/");

/** Links, frames, and the answers of the page's questions: empty, and with a word in each field of text. */
function leadsOf($: cheerio.CheerioAPI, url: string): Found[] {
  const links = $("a[href], iframe[src]")
    .toArray()
    .map(item => $(item).attr("href") ?? $(item).attr("src"));
  const questions = $("form[method=get]")
    .toArray()
    .flatMap(item => {
      const fields = $(item).serializeArray();
      const asked = fields.map(({ name, value }): [string, string] => [
        name,
        $(item).find(`[name="${name}"]`).is("[type=text], [type=search]") ? "reading" : value,
      ]);
      const address = (pairs: [string, string][]) =>
        `${$(item).attr("action")}?${new URLSearchParams(pairs).toString()}`;
      return [address(fields.map(({ name, value }) => [name, value])), address(asked)];
    });
  return [...links, ...questions].filter(isOwn).map(href => ({ url: href.replace(/#.*$/, ""), via: url }));
}

type Filled = { action: string; fields: [string, string][]; typed: string[] };

/** The page's forms with words in every field of text, and one field that no form has: they can change nothing. */
function formsOf($: cheerio.CheerioAPI): Filled[] {
  return $("main form[method=post]:not([enctype])")
    .toArray()
    .map(item => {
      const typed: string[] = [];
      const fields = $(item)
        .serializeArray()
        .map(({ name, value }): [string, string] => {
          const field = $(item).find(`[name="${name}"]`);
          if (!field.is("textarea, input[type=text], input[type=email], input[type=url]"))
            return [name, value];
          typed.push(`kept words ${typed.length + 1}`);
          return [name, typed.at(-1) ?? ""];
        });
      return { action: $(item).attr("action") ?? "", fields: [...fields, ["nobody-asked", "x"]], typed };
    });
}

/** Follows every link that this person is shown, from the desk on, and sends each kind of form in vain once. */
export async function walk({ app, linkFor }: Example, name: Name): Promise<Walk> {
  const headers = { host: "localhost:3000", "sec-fetch-site": "same-origin" };
  const signedIn = await app.inject({ method: "POST", url: await linkFor(name), headers });
  const cookie = signedIn.cookies.map(each => `${each.name}=${each.value}`).join("; ");
  const answers: Answered[] = [];
  const seen = new Set<string>();
  const ask = async ({ url, via }: Found, form: Filled | null): Promise<Answered> => {
    const response = await app.inject({
      url,
      headers: {
        ...headers,
        cookie,
        ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form && { method: "POST", payload: new URLSearchParams(form.fields).toString() }),
    });
    const { statusCode: status, body } = response;
    const pattern = `${form ? "POST " : ""}${patternOf(url)}`;
    const typed = form?.typed ?? null;
    const answered = { url, via, status, body, headers: response.headers, pattern, typed };
    answers.push(answered);
    return answered;
  };

  const queue: Found[] = [{ url: "/", via: "" }];
  for (let lead = queue.shift(); lead; lead = queue.shift()) {
    const key = keyOf(lead.url);
    if (seen.has(key)) continue;
    seen.add(key);
    const answered = await ask(lead, null);
    const location = answered.headers.location;
    if (typeof location === "string" && isOwn(location)) queue.push({ url: location, via: lead.url });
    if (!isPage(answered)) continue;
    const $ = cheerio.load(answered.body);
    queue.push(...leadsOf($, lead.url));
    for (const form of formsOf($)) {
      const formKey = `${form.fields.map(([name]) => name).join()} ${patternOf(form.action)}`;
      if (seen.has(formKey)) continue;
      seen.add(formKey);
      await ask({ url: form.action, via: lead.url }, form);
    }
  }
  return { cookie, answers };
}
