import { open } from "node:fs/promises";
import { Zip, ZipDeflate } from "fflate";

/** Writes a zip as its parts come: at most one piece of one part is in memory. */
export class ZipFile {
  readonly #file: Awaited<ReturnType<typeof open>>;
  readonly #at: Date;
  readonly #zip = new Zip((error, bytes) => {
    if (error) throw error;
    this.#ready.push(bytes);
  });
  #ready: Uint8Array[] = [];

  private constructor(file: Awaited<ReturnType<typeof open>>, at: Date) {
    this.#file = file;
    this.#at = at;
  }

  static async make(path: string, at: Date): Promise<ZipFile> {
    return new ZipFile(await open(path, "w", 0o600), at);
  }

  async add(name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = this.#at;
    this.#zip.add(part);
    for await (const bytes of content) {
      part.push(bytes);
      await this.#write();
    }
    part.push(new Uint8Array(), true);
    await this.#write();
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#write();
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #write(): Promise<void> {
    const ready = this.#ready;
    this.#ready = [];
    for (const bytes of ready) await this.#file.write(bytes);
  }
}
