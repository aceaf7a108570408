import { hash } from "node:crypto";
import { addComment } from "../comments/comments.actions.ts";
import { addFile } from "../files/files.actions.ts";
import { addLink } from "../links/links.actions.ts";
import type { NumberedKind } from "../records/records.rules.ts";
import type { Name } from "./demo.cast.ts";
import { type Scene, scene } from "./demo.story.ts";

type At = readonly [week: number, weekday: number, time: string];

const says = (at: At, who: Name, kind: NumberedKind, key: string, words: string): Scene =>
  scene(...at, who, (tx, deed, story) =>
    addComment(tx, deed, { kind, number: story.number(key) }, { words }),
  );

const links = (at: At, who: Name, kind: NumberedKind, key: string, title: string, url: string): Scene =>
  scene(...at, who, (tx, deed, story) =>
    addLink(tx, deed, { kind, number: story.number(key) }, { title, url }),
  );

const columns = ["student_id", "school", "grade", "teacher", "as_of"].join(",");

/** What the people of the example say to each other, and what they put beside it. */
export const talkScenes: Scene[] = [
  says(
    [-5, 3, "08:20"],
    "ben",
    "request",
    "lists",
    "I print mine on Sunday night and correct them by hand on Monday. Six children moved last week alone.",
  ),
  links(
    [-5, 3, "11:00"],
    "sam",
    "request",
    "lists",
    "How the screener wants its lists",
    "https://screener.example/rosters",
  ),
  scene(-5, 3, "11:05", "sam", (tx, deed, story) => {
    const content = Buffer.from(`${columns}\n`);
    return addFile(
      tx,
      deed,
      { kind: "request", number: story.number("lists") },
      {
        ...{ name: "columns-of-the-list.csv", mediaType: "text/plain; charset=utf-8" },
        ...{ bytes: content.length, sha256: hash("sha256", content) },
        content: async function* () {
          yield content;
        },
      },
    );
  }),
  says(
    [-3, 4, "15:10"],
    "dana",
    "goal",
    "screening",
    "The lists load by hand until the nightly feed runs. @Ana Ruiz, can the schools live with Mondays until then?",
  ),
  says(
    [-3, 5, "07:55"],
    "ana",
    "goal",
    "screening",
    "They can, if the day stays the same. I told the principals: Monday before nine.",
  ),
  says(
    [-1, 4, "16:30"],
    "mai",
    "request",
    "visits",
    "The county has a list like this. I ask them what it cost.",
  ),
];
