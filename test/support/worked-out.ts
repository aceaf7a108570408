import type { Page } from "./page.ts";

const most = 200;

/** The page once what it tells is worked out, which a busy machine may not have by the first look. */
export async function workedOut(look: () => Promise<Page>): Promise<Page> {
  for (let times = 0; times < most; times += 1) {
    const page = await look();
    if (!page.text.includes("It is being worked out")) return page;
  }
  throw new Error("it is never worked out");
}
