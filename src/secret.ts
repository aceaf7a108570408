import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { newSecret } from "./shared/ids.ts";

/** The key that signs cookies and unsubscribe links: made on first start, readable by its owner alone. */
export function readSecret(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // "wx" fails where the file is there, so that two first starts end with one secret.
    writeFileSync(file, `${newSecret()}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 43)
    throw new Error(`${file} does not hold a secret of 256 bits. Remove it to make a new one.`);
  return secret;
}
