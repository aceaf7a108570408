import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { conflict, invalid, notFound } from "./app-error.ts";

function flush(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

/** Gives a finished file its name, so that it is there whole or not at all, after a power cut too. */
export function putInPlace(unfinished: string, target: string): void {
  chmodSync(unfinished, 0o600);
  flush(unfinished);
  renameSync(unfinished, target);
  flush(dirname(target));
}

/** A file takes the place of an older one of its own sort, never of anything else. @throws AppError in words */
export async function refusePlace(
  target: string,
  sort: string,
  isOfSort: (path: string) => boolean | Promise<boolean>,
): Promise<void> {
  if (!existsSync(dirname(target))) throw notFound(`There is no folder ${dirname(target)}. Make it first.`);
  if (!existsSync(target)) return;
  const found = statSync(target);
  if (found.isDirectory()) throw invalid(`${target} is a folder. Name the file to write in it.`);
  if (found.size > 0 && !(await isOfSort(target)))
    throw conflict(`${target} is there and is no ${sort}. Name another file.`);
}
