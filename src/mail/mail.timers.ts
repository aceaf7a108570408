import type { Timer } from "../timers/clockwork.ts";
import { sendDue } from "./sender.ts";

/** Somebody may be waiting for a sign-in link. */
export const sendMail: Timer = {
  name: "send due mail",
  everyMs: 3000,
  async run(deps, signal) {
    await sendDue(deps, { signal });
  },
};
