import { requestTag, requestTitle } from "../../requests/request-words.pages.ts";
import { stepBackMinutes } from "../../requests/step-back.rules.ts";
import { wayWord } from "../../requests/triage-way.rules.ts";
import { newId } from "../../shared/ids.ts";
import { paths } from "../../web/paths.ts";
import { say } from "../../web/sentence.ts";
import type { TriagePage } from "./queue.pages.ts";

/** What the person decided within the hour and nothing followed: each with its way back, which leads here again. */
export const stepsView = ({ triage, way }: TriagePage) =>
  triage.steps.map(({ record, state, minutes }, index) => ({
    said: say(requestTitle(record), " ", requestTag(state)),
    note: say(`You can take it back for ${stepBackMinutes - minutes} more minutes.`),
    action: paths.verb("request", record.number, "step-back"),
    key: newId(),
    version: String(record.version),
    deed: wayWord(way, record.number),
    // The last one has a key.
    letter: index === 0 ? "u" : null,
  }));
