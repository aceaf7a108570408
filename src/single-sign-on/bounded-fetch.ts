import type { CustomFetch } from "openid-client";

/** A discovery document or a set of keys has a few thousand bytes. */
const mostBytes = 128 * 1024;

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`the answer has more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Asks a provider: follows no redirect, waits so long for the whole answer and no longer, and reads no more than is sane. */
export const boundedFetch =
  (patienceMs: number): CustomFetch =>
  async (url, { body, headers, method }) => {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { body, headers, method, redirect: "manual", signal });
    const bytes = await bodyOf(response);
    const { status } = response;
    const type = response.headers.get("content-type");
    return new Response(bytes.length > 0 ? bytes : null, {
      status,
      headers: type === null ? {} : { "content-type": type },
    });
  };
