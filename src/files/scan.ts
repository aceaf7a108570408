import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Config } from "../config.ts";
import { chunkBytes, problemOf } from "./files.rules.ts";

type Scanner = NonNullable<Config["scanner"]>;
type Came = { isWhole: boolean; bytes: number; content(chunkBytes: number): AsyncIterable<Buffer> };

const patienceMs = 20_000;

/** Of clamd's protocol: each piece behind its length, and one of no length last. */
async function* framed(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const lengthOf = (bytes: number) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes);
    return length;
  };
  yield Buffer.from("zINSTREAM\0");
  for await (const piece of content) yield Buffer.concat([lengthOf(piece.length), piece]);
  yield lengthOf(0);
}

async function answerOn(socket: Socket): Promise<string> {
  let said = "";
  for await (const piece of socket) {
    said += String(piece);
    if (said.includes("\0") || said.length > 1000) break;
  }
  return said.replace(/\0.*$/s, "");
}

/** What the scanner says of it; it may say so before it has read all. @throws where it does not answer */
async function askScanner(scanner: Scanner, content: AsyncIterable<Buffer>): Promise<string> {
  const socket = connect(scanner);
  socket.on("error", () => {});
  socket.setTimeout(patienceMs, () => socket.destroy(new Error("no answer in time")));
  const answer = answerOn(socket);
  // Heard below, once all is written: until then nobody waits for it.
  answer.catch(() => {});
  try {
    for await (const piece of framed(content)) {
      if (socket.destroyed) break;
      if (!socket.write(piece)) await Promise.race([once(socket, "drain"), answer]);
    }
    return await answer;
  } finally {
    socket.destroy();
  }
}

const notScanned = "The virus scanner does not answer, so the file was not kept. Send it again later.";

/** Why a file that came in is not kept, in words for who sent it; null where it can be. */
export async function problemIn(scanner: Scanner | null, file: Came): Promise<string | null> {
  const problem = problemOf(file);
  if (problem !== null || scanner === null) return problem;
  const answer = await askScanner(scanner, file.content(chunkBytes)).catch(() => "");
  if (answer === "stream: OK") return null;
  const found = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  return found ? `The virus scanner found ${found} in this file, so it was not kept.` : notScanned;
}
