import type { PgTable } from "drizzle-orm/pg-core";
import {
  approvals,
  budgetLines,
  budgetRequests,
  fundingSources,
  reservations,
  sourceAmounts,
} from "../budget/budget.table.ts";
import { leaves } from "../capacity/leaves.table.ts";
import { comments, mentions } from "../comments/comments.table.ts";
import { deputies } from "../deputies/deputies.table.ts";
import { digests } from "../digest/digest.table.ts";
import { estimateLines, estimateParts, estimates, secondOpinions } from "../estimates/estimates.table.ts";
import { files } from "../files/files.table.ts";
import { forecasts } from "../forecast/days.table.ts";
import { checkIns, goals, measures, priorities, readings } from "../goals/goals.table.ts";
import { imports } from "../imports/imports.table.ts";
import { pastEffort } from "../imports/past-effort.table.ts";
import { invitations } from "../invitations/invitations.table.ts";
import { links } from "../links/links.table.ts";
import { districts, people, terms } from "../people/people.table.ts";
import { follows, recordPeople, ties } from "../records/records.table.ts";
import { commitmentKeys, neededToo, queuePlaces, requests } from "../requests/requests.table.ts";
import { effort, work, workWaits } from "../work/work.table.ts";

export type Sheet = {
  /** What it is called; its file has hyphens for spaces. */
  name: string;
  about: string;
  table: PgTable;
  /** A noun's rows come with what every record has. */
  isNoun?: boolean;
  /** Columns that no reader needs, by their names in the database. */
  without?: readonly string[];
};

const part = (name: string, table: PgTable, about: string, without: readonly string[] = []): Sheet => ({
  name,
  table,
  about,
  without: [...without, "plan_key", "import_key"],
});
const noun = (...given: Parameters<typeof part>): Sheet => ({ ...part(...given), isNoun: true });

/** One for each noun and each part of one, in reading order; the history has a sheet of its own. */
export const sheets: readonly Sheet[] = [
  noun("district", districts, "the district and its settings"),
  noun("people", people, "everyone, with role, side and address", ["email_key"]),
  part("liaison terms", terms, "who stands for which side, from when to when"),
  part("deputies", deputies, "who acts in whose place, from when to when"),
  noun("priorities", priorities, "the district's strategic priorities"),
  noun("goals", goals, "what leaders want for students"),
  part("measures", measures, "how each goal is measured"),
  part("readings", readings, "values of measures, by day"),
  part("check-ins", checkIns, "how each side sees each goal"),
  noun("requests", requests, "what was asked, and where it stands"),
  part("needed too", neededToo, "others who need what was asked"),
  part("queue places", queuePlaces, "in which order each side would decide what waits", [
    "moved_from",
    "moved_to",
  ]),
  part("commitment keys", commitmentKeys, "who agreed to large commitments"),
  part("estimates", estimates, "effort and cost of requests and work, all versions"),
  part("estimate lines", estimateLines, "what makes up the cost of an estimate"),
  part("estimate parts", estimateParts, "what the work of an estimate consists of"),
  part("second opinions", secondOpinions, "what somebody else in technology thinks of an estimate"),
  noun("work", work, "work items, with hours logged"),
  part("effort", effort, "hours logged on work"),
  part("leave", leaves, "when somebody in technology has no hours for projects"),
  part("forecasts", forecasts, "days that were said, when, and on what they rested"),
  part("work waits", workWaits, "which work waits for which other"),
  noun("budget requests", budgetRequests, "money asked for"),
  part("budget lines", budgetLines, "what it is asked for"),
  part("approvals", approvals, "who endorsed, reviewed and decided"),
  noun("funding sources", fundingSources, "where money comes from"),
  part("source amounts", sourceAmounts, "what each source holds, by fiscal year"),
  part("reservations", reservations, "money held by approved lines, by fiscal year"),
  part("seats", recordPeople, "who is author, sponsor, partner, requester or owner of what"),
  part("ties", ties, "what belongs under what"),
  part("followers", follows, "who follows what"),
  part("comments", comments, "what was said of what, and by whom"),
  part("mentions", mentions, "who was named in which comment"),
  part("links", links, "where more about a record is read"),
  part("files", files, "files that lie at records; each is in the folder files under its id"),
  part("digests", digests, "weekly digests that were planned, without their text", [
    "html",
    "text",
    "outbox_id",
  ]),
  part("invitations", invitations, "who was asked to come, by whom, and who came", ["hash", "email_key"]),
  part("past effort", pastEffort, "finished tasks from before this system, by the file that brought them"),
  part("imports", imports, "files that were brought in", ["sha256", "report"]),
];
