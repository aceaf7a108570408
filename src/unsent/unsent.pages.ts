import { formatInstant } from "../shared/dates.ts";
import { beginningOf } from "../shared/language.ts";
import { deedPost, pageHead } from "../web/head.ts";
import type { EmptyView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import { link, say, time } from "../web/sentence.ts";
import type { Kept } from "./unsent.queries.ts";
import { keptHours, withoutButtons } from "./unsent.rules.ts";

const nothing: EmptyView = {
  id: "nothing-unsent",
  heading: "Nothing waits to be sent",
  sentence: "What you type while you are signed out is kept for a day, in the browser in which you wrote it.",
  deeds: [],
  example: null,
};

const mostWords = 160;

/** The longest of what was typed: by it somebody knows again which form it was. */
const longest = ({ fields }: Kept): string => {
  const texts = withoutButtons(fields).map(([, value]) => value);
  const text = texts.reduce((a, b) => (b.length > a.length ? b : a), "");
  return text.length > mostWords ? `${beginningOf(text, mostWords)}…` : text;
};

export function unsentPage(kept: readonly Kept[], { zone, today }: { zone: string; today: string }) {
  return {
    head: pageHead({
      heading: "What you have not sent",
      kicker: say(link(paths.me, "Me")),
      standing: say(
        kept.length === 0
          ? "Nothing of it was sent, and nothing is lost."
          : `Nothing of it was sent. Each form opens with what you typed, and is sent when you press its button. It is kept for ${keptHours} hours, in this browser, for you alone.`,
      ),
    }),
    forms: kept.map(each => ({
      said: say("Typed ", time(each.at.toISOString(), formatInstant(each.at, zone, today))),
      words: longest(each),
      action: each.path,
      fields: withoutButtons(each.fields).map(([name, value]) => ({ name, value })),
      end: deedPost("Throw it away", paths.unsentEnd, { path: each.path }),
    })),
    nothing: kept.length === 0 ? nothing : null,
  };
}
