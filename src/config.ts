import { z } from "zod";

export const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);

const url = (schemes: string[]) =>
  z.string().refine(text => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be an address that begins with ${schemes.map(scheme => `${scheme}//`).join(" or ")}`,
  });

/** Plain http is for a provider on this machine alone. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isSafe = protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
  return isSafe && search === "" && hash === "" && username === "";
}

type Scanner = { path: string } | { host: string; port: number };

/** Files go to it as they are: never to another machine. */
function scannerOf(text: string): Scanner | null {
  const path = /^unix:(\/.+)$/.exec(text)?.[1];
  if (path) return { path };
  const [, host = "", port] = /^tcp:\/\/([^/@]+):(\d{1,5})$/.exec(text) ?? [];
  const isPort = Number(port) > 0 && Number(port) < 65_536;
  return isLoopback(host) && isPort ? { host: host.replace(/[[\]]/g, ""), port: Number(port) } : null;
}

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: "must be a whole number" })
    .transform(Number)
    .refine(n => n >= low && n <= high, { error: `must be between ${low} and ${high}` });

/** Every setting: its name in the environment, its default, and a sentence for `.env.example`. */
export const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, { error: "must begin with file: or postgres://" })
    .default("file:data/crosswalk.db")
    .meta({ description: "Where the records are: file:PATH for SQLite, postgres://… for PostgreSQL." }),
  DATA_DIR: z
    .string()
    .min(1, { error: "must name a folder" })
    .default("data")
    .meta({ description: "The folder for the outbox, the secret and the backups." }),
  PORT: wholeNumber(0, 65_535).default(3000).meta({ description: "The port to listen on." }),
  HOST: z
    .string()
    .min(1, { error: "must name an address" })
    .default("127.0.0.1")
    .meta({ description: "The address to listen on; a reverse proxy on the same machine needs no other." }),
  BASE_URL: url(["http:", "https:"]).optional().meta({
    description: "The address that people type; links in mail begin with it. Default: http://localhost:PORT.",
  }),
  HSTS_SUBDOMAINS: z.enum(["yes", "no"], { error: "must be yes or no" }).default("yes").meta({
    description:
      "Over https, whether browsers ask for https of every name beneath that of BASE_URL too; no where such a name has only http.",
  }),
  SMTP_URL: url(["smtp:", "smtps:"]).optional().meta({
    description:
      "The mail server, smtp://user:password@host:port. Without it each mail is a file in DATA_DIR/outbox.",
  }),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, {
      error: "must be an e-mail address, with a name before it or not",
    })
    .default("Crosswalk <crosswalk@localhost>")
    .meta({ description: "Who the mail is from." }),
  SECRET_FILE: z.string().min(1, { error: "must name a file" }).optional().meta({
    description:
      "The key that signs cookies and unsubscribe links; made on first start. Default: DATA_DIR/secret.",
  }),
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, { error: "must be the provider's address: https://, without ? and #" })
    .optional()
    .meta({ description: "The OpenID Connect provider for single sign-on. Default: none." }),
  OIDC_CLIENT_ID: z.string().max(500).optional().meta({
    description:
      "Crosswalk's name at the provider, where BASE_URL/sign-in/single-sign-on/answer is registered as its address.",
  }),
  OIDC_CLIENT_SECRET: z.string().max(1000).optional().meta({
    description: "Its password at the provider.",
  }),
  OIDC_NAME: z
    .string()
    .regex(/^[^\p{C}<>]{1,40}$/u, { error: "must be a few words" })
    .default("the district account")
    .meta({ description: "What people call the provider: the button says “Sign in with …”." }),
  FILE_SCANNER: z
    .string()
    .refine(text => scannerOf(text) !== null, {
      error: "must be unix:/path of a socket, or tcp://127.0.0.1:3310 on this machine",
    })
    .optional()
    .meta({
      description:
        "A virus scanner that speaks clamd's protocol, unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310. Default: none.",
    }),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info")
    .meta({ description: "How much is logged." }),
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/, ]+$/, { error: "must be a list of addresses or networks, separated by commas" })
    .optional()
    .meta({ description: "The addresses of the proxies whose X-Forwarded-For is believed. Default: none." }),
});

export type Engine = "sqlite" | "postgres";

export type SingleSignOn = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it. */
  name: string;
  /** How long each of its answers may take. */
  patienceMs: number;
};

export type Config = {
  engine: Engine;
  databaseUrl: string;
  dataDir: string;
  port: number;
  host: string;
  baseUrl: string;
  /** False only for http on a loopback address: the cookie then has another name and no Secure. */
  secure: boolean;
  /** Whether names beneath the host of baseUrl are for https alone too. */
  bindsSubdomains: boolean;
  smtpUrl: string | null;
  mailFrom: string;
  secretFile: string;
  singleSignOn: SingleSignOn | null;
  /** Looks at every file before it is kept. */
  scanner: Scanner | null;
  logLevel: string;
  trustProxy: string[] | false;
};

export class SettingsError extends Error {}

const engineOf = (databaseUrl: string | undefined): Engine =>
  databaseUrl?.startsWith("postgres") ? "postgres" : "sqlite";

/** @throws SettingsError naming every setting that is wrong, in one message. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape)
      .filter(key => env[key] !== undefined && env[key] !== "")
      .map(key => [key, env[key]]),
  );
  const parsed = settings.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map(i => `${i.path.join(".")} ${i.message}`);
  const baseUrl = URL.canParse(env.BASE_URL ?? "") ? new URL(env.BASE_URL ?? "") : null;
  if (baseUrl?.protocol === "http:" && !isLoopback(baseUrl.hostname))
    problems.push("BASE_URL must begin with https:// unless its host is this machine (localhost)");
  if (baseUrl && (baseUrl.pathname !== "/" || baseUrl.search || baseUrl.hash || baseUrl.username))
    problems.push("BASE_URL must have no path: https://crosswalk.example.org");
  const halves = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"].filter(key => !given[key]);
  if (halves.length > 0 && halves.length < 3)
    problems.push(`${halves.join(" and ")} must be set too, or nobody signs in by single sign-on`);
  if (!parsed.success || problems.length > 0)
    throw new SettingsError(`Settings to mend:\n${problems.map(line => `  ${line}`).join("\n")}`);
  const s = parsed.data;
  return {
    engine: engineOf(s.DATABASE_URL),
    databaseUrl: s.DATABASE_URL,
    dataDir: s.DATA_DIR,
    port: s.PORT,
    host: s.HOST,
    baseUrl: baseUrl?.origin ?? `http://localhost:${s.PORT}`,
    secure: baseUrl?.protocol === "https:",
    bindsSubdomains: s.HSTS_SUBDOMAINS === "yes",
    smtpUrl: s.SMTP_URL ?? null,
    mailFrom: s.MAIL_FROM,
    secretFile: s.SECRET_FILE ?? `${s.DATA_DIR}/secret`,
    singleSignOn: singleSignOnOf(s),
    scanner: scannerOf(s.FILE_SCANNER ?? ""),
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY?.split(",").map(part => part.trim()) ?? false,
  };
}

const singleSignOnOf = (s: z.output<typeof settings>): SingleSignOn | null =>
  s.OIDC_ISSUER && s.OIDC_CLIENT_ID && s.OIDC_CLIENT_SECRET
    ? {
        ...{ issuer: s.OIDC_ISSUER, clientId: s.OIDC_CLIENT_ID, clientSecret: s.OIDC_CLIENT_SECRET },
        ...{ name: s.OIDC_NAME, patienceMs: 5000 },
      }
    : null;

/** The engine is settled before any table is defined; one process speaks to one. */
export const engine: Engine = engineOf(process.env.DATABASE_URL);

/** The settings of this process; `usual` stands in for what is not set. @throws SettingsError */
export const configFromEnvironment = (usual: Record<string, string> = {}): Config =>
  readConfig({ ...usual, ...process.env });
