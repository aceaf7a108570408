import type { FastifyInstance } from "fastify";
import { deedLink, pageHead } from "./head.ts";
import { sendPage } from "./page.ts";
import { facts } from "./parts.ts";
import { paths } from "./paths.ts";
import { say } from "./sentence.ts";

const words = facts(
  [
    "Goal",
    "What the district wants for its students. A sponsor in leadership and a partner in technology both confirm it.",
  ],
  [
    "Check-in",
    "How one side sees a goal: on track, at risk or off track, and a sentence. The two sides stand beside each other.",
  ],
  [
    "Request",
    "What somebody needs from technology. The liaison group decides it; technology estimates and delivers it.",
  ],
  [
    "Estimate",
    "Three numbers of hours: low, likely, high. Once sent it is not edited; a new one takes its place.",
  ],
  ["Work", "What technology does for a goal or a request, said in plain words."],
  [
    "Budget request",
    "Money for a goal, line by line, each from a source. It is reserved when it is approved.",
  ],
  ["Liaison", "Somebody who stands for both sides for a term. The group reads every request first."],
  ["Digest", "One mail a week that says what needs you. Each has a link that stops it."],
);

const keys = [
  { keys: ["/"], does: "search" },
  { keys: ["g", "d"], does: "go to My desk; g and another letter go to the other pages" },
  { keys: ["j"], does: "next in a list" },
  { keys: ["k"], does: "back in a list" },
  { keys: ["Ctrl", "Enter"], does: "send the form" },
  { keys: ["?"], does: "the keys of the page you are on" },
];

/** Words and keys: one page, for everyone. */
export function registerHelp(app: FastifyInstance): void {
  app.get(paths.help, async (request, reply) => {
    const head = pageHead({
      heading: "Help and keys",
      standing: say("What the words mean, and how to get around without a mouse."),
      deeds: request.person ? [deedLink("What may I do?", paths.rights)] : [],
    });
    return sendPage(request, reply, "help/help", { head, words, keys });
  });
}
