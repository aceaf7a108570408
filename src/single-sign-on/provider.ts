import type { ClientAuth, Configuration } from "openid-client";
import { isLoopback, type SingleSignOn } from "../config.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { type Identity, identityIn, verifiedAddressIn } from "./single-sign-on.rules.ts";

const library = () => import("openid-client");
type Library = Awaited<ReturnType<typeof library>>;

/** The password goes as the provider takes it: in the head unless it names only the form. */
const clientAuth =
  ({ ClientSecretBasic, ClientSecretPost }: Library, secret: string): ClientAuth =>
  (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const send = taken.includes("client_secret_basic") ? ClientSecretBasic : ClientSecretPost;
    return send(secret)(server, ...rest);
  };

/** What the provider must give back, each bound to one browser's attempt. */
export type Asked = { state: string; nonce: string; verifier: string };

export type Identified = Identity & { verifiedAddress: string | null };

/** Keys and endpoints change seldom; a key that is not known yet is fetched anyway. */
const keptMs = 60 * 60_000;

/** The district's OpenID provider. Nothing is loaded or asked before the first person comes. */
export class Provider {
  readonly #settings: SingleSignOn;
  readonly #redirectUri: string;
  #found: { configuration: Configuration; at: number } | null = null;

  constructor(settings: SingleSignOn, redirectUri: string) {
    this.#settings = settings;
    this.#redirectUri = redirectUri;
  }

  /** Where to send the browser. @throws where the provider cannot be reached or is another */
  async addressFor(asked: Asked, now: Date): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
    const address = buildAuthorizationUrl(await this.#configuration(now), {
      redirect_uri: this.#redirectUri,
      scope: "openid email",
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: "S256",
    });
    return address.href;
  }

  /** Who came back. @param query of the address to which the provider sent them @throws for every lie */
  async identify(query: string, asked: Asked, now: Date): Promise<Identified> {
    const { authorizationCodeGrant, fetchUserInfo } = await library();
    const configuration = await this.#configuration(now);
    const tokens = await authorizationCodeGrant(configuration, new URL(`${this.#redirectUri}?${query}`), {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const identity = identityIn(claims, { clientId: this.#settings.clientId, now });
    if (!identity) throw new Error("the token was made for another program, or at no time that can be");
    const isSaid = claims?.email !== undefined || !configuration.serverMetadata().userinfo_endpoint;
    const address = isSaid
      ? claims
      : await fetchUserInfo(configuration, tokens.access_token, identity.subject);
    return { ...identity, verifiedAddress: verifiedAddressIn(address) };
  }

  async #configuration(now: Date): Promise<Configuration> {
    const age = now.getTime() - (this.#found?.at ?? 0);
    if (this.#found && age >= 0 && age < keptMs) return this.#found.configuration;
    const oidc = await library();
    const { issuer, clientId, clientSecret, patienceMs } = this.#settings;
    const configuration = await oidc.discovery(
      new URL(issuer),
      clientId,
      // Every provider signs with RS256; naming it keeps "none" and the public key as a password out.
      { id_token_signed_response_alg: "RS256" },
      clientAuth(oidc, clientSecret),
      {
        [oidc.customFetch]: boundedFetch(patienceMs),
        timeout: patienceMs / 1000,
        // The signature is checked although TLS stands for it too.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(isLoopback(new URL(issuer).hostname) ? [oidc.allowInsecureRequests] : []),
        ],
      },
    );
    this.#found = { configuration, at: now.getTime() };
    return configuration;
  }
}
