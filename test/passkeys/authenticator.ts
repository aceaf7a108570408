import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();

/** CBOR of what an attestation holds: small numbers, texts, bytes and maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  // The library writes again what it reads, so that each number must take its fewest bytes.
  const head = (major: number, n: number) => {
    if (n < 24) return Buffer.from([(major << 5) | n]);
    return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  };
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const pairs = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as Parameters<typeof cbor>[0])]);
  return Buffer.concat([head(5, value.size), ...pairs]);
}

export type Asked = { challenge: string; rpId?: string; user?: { id: string } };

/** What an answer may say otherwise than an honest one. */
export type Twist = Partial<{
  origin: string;
  rpId: string;
  type: string;
  challenge: string;
  isVerified: boolean;
  counter: number;
  userHandle: string | undefined;
  id: string;
  key: KeyObject;
  crossOrigin: boolean;
}>;

/** A passkey in software, as honest as it is told to be. */
export class Authenticator {
  readonly id = base64url(randomBytes(32));
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  counter = 0;
  userHandle = "";

  #clientData(type: string, challenge: string, { origin, crossOrigin }: Twist): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge,
        origin: origin ?? "http://localhost:3000",
        crossOrigin: crossOrigin ?? false,
      }),
    );
  }

  #authData(rpId: string, isVerified: boolean, counter: number, more = Buffer.alloc(0)): Buffer {
    const flags = 1 | (isVerified ? 4 : 0) | (more.length > 0 ? 64 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more]);
  }

  #coseKey(): Buffer {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const point = (text: string) => Buffer.from(text, "base64url");
    return cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]),
    );
  }

  /** The answer to creation options, as a browser gives it in JSON. */
  make(asked: Asked, twist: Twist = {}): string {
    this.userHandle = asked.user?.id ?? "";
    const id = Buffer.from(this.id, "base64url");
    const length = Buffer.from([id.length >> 8, id.length & 255]);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
    const authData = this.#authData(
      twist.rpId ?? "localhost",
      twist.isVerified ?? true,
      twist.counter ?? this.counter,
      attested,
    );
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ]);
    const type = twist.type ?? "webauthn.create";
    const clientData = this.#clientData(type, twist.challenge ?? asked.challenge, twist);
    return JSON.stringify({
      ...{ id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(clientData),
        attestationObject: base64url(cbor(attestation)),
        transports: ["internal"],
      },
    });
  }

  /** The answer to request options. */
  sign(asked: Asked, twist: Twist = {}): string {
    const type = twist.type ?? "webauthn.get";
    const clientData = this.#clientData(type, twist.challenge ?? asked.challenge, twist);
    const authData = this.#authData(
      twist.rpId ?? "localhost",
      twist.isVerified ?? true,
      twist.counter ?? this.counter,
    );
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const id = twist.id ?? this.id;
    return JSON.stringify({
      ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authData),
        signature: base64url(sign("sha256", signed, twist.key ?? this.#keys.privateKey)),
        userHandle: "userHandle" in twist ? twist.userHandle : this.userHandle,
      },
    });
  }
}
