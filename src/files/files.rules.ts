import { z } from "zod";
import type { Actor } from "../shared/deed.ts";
import { line } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

export const mostFiles = 10;
export const fileMegabytes = 20;
export const mostBytes = fileMegabytes * 1_000_000;

/** Said before anybody chooses one. */
export const limitWords = `At most ${fileMegabytes} MB. A record holds up to ${mostFiles} files.`;
const tooLarge = `This file is larger than ${fileMegabytes} MB. Make it smaller, or put it elsewhere and add a link to it.`;

/** Twenty megabytes take a while on a slow disk. */
export const writeLimitMs = 20_000;

/** Why what came is no file to keep; null for one that is. */
export function problemOf({ isWhole, bytes }: { isWhole: boolean; bytes: number }): string | null {
  if (!isWhole) return tooLarge;
  return bytes === 0 ? "This file is empty. Choose another one." : null;
}

/** A multiple of three, so that chunks in base64 join without a gap. */
export const chunkBytes = 48 * 1024;

export const redactFileForm = z.strictObject({
  reason: line("Reason", {
    max: 120,
    hint: "Everyone who sees the record reads it. Leave out what the file says.",
  }),
});

export const canAddFile = (actor: Actor): boolean => may(actor, "comment");
export const whoAddsFiles = "Only people with another role than viewer can add files to what they see.";

/** Oneself what one added; the liaison group any. */
export const canTakeOutFile = (actor: Actor, { byId }: { byId: string }): boolean =>
  may(actor, "take out", { own: byId === actor.id });
export const whoTakesOutFiles = (by: string): string => `Only ${by} or a liaison can take this file out.`;

export const canRedactFile = (actor: Actor): boolean => may(actor, "run the district");

/** "1.2 MB", "340 KB", "12 bytes". */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${size.toLocaleString("en-US", { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}
