const words = new Map([
  ["ENOENT", "there is no such file or folder. Check the name."],
  ["EISDIR", "this is a folder. Name the file in it."],
  ["EACCES", "it may not be opened. Check its permissions."],
]);

/** What people can do about a file that cannot be read or written; null for an error of another kind. */
export function fileTrouble(error: unknown, path: string): string | null {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return null;
  const where = "path" in error ? error.path : path;
  return `${where}: ${words.get(String(error.code)) ?? error.message}`;
}
