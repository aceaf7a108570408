import { once } from "node:events";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** What the mail server does with one mail. */
export type Behaviour =
  | "takes it"
  | "knows no such person"
  | "will not relay"
  | "asks to come later"
  | "dislikes the mail"
  | "falls silent"
  | "takes it and hangs up before it says so";

export type Arrived = { bytes: Buffer; from: string; to: string[]; mail: Email };

export type Mailbox = {
  /** For SMTP_URL. */
  url: string;
  arrived: Arrived[];
  connections(): number;
  close(): Promise<void>;
};

const reply = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

const atRecipient: Partial<Record<Behaviour, Error>> = {
  "knows no such person": reply(550, "5.1.1 No such person here"),
  "will not relay": reply(550, "5.7.1 Relaying denied"),
  "asks to come later": reply(451, "4.7.1 Come back later"),
};

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A real SMTP server on loopback that keeps what it was given. */
export async function openMailbox(
  behave: (to: string, arrived: Arrived[]) => Behaviour = () => "takes it",
  delayMs = 0,
  { offersTls = true } = {},
): Promise<Mailbox> {
  const arrived: Arrived[] = [];
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections)
      if (connection.session === session || connection.id === session.id) connection._socket?.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: !offersTls,
    logger: false,
    closeTimeout: 100,
    onRcptTo: ({ address }, _, done) => done(atRecipient[behave(address, arrived)]),
    async onData(stream, session, done) {
      const bytes = await bytesOf(stream);
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(one => one.address);
      const behaviour = behave(to[0] ?? "", arrived);
      if (behaviour === "falls silent") return;
      if (behaviour === "dislikes the mail") return done(reply(554, "5.6.0 This is not welcome"));
      const from = mailFrom ? mailFrom.address : "";
      arrived.push({ bytes, from, to, mail: await PostalMime.parse(bytes) });
      if (behaviour === "takes it and hangs up before it says so") return hangUp(session);
      setTimeout(() => done(), delayMs);
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The mailbox has no port.");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    arrived,
    connections: () => server.connections.size,
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
