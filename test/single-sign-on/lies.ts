import { generateKeyPairSync } from "node:crypto";
import { base64url, type Claims, type Lie, macBy, rsaKeys, signedBy } from "./lying-provider.ts";

const stranger = rsaKeys();
const html = { type: "text/html", body: "<h1>Welcome</h1>" };
/** In order but for its size. */
const huge = (honest: Claims): Claims => ({ ...honest, padding: "x".repeat(1024 * 1024) });
const without = (claims: Claims, ...names: string[]): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
const said = (more: Claims): Lie => ({ claims: honest => ({ ...honest, ...more }) });
const now = (seconds: number): Lie => ({
  claims: honest => ({ ...honest, iat: Number(honest.iat) + seconds }),
});
const endOf = (input: string): string => input.split(".")[1] ?? "";
const jwkOf = (keys: typeof stranger) => keys.publicKey.export({ format: "jwk" });

/** Lies of a token: whoever only reads one, and checks nothing, believes nearly all. */
export const tokenLies: Record<string, Lie> = {
  "no signature": { token: input => `${input}.` },
  "no third part": { token: input => input },
  'algorithm "none"': { header: { alg: "none" }, token: input => `${input}.` },
  'algorithm "None"': { header: { alg: "None" }, token: input => `${input}.` },
  "HS256 by the public key as PEM": {
    header: { alg: "HS256" },
    token: (input, { publicKey }) =>
      macBy(input, publicKey.export({ format: "pem", type: "spki" }).toString()),
  },
  "HS256 by the public key as JWK": {
    header: { alg: "HS256" },
    token: (input, { publicKey }) => macBy(input, String(publicKey.export({ format: "jwk" }).n)),
  },
  "HS256 by the client's secret": {
    header: { alg: "HS256" },
    token: input => macBy(input, "a secret of the tests, 32 bytes long"),
  },
  "a signature by another's key": { token: input => signedBy(input, stranger.privateKey) },
  "a signature by a key that it brings along": {
    header: { jwk: jwkOf(stranger), kid: "two" },
    token: input => signedBy(input, stranger.privateKey),
  },
  "a key that nobody has heard of": {
    header: { kid: "two" },
    token: input => signedBy(input, stranger.privateKey),
  },
  "claims changed after the signature": {
    token(input, { privateKey }) {
      const [head = ""] = input.split(".");
      const signature = signedBy(`${head}.${base64url('{"sub":"somebody"}')}`, privateKey).split(".")[2];
      return `${head}.${endOf(input)}.${signature}`;
    },
  },
  "RS512 where RS256 was agreed": { header: { alg: "RS512" } },
  "critical words that nobody knows": { header: { crit: ["moon"], moon: "full" } },
  "the nonce of an older answer": said({ nonce: "an-old-nonce" }),
  "no nonce": { claims: honest => without(honest, "nonce") },
  "another audience": said({ aud: "another-program" }),
  "two audiences and no party": said({ aud: ["crosswalk", "another-program"] }),
  "another party": said({ azp: "another-program" }),
  "two audiences and another party": said({ aud: ["crosswalk", "another-program"], azp: "another-program" }),
  "another issuer": said({ iss: "https://accounts.evil.example" }),
  "no issuer": { claims: honest => without(honest, "iss") },
  "an end that has passed": { claims: honest => ({ ...honest, exp: Math.floor(Date.now() / 1000) - 3600 }) },
  "no end": { claims: honest => without(honest, "exp") },
  "an end that is no number": said({ exp: "tomorrow" }),
  "made an hour from now": now(3600),
  "made yesterday": now(-86_400),
  "made at no time": { claims: honest => without(honest, "iat") },
  "good from tomorrow on": { claims: honest => ({ ...honest, nbf: Math.floor(Date.now() / 1000) + 86_400 }) },
  "no subject": { claims: honest => without(honest, "sub") },
  "an empty subject": said({ sub: "" }),
  "a number as subject": said({ sub: 1 }),
  "a subject that never ends": said({ sub: "x".repeat(10_000) }),
};

/** Lies about the address: the token is in order, and Ana is not who came. */
export const addressLies: Record<string, Lie> = {
  "an address that is not verified": said({ email_verified: false }),
  "an address of which nothing is said": { claims: honest => without(honest, "email_verified") },
  'the word "true" for true': said({ email_verified: "true" }),
  "a one for true": said({ email_verified: 1 }),
  "no address at all": {
    claims: honest => without(honest, "email"),
    userinfo: honest => without(honest, "email"),
  },
  "two addresses in one": said({ email: "ana@sanjuan.example, evil@evil.example" }),
  "a list of addresses": said({ email: ["ana@sanjuan.example"] }),
  "another subject at the second question": {
    claims: honest => without(honest, "email", "email_verified"),
    userinfo: honest => ({ ...honest, sub: "somebody-else" }),
  },
  "no subject at the second question": {
    claims: honest => without(honest, "email", "email_verified"),
    userinfo: honest => without(honest, "sub"),
  },
  "a page at the second question": {
    claims: honest => without(honest, "email", "email_verified"),
    userinfo: () => html,
  },
};

/** Lies of the line: what is asked for is not what comes. */
export const lineLies: Record<string, Lie> = {
  "an error of the server for tokens": { tokens: () => ({ status: 500, body: "{}" }) },
  "a page for tokens": { tokens: () => html },
  "tokens without end": { tokens: huge },
  "silence for tokens": { tokens: () => null },
  "tokens somewhere else": { tokens: () => ({ status: 307, location: "/moved/token", body: "" }) },
  "no token of identity": { tokens: honest => without(honest, "id_token") },
  "a token of another kind": { tokens: honest => ({ ...honest, token_type: "mac" }) },
  "a word in place of a token": { tokens: honest => ({ ...honest, id_token: "trust-me" }) },
  "no keys": { jwks: () => ({ keys: [] }) },
  "keys without end": { jwks: huge },
  "a key as large as a house": {
    jwks: ({ keys }) => ({ keys: [keys].flat().map(key => ({ ...Object(key), n: "x".repeat(60_000) })) }),
  },
  "a key too small to trust": weakKey(),
  "a page for keys": { jwks: () => html },
  "another's state": { comesBack: honest => ({ ...honest, state: "another-state" }) },
  "no state": { comesBack: ({ code = "", iss = "" }) => ({ code, iss }) },
  "another issuer on the way back": {
    comesBack: honest => ({ ...honest, iss: "https://accounts.evil.example" }),
  },
  "no issuer on the way back": { comesBack: ({ code = "", state = "" }) => ({ code, state }) },
  "no code": { comesBack: ({ state = "", iss = "" }) => ({ state, iss }) },
  "a refusal": {
    comesBack: ({ state = "", iss = "" }) => ({ state, iss, error: "access_denied" }),
  },
  "a refusal that speaks markup": {
    comesBack: ({ state = "", iss = "" }) => ({
      state,
      iss,
      error: "<b>x</b>",
      error_description: "<script>",
    }),
  },
};

function weakKey(): Lie {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
  return { jwks: () => ({ keys: [jwk] }), token: input => signedBy(input, privateKey) };
}

/** Lies before anybody was asked who they are. */
export const firstLies: Record<string, Lie> = {
  "the name of another issuer": {
    discovery: honest => ({ ...honest, issuer: "https://accounts.evil.example" }),
  },
  "a page for its address": { discovery: () => html },
  "an error for its address": { discovery: () => ({ status: 500, body: "{}" }) },
  "an address without end": { discovery: huge },
  "its address somewhere else": {
    discovery: () => ({ status: 302, location: "/moved/.well-known/openid-configuration", body: "" }),
  },
  "no door": { discovery: honest => without(honest, "authorization_endpoint") },
};
