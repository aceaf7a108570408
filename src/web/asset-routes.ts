import type { FastifyInstance } from "fastify";
import { notFound } from "../shared/app-error.ts";
import { type Asset, assets } from "./assets.ts";
import { encodingFor, pack } from "./packing.ts";

/** A font is packed already. */
const encodingOf = (accepted: string | undefined, asset: Asset) =>
  asset.type.startsWith("font/") ? null : encodingFor(accepted);

/** Each file is packed once, when it is first asked for. */
export function registerAssets(app: FastifyInstance): void {
  const packed = new Map<string, Promise<Buffer>>();
  app.get<{ Params: { hash: string; name: string } }>(
    "/assets/:hash/:name",
    { config: { anyHost: true } },
    async (request, reply) => {
      const asset = assets().get(request.params.name);
      if (!asset) throw notFound();
      const encoding = encodingOf(request.headers["accept-encoding"], asset);
      const key = `${encoding} ${asset.name}`;
      const body = packed.get(key) ?? (encoding ? pack(encoding, asset.body, "most") : asset.body);
      packed.set(key, Promise.resolve(body));
      if (encoding) reply.header("content-encoding", encoding);
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
