import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { newId } from "../shared/ids.ts";
import { fileNameOf } from "./outbox-name.ts";
import { type Mailer, messageBytes, type OutgoingMail } from "./transport.ts";

/** Without a mail server each mail is a file that any mail program opens, byte for byte what a server would get. */
export const openFolderMailer = (config: Pick<Config, "mailFrom" | "dataDir">): Mailer => ({
  async send(mail) {
    try {
      await writeMail(join(config.dataDir, "outbox"), config.mailFrom, mail);
      return { outcome: "sent" };
    } catch (error) {
      return { outcome: "later", reason: error instanceof Error ? error.message : String(error) };
    }
  },
  async close() {},
});

async function writeMail(folder: string, from: string, mail: OutgoingMail): Promise<void> {
  const bytes = await messageBytes(from, mail);
  // A mail may hold a sign-in link: the folder is its owner's alone.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unfinished = join(folder, `.${newId()}.tmp`);
  try {
    await onDisk(unfinished, "wx", file => file.writeFile(bytes));
    await rename(unfinished, join(folder, fileNameOf(mail.messageId)));
  } finally {
    await rm(unfinished, { force: true });
  }
  // The rename itself is on disk only once the folder is.
  await onDisk(folder, "r", async () => {});
}

type OpenFile = Awaited<ReturnType<typeof open>>;

async function onDisk(path: string, flags: "wx" | "r", work: (file: OpenFile) => Promise<void>) {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
