import { connect, createServer } from "node:net";

/** What went over the wire, in bytes. */
export interface Traffic {
  readonly sent: number;
  readonly received: number;
}

/** A door before the simulator that counts what passes. */
export interface Gate {
  readonly endpoint: string;
  /** What passed since the last time it was asked. */
  readonly take: () => Traffic;
  readonly close: () => void;
}

/** Opens a door on loopback that hands everything on to the port. */
export async function openGate(port: number): Promise<Gate> {
  let sent = 0;
  let received = 0;
  const server = createServer((client) => {
    const service = connect(port, "127.0.0.1");
    const end = () => {
      client.destroy();
      service.destroy();
    };
    client
      .on("data", (chunk) => (sent += chunk.length))
      .on("error", end)
      .on("close", end)
      .pipe(service);
    service
      .on("data", (chunk) => (received += chunk.length))
      .on("error", end)
      .on("close", end)
      .pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port on loopback.");
  const take = () => {
    const traffic = { sent, received };
    sent = 0;
    received = 0;
    return traffic;
  };
  return { endpoint: `http://127.0.0.1:${address.port}`, take, close: () => server.close() };
}
