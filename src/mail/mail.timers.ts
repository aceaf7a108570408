import type { Timer } from "../timers/clockwork.ts";
import { sendDue } from "./sender.ts";

/** Somebody may be waiting for a sign-in link; each mail is leased to one process by itself. */
export const sendMail: Timer = {
  name: "send due mail",
  everyMs: 3000,
  inEveryProcess: true,
  async run(deps, signal) {
    await sendDue(deps, { signal });
  },
};
