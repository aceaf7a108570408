import { loggable } from "../web/errors.ts";
import { lengthenLeases } from "./outbox.leases.ts";
import { leaseMs } from "./outbox.rules.ts";
import type { Sender } from "./sender.ts";

const beatMs = leaseMs / 3;

/**
 * Keeps these mails leased for as long as the work takes, however slow the mail server.
 * `isHeld` turns false before a lease that could not be lengthened ends, so that no mail is begun that another may have.
 */
export async function whileHeld(
  { deps, holder, clock }: Sender,
  ids: readonly string[],
  work: (isHeld: () => boolean) => Promise<void>,
): Promise<void> {
  let until = clock.now().getTime() + leaseMs;
  let beat = Promise.resolve();
  const lengthen = async () => {
    const now = clock.now();
    try {
      await deps.db.write(tx => lengthenLeases(tx, { holder, now }, ids));
      until = now.getTime() + leaseMs;
    } catch (error) {
      deps.log.error({ error: loggable(error) }, "a lease on mails was not lengthened");
    }
  };
  const interval = setInterval(() => {
    beat = beat.then(lengthen);
  }, beatMs);
  try {
    await work(() => clock.now().getTime() < until - beatMs);
  } finally {
    clearInterval(interval);
    await beat;
  }
}
