import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const usage = `node scripts/mutate-rules.ts [--only TEXT] [--whole]

Takes one rule away at a time, in a copy, and runs the tests of rules: a change that turns none of them red survives.
--only TEXT  the files whose path holds it
--whole      runs test/permissions too, which asks each cell of the table from outside: minutes for each change`;

/** A rule gone: a cell of the table that gives or takes a right, a condition that no longer joins the others. */
type Mutant = { file: string; line: number; was: string; now: string; text: string };

const table = "src/shared/permissions.json";
const matrix = "test/shared/permissions.test.ts";
/** The files that say who may, and the quickest tests that hold each. */
const testsOf: Record<string, readonly string[]> = {
  [table]: [matrix],
  "src/shared/permissions.ts": [matrix],
  "src/records/records.rules.ts": ["test/records"],
  "src/goals/goals.rules.ts": ["test/goals/goals.rules.test.ts"],
  "src/goals/step-back.rules.ts": ["test/goals/goals.rules.test.ts", "test/goals/goals.actions.test.ts"],
  "src/requests/requests.rules.ts": ["test/requests/requests.rules.test.ts"],
  "src/requests/keys.rules.ts": ["test/requests/requests.rules.test.ts"],
  "src/requests/step-back.rules.ts": [
    "test/requests/requests.rules.test.ts",
    "test/permissions/meanwhile.test.ts",
  ],
  "src/budget/budget.rules.ts": ["test/budget/budget.rules.test.ts"],
  "src/budget/step-back.rules.ts": ["test/budget/budget.rules.test.ts", "test/budget/road.test.ts"],
  "src/work/work.rules.ts": ["test/work/work.rules.test.ts", "test/work/work.actions.test.ts"],
  "src/deputies/deputies.rules.ts": ["test/deputies"],
  "src/estimates/estimates.rules.ts": ["test/estimates"],
  "src/handover/handover.rules.ts": ["test/handover/handover.rules.test.ts"],
  "src/comments/comments.rules.ts": ["test/comments"],
  "src/files/files.rules.ts": ["test/files"],
  "src/links/links.rules.ts": ["test/beside"],
  "src/bulk/bulk.rules.ts": ["test/bulk"],
  "src/requests/batch.rules.ts": ["test/screens/batch.test.ts"],
  "src/requests/looking-after.rules.ts": [
    "test/requests/requests.rules.test.ts",
    "test/screens/batch.test.ts",
  ],
  "src/requests/queue-order.rules.ts": ["test/requests/queue-order.test.ts"],
  "src/redaction/redaction.rules.ts": ["test/redaction"],
  "src/invitations/invitations.rules.ts": ["test/invitations"],
  "src/passkeys/passkeys.rules.ts": ["test/passkeys"],
  "src/single-sign-on/single-sign-on.rules.ts": ["test/single-sign-on"],
};

const swaps: [RegExp, (found: string) => string][] = [
  [/ && /g, () => " || "],
  [/ \|\| /g, () => " && "],
  [/ === /g, () => " !== "],
  [/ !== /g, () => " === "],
  [/(?<=[(\s])!(?=[a-z[(])/g, () => ""],
];

function mutantsOf(file: string, text: string): Mutant[] {
  const lines = text.split("\n");
  return lines.flatMap((was, at) => {
    if (/^\s*(\/\/|\*|\/\*|import |export type|type )/.test(was)) return [];
    return swaps.flatMap(([sign, swap]) =>
      [...was.matchAll(sign)].map(({ index, 0: found }) => {
        const now = was.slice(0, index) + swap(found) + was.slice(index + found.length);
        return { file, line: at + 1, was, now, text: lines.with(at, now).join("\n") };
      }),
    );
  });
}

/** Each right taken away, and each one given to all. */
function cellsOf(text: string): Mutant[] {
  const lines = text.split("\n");
  return lines.flatMap((was, at) => {
    const reach = /": "(–|own|mine|any|any but own)"/.exec(was)?.[1];
    if (!reach) return [];
    const now = was.replace(`"${reach}"`, reach === "–" ? '"any"' : '"–"');
    return [{ file: table, line: at + 1, was, now, text: lines.with(at, now).join("\n") }];
  });
}

function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "crosswalk-mutants-"));
  for (const entry of readdirSync(".", { withFileTypes: true }))
    if (!["node_modules", ".git", "data"].includes(entry.name))
      cpSync(entry.name, join(copy, entry.name), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
  return copy;
}

const { values } = parseArgs({
  options: { only: { type: "string" }, whole: { type: "boolean" }, help: { type: "boolean" } },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const also = values.whole ? ["test/permissions", "test/deputies"] : [];
const copy = copyOfTree();
const passes = (files: readonly string[]): boolean =>
  spawnSync(
    join("node_modules", ".bin", "vitest"),
    ["run", "--project", "sqlite", "--bail", "1", "--reporter", "dot", ...files, ...also],
    { cwd: copy, stdio: "ignore" },
  ).status === 0;

try {
  const files = Object.keys(testsOf).filter(file => file.includes(values.only ?? ""));
  for (const file of files)
    if (!passes(testsOf[file] ?? []))
      throw new Error(`The tests of ${file} fail before anything is changed. Mend them first.`);
  const all = files.flatMap(file => {
    const text = readFileSync(file, "utf8");
    return file === table ? cellsOf(text) : mutantsOf(file, text);
  });
  const survivors: Mutant[] = [];
  for (const [index, mutant] of all.entries()) {
    const kept = readFileSync(join(copy, mutant.file), "utf8");
    writeFileSync(join(copy, mutant.file), mutant.text);
    if (passes(testsOf[mutant.file] ?? [])) {
      survivors.push(mutant);
      console.log(`survives: ${mutant.file}:${mutant.line}\n  ${mutant.was.trim()}\n  ${mutant.now.trim()}`);
    }
    writeFileSync(join(copy, mutant.file), kept);
    console.error(`${index + 1} of ${all.length}, ${survivors.length} survive`);
  }
  console.log(`${all.length - survivors.length} of ${all.length} changes turn a test red.`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
