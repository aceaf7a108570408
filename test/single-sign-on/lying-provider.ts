import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type Claims = Record<string, unknown>;
export type Answer = { status?: number; type?: string; body: string | Buffer; location?: string };
type Header = Record<string, unknown>;
export type Keys = { publicKey: KeyObject; privateKey: KeyObject };

/** What one answer says otherwise than an honest provider would; null falls silent. */
export type Lie = Partial<{
  claims(honest: Claims): Claims;
  header: Header;
  /** Makes the token of its head and claims. */
  token(input: string, keys: Keys): string;
  userinfo(honest: Claims): Claims | Answer | null;
  tokens(honest: Claims): Claims | Answer | null;
  discovery(honest: Claims): Claims | Answer | null;
  jwks(honest: Claims): Claims | Answer | null;
  /** The query with which the browser comes back. */
  comesBack(honest: Record<string, string>): Record<string, string>;
}>;

export const base64url = (text: string | Buffer): string => Buffer.from(text).toString("base64url");
export const rsaKeys = (): Keys => generateKeyPairSync("rsa", { modulusLength: 2048 });
export const signedBy = (input: string, key: KeyObject): string =>
  `${input}.${base64url(sign("sha256", Buffer.from(input), key))}`;
export const macBy = (input: string, key: string): string =>
  `${input}.${base64url(createHmac("sha256", key).update(input).digest())}`;

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

const isAnswer = (given: Claims | Answer): given is Answer => "body" in given;

/** An OpenID provider that does all that an honest one does, but for the lie that it was told to tell. */
export class LyingProvider {
  readonly clientId = "crosswalk";
  readonly clientSecret = "a secret of the tests, 32 bytes long";
  readonly keys = rsaKeys();
  lie: Lie = {};
  /** What it knows of the person at the browser. */
  person: Claims = {};
  now: () => Date = () => new Date();
  lastToken = "";
  #server: Server;
  #asked = new URLSearchParams();

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async listen(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get issuer(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the provider does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  get jwk(): Claims {
    return { ...this.keys.publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" };
  }

  /** What the browser would be sent back with. */
  meet(location: string): string {
    this.#asked = new URL(location).searchParams;
    const honest = { code: "the-code", state: this.#asked.get("state") ?? "", iss: this.issuer };
    return new URLSearchParams(this.lie.comesBack?.(honest) ?? honest).toString();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = await this.#said(request);
    if (given === null) return;
    const answer: Answer = isAnswer(given) ? given : { body: JSON.stringify(given) };
    response.writeHead(answer.status ?? 200, {
      "content-type": answer.type ?? "application/json",
      ...(answer.location && { location: answer.location }),
    });
    response.end(answer.body);
  }

  async #said(request: IncomingMessage): Promise<Claims | Answer | null> {
    const { issuer } = this;
    const [, moved, path] = /^(\/moved)?(.*)$/.exec(request.url ?? "") ?? [];
    // Where a redirect leads all is in order: who follows it is let in.
    const lie = moved ? {} : this.lie;
    const tell = (honest: Claims, lying?: (honest: Claims) => Claims | Answer | null) =>
      lying ? lying(honest) : honest;
    switch (path) {
      case "/.well-known/openid-configuration":
        return tell(
          {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            userinfo_endpoint: `${issuer}/userinfo`,
            jwks_uri: `${issuer}/jwks`,
            response_types_supported: ["code"],
            subject_types_supported: ["public"],
            id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
            authorization_response_iss_parameter_supported: true,
          },
          lie.discovery,
        );
      case "/jwks":
        return tell({ keys: [this.jwk] }, lie.jwks);
      case "/userinfo":
        return tell({ sub: this.person.sub, ...this.person }, lie.userinfo);
      case "/token":
        return this.#tokens(request, await bodyOf(request), lie);
      default:
        return { status: 404, body: "{}" };
    }
  }

  #isClient(authorization = ""): boolean {
    const [id, secret] = Buffer.from(authorization.replace(/^Basic /, ""), "base64")
      .toString()
      .split(":");
    return (
      id === this.clientId && new URLSearchParams(`secret=${secret}`).get("secret") === this.clientSecret
    );
  }

  #tokens(request: IncomingMessage, form: URLSearchParams, lie: Lie): Claims | Answer | null {
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (challenge !== this.#asked.get("code_challenge") || !this.#isClient(request.headers.authorization))
      return { status: 400, body: '{"error":"invalid_grant"}' };
    const seconds = Math.floor(this.now().getTime() / 1000);
    const real = Math.floor(Date.now() / 1000);
    const claims: Claims = {
      iss: this.issuer,
      aud: this.clientId,
      iat: seconds,
      exp: Math.max(seconds, real) + 300,
      nonce: this.#asked.get("nonce"),
      ...this.person,
    };
    const header = { alg: "RS256", typ: "JWT", kid: "one", ...lie.header };
    const parts = [header, lie.claims?.(claims) ?? claims].map(part => base64url(JSON.stringify(part)));
    const input = parts.join(".");
    const idToken = lie.token?.(input, this.keys) ?? signedBy(input, this.keys.privateKey);
    this.lastToken = idToken;
    const honest = {
      access_token: "an-access-token",
      token_type: "Bearer",
      expires_in: 300,
      id_token: idToken,
    };
    return lie.tokens ? lie.tokens(honest) : honest;
  }
}
