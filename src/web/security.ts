import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import { newId } from "../shared/ids.ts";
import { registerPacking } from "./packing.ts";
import { noteRefusals } from "./refusals.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** A post from elsewhere is welcome: its signed address is the authority. */
    crossSite?: boolean;
    /** For probes, which ask by address. */
    anyHost?: boolean;
  }
}

const second = 1000;

/** For the Fastify constructor: what one visitor may take of time and memory. */
export const serverLimits = {
  bodyLimit: 1024 * 1024,
  /** The whole request must be here by then; the default lets hundreds of slow ones live on. */
  requestTimeout: 30 * second,
  connectionTimeout: 60 * second,
  keepAliveTimeout: 10 * second,
  handlerTimeout: 60 * second,
  http: { headersTimeout: 10 * second, maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 5 * second },
  routerOptions: { maxParamLength: 200 },
  genReqId: newId,
} as const;

/** Nothing is loaded from elsewhere and nothing stands inline; the digest's mail is framed from here. */
const policy = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'none'"],
  },
};

/** For a mail shown as its own document in a sandboxed frame; a route sets it as its content-security-policy. */
export const mailFramePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** An answer that is no fault of the server, in words for the person. */
export class Refusal extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = "Refusal";
    this.statusCode = statusCode;
  }
}

const withoutDefaultPort = (host: string, secure: boolean): string =>
  host.toLowerCase().replace(secure ? /:443$/ : /:80$/, "");

const isKnownHost = (request: FastifyRequest, config: Config): boolean => {
  const port = request.socket.localPort ?? config.port;
  const own = config.secure ? [] : [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  const known = [new URL(config.baseUrl).host, `${config.host}:${port}`, ...own];
  const host = withoutDefaultPort(request.host ?? "", config.secure);
  return known.some(each => withoutDefaultPort(each, config.secure) === host);
};

/**
 * Whether the post came from a page of ours. Browsers say so themselves; one too old for Sec-Fetch-Site still sends
 * Origin; a program sends neither, and has no cookies that another site could ride on.
 */
function isOwnSite(request: FastifyRequest, config: Config): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host } = new URL(origin);
  return (
    protocol === new URL(config.baseUrl).protocol &&
    host === withoutDefaultPort(request.host ?? "", config.secure)
  );
}

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/** What asks for another host, or was sent by another site, goes no further. */
export function refuseForeign(request: FastifyRequest, config: Config): void {
  const { anyHost, crossSite } = request.routeOptions.config;
  if (!anyHost && !isKnownHost(request, config))
    throw new Refusal(421, `This is not the address of Crosswalk. Open ${config.baseUrl} instead.`);
  if (!safeMethods.includes(request.method) && !crossSite && !isOwnSite(request, config))
    throw new Refusal(403, "This was sent from another site. Open the page here and send it again.");
}

/** Headers, hosts, cross-site posts, what is refused, compression: before every route. */
export async function secure(app: FastifyInstance, config: Config): Promise<void> {
  app.decorate("isSecure", config.secure);
  await app.register(helmet, {
    contentSecurityPolicy: policy,
    strictTransportSecurity: config.secure && {
      maxAge: 365 * 86_400,
      includeSubDomains: config.bindsSubdomains,
    },
    referrerPolicy: { policy: "same-origin" },
    frameguard: { action: "sameorigin" },
    // A mail's own document in a frame would not carry it, and browsers complain of the difference.
    originAgentCluster: false,
  });
  app.addHook("onRequest", async request => refuseForeign(request, config));
  noteRefusals(app);
  registerPacking(app);
}
