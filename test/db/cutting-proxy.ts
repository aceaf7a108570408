import { connect, createServer, type Socket } from "node:net";

/** Stands before PostgreSQL and, once told to, passes COMMIT on but cuts the line before its answer. */
export async function startCuttingProxy(databaseUrl: string) {
  const { port, hostname } = new URL(databaseUrl);
  let armed = false;
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect(Number(port), hostname);
    let cut = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => [client, upstream].map(each => each.destroy()));
    }
    client.on("data", data => {
      cut ||= armed && data.includes("COMMIT");
      upstream.write(data);
    });
    upstream.on("data", data => (cut ? client.destroy() : client.write(data)));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  const target = new URL(databaseUrl);
  target.port = String(address.port);
  return {
    url: target.href,
    arm(on: boolean) {
      armed = on;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
