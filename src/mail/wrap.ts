const width = 72;

/** Breaks a line at its blanks, the rest under its first word; an address is never broken. */
function wrapLine(line: string): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const hanging = /^\s*\d+\. /.exec(line)?.[0].length ?? indent.length;
  const lines: string[] = [];
  let current = "";
  for (const word of line.trim().split(/ +/)) {
    if (current !== "" && current.trimEnd().length + 1 + word.length > width) {
      lines.push(current);
      current = " ".repeat(hanging) + word;
    } else current = current === "" ? indent + word : `${current} ${word}`;
  }
  return [...lines, current];
}

/** Text for a mail: lines of 72 characters at most, no more than two empty ones in a row, one at the end. */
export const wrapLines = (text: string): string =>
  `${text
    .split("\n")
    .flatMap(line => wrapLine(line.trimEnd()))
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim()}\n`;
