import type { Actor } from "../shared/deed.ts";
import {
  type Column,
  columns,
  columnsOf,
  mayEver,
  permissionNames,
  permissions,
  type Reach,
} from "../shared/permissions.ts";
import { pageHead } from "../web/head.ts";
import { cell, head, listView, rowHead } from "../web/list.ts";
import { paths } from "../web/paths.ts";
import { link, say } from "../web/sentence.ts";

const columnWords: Record<Column, string> = {
  viewer: "Viewer",
  educator: "Educator",
  leader: "Leader",
  technologist: "Technologist",
  finance: "Finance",
  liaison: "Liaison in term",
  admin: "Administrator",
};

const reachWords: Record<Reach, string> = {
  "–": "",
  own: "my own",
  mine: "mine",
  any: "any",
  "any but own": "any but my own",
};

/** Whether the approver's flag stands in the way. */
const lacksFlag = (actor: Actor, name: string): boolean => name === "decide money" && !actor.isApprover;

const mine = (actor: Actor) =>
  permissionNames
    .filter(name => mayEver(actor, name) && !lacksFlag(actor, name))
    .map(name => {
      const reaches = columnsOf(actor).map(column => permissions[name][column]);
      const words = [...new Set(reaches.filter(each => each !== "–").map(each => reachWords[each]))];
      return { said: say(permissions[name].does), reach: words.join(", and ") };
    });

/** What the reader may do first, then the whole table. */
export function rightsPage(actor: Actor) {
  return {
    head: pageHead({
      heading: "What may I do?",
      kicker: say(link(paths.help, "Help")),
      standing: say(
        `You count as ${columnsOf(actor)
          .map(column => columnWords[column].toLowerCase())
          .join(" and ")}${actor.isApprover ? ", with the approver’s flag" : ""}.`,
      ),
    }),
    mine: mine(actor),
    table: listView({
      caption: "Who may do what",
      heads: ["What", ...columns.map(column => columnWords[column])].map(label => head(label)),
      rows: permissionNames.map(name => [
        rowHead(say(permissions[name].does)),
        ...columns.map(column => cell(columnWords[column], reachWords[permissions[name][column]])),
      ]),
    }),
  };
}
