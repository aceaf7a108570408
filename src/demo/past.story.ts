import { importEffort } from "../imports/effort.actions.ts";
import { readEffort } from "../imports/effort-file.ts";
import { type Scene, type Story, scene } from "./demo.story.ts";

/** What technology finished in the two years before, by kind: how many weeks ago it began, its estimate, what it took. */
const finished = {
  integration:
    "104 40 52, 97 16 16, 88 24 31, 80 60 96, 71 12 12, 60 30 34, 52 20 20, 41 48 70, 33 8 9, 24 36 40, 15 18 27",
  "data or report":
    "101 12 12, 92 30 44, 84 8 6, 75 16 16, 66 24 38, 57 6 6, 46 40 46, 36 10 14, 27 20 20, 17 14 12, 10 32 41",
  "access or device": "99 6 6, 90 10 8, 82 4 4, 73 12 15, 62 8 8, 50 16 22, 43 6 5, 31 10 10, 21 4 6, 12 8 8",
  change: "95 4 4, 86 8 10, 77 2 2, 64 12 12, 54 6 9, 45 16 15, 38 3 3, 29 20 28, 19 5 5, 9 10 11",
  training: "93 6 6, 69 8 8, 48 4 4, 26 10 12, 13 6 6",
};

function fileOf(story: Story): string {
  const rows = Object.entries(finished).flatMap(([category, tasks]) =>
    tasks.split(", ").map(task => {
      const [weeks, ...hours] = task.split(" ");
      return [story.day(-Number(weeks)), ...hours, category].join(",");
    }),
  );
  return ["started_on,estimate_hours,actual_hours,category", ...rows].join("\n");
}

/** With the file of its past, a district has ranges from its first day on. */
export const pastScenes: Scene[] = [
  scene(-6, 1, "08:05", "ada", async (tx, deed, story) => {
    const file = new Blob([fileOf(story)]).stream();
    const reading = await readEffort(file, {
      today: deed.today,
      fiscalYearStart: deed.district.fiscalYearStart,
    });
    await importEffort(tx, deed, reading, "projects-finished.csv");
  }),
];
