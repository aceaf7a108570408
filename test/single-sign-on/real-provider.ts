import { once } from "node:events";
import { createServer, type Server } from "node:http";
import Provider from "oidc-provider";

export type Account = { email?: string; email_verified?: boolean };

/** A certified OpenID provider on loopback. Whoever comes is the account of `at`, without a page to sign in on. */
export class RealProvider {
  readonly clientId = "crosswalk";
  readonly clientSecret = "a secret of the tests, 32 bytes long";
  readonly accounts = new Map<string, Account>();
  at = "";
  issuer = "";
  #server: Server = createServer();

  /** @param redirectUri as it is registered there */
  async open(redirectUri: string): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the provider does not listen");
    this.issuer = `http://127.0.0.1:${address.port}`;
    const provider = new Provider(this.issuer, this.#settings(redirectUri));
    const answer = provider.callback();
    this.#server.on("request", (request, response) => {
      if (request.url?.startsWith("/interaction/"))
        void provider.interactionFinished(request, response, { login: { accountId: this.at } });
      else void answer(request, response);
    });
  }

  #settings(redirectUri: string) {
    return {
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: [redirectUri],
          response_types: ["code"],
          grant_types: ["authorization_code"],
        },
      ],
      claims: { openid: ["sub"], email: ["email", "email_verified"] },
      cookies: { keys: ["a key of the tests"] },
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, ...this.accounts.get(id) }),
      }),
      async loadExistingGrant({ oidc }: Provider.Context) {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client.clientId,
          accountId: oidc.session.accountId,
        });
        grant.addOIDCScope("openid email");
        await grant.save();
        return grant;
      },
    };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Goes where the app sent the browser, until the provider sends it back. Returns that address. */
  async visit(location: string, redirectUri: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let url = location, hops = 0; hops < 10; hops += 1) {
      if (url.startsWith(redirectUri)) return url;
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url, { redirect: "manual", headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      url = new URL(response.headers.get("location") ?? "/nowhere", url).href;
    }
    throw new Error("the provider never sent the browser back");
  }
}
