import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { notFound } from "../shared/app-error.ts";
import { type Asset, assets } from "./assets.ts";

type Encoding = "br" | "gzip" | "identity";

const pack: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: body => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: body => promisify(gzip)(body, { level: 9 }),
  identity: async body => body,
};

/** A font is compressed already. */
const encodingFor = (accepted: string, asset: Asset): Encoding => {
  if (asset.type.startsWith("font/")) return "identity";
  return /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : "identity";
};

/** Each file is compressed once, when it is first asked for. */
export function registerAssets(app: FastifyInstance): void {
  const packed = new Map<string, Promise<Buffer>>();
  app.get<{ Params: { hash: string; name: string } }>(
    "/assets/:hash/:name",
    { compress: false, config: { anyHost: true } },
    async (request, reply) => {
      const asset = assets().get(request.params.name);
      if (!asset) throw notFound();
      const encoding = encodingFor(request.headers["accept-encoding"] ?? "", asset);
      const key = `${encoding} ${asset.name}`;
      const body = packed.get(key) ?? pack[encoding](asset.body);
      packed.set(key, body);
      if (encoding !== "identity") reply.header("content-encoding", encoding);
      // A page of the release before may still ask for its own hash: it gets today's file, not to be kept.
      const isOwn = request.params.hash === asset.hash;
      return reply
        .type(asset.type)
        .header("vary", "accept-encoding")
        .header("cache-control", isOwn ? "public, max-age=31536000, immutable" : "no-cache")
        .send(await body);
    },
  );
}
