import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/**
 * OWASP ASVS 5.0, levels 1 and 2, requirement by requirement: which test or document shows it, what lacks, and what
 * is done otherwise, knowingly: docs/security.md says why.
 * node scripts/asvs.ts
 */
export type Requirement = { requirement: string; level: string; words: string; evidence: string };

const root = join(import.meta.dirname, "..");
/** The standard's chapters; those without a line in docs/asvs.csv are still to be mapped. */
const chapters = Array.from({ length: 17 }, (_, index) => `V${index + 1}`);

export function requirements(): Requirement[] {
  const rows: string[][] = parse(readFileSync(join(root, "docs/asvs.csv")), { from: 2 });
  return rows.map(([requirement = "", level = "", words = "", evidence = ""]) => ({
    requirement,
    level,
    words,
    evidence,
  }));
}

const isOpen = ({ evidence }: Requirement) => /^(missing|none|accepted):/.test(evidence);

/** Why the evidence cannot be what it says; null where it is there. */
export function faultOf({ evidence }: Requirement): string | null {
  if (evidence === "not applicable" || /^(missing|none|accepted): /.test(evidence)) return null;
  const [file = "", name = ""] = evidence.split("#");
  if (!existsSync(join(root, file))) return `${file} is not there`;
  return readFileSync(join(root, file), "utf8").includes(name) ? null : `${file} does not say “${name}”`;
}

if (import.meta.main) {
  const all = requirements();
  const lacking = all.filter(each => /^missing:/.test(each.evidence) || faultOf(each));
  for (const each of lacking)
    console.log(`${each.requirement} (level ${each.level}) ${each.words}: ${faultOf(each) ?? each.evidence}`);
  const accepted = all.filter(each => /^accepted:/.test(each.evidence));
  for (const each of accepted)
    console.log(`${each.requirement} (level ${each.level}) ${each.words}: ${each.evidence}`);
  const unmapped = chapters.filter(chapter => !all.some(each => each.requirement.startsWith(`${chapter}.`)));
  if (unmapped.length > 0) console.log(`Not mapped yet: ${unmapped.join(", ")}.`);
  const shown = all.filter(each => !isOpen(each) && each.evidence !== "not applicable" && !faultOf(each));
  console.log(
    `${shown.length} of ${all.length} are shown, ${lacking.length} lack, ${accepted.length} are accepted as they are.`,
  );
  process.exitCode = lacking.length + unmapped.length === 0 ? 0 : 1;
}
