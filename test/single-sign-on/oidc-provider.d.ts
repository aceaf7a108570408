/** What these tests call of the package, which has no types of its own. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  class Provider {
    constructor(issuer: string, settings: object);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
    ): Promise<void>;
  }

  namespace Provider {
    type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };
    type Context = {
      oidc: {
        provider: { Grant: new (of: { clientId: string; accountId: string }) => Grant };
        client: { clientId: string };
        session: { accountId: string };
      };
    };
  }

  export default Provider;
}
