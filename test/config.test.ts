import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig, SettingsError, settings } from "../src/config.ts";

const message = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("these settings were taken");
};

describe("the settings", () => {
  it("have defaults that serve a district on its own machine", () => {
    expect(readConfig({})).toMatchObject({
      engine: "sqlite",
      databaseUrl: "file:data/crosswalk.db",
      port: 3000,
      host: "127.0.0.1",
      baseUrl: "http://localhost:3000",
      secure: false,
      smtpUrl: null,
      secretFile: "data/secret",
    });
  });

  it("name every mistake in one message", () => {
    const said = message({
      PORT: "eighty",
      DATABASE_URL: "mysql://x",
      LOG_LEVEL: "loud",
      MAIL_FROM: "nobody",
    });
    for (const key of ["PORT", "DATABASE_URL", "LOG_LEVEL", "MAIL_FROM"]) expect(said).toContain(key);
  });

  it("refuse plain http for an address that others can reach, and nothing else of it", () => {
    expect(message({ BASE_URL: "http://crosswalk.example.org" })).toContain("https://");
    expect(readConfig({ BASE_URL: "http://127.0.0.1:8080" }).secure).toBe(false);
    expect(readConfig({ BASE_URL: "https://crosswalk.example.org" }).secure).toBe(true);
  });

  it("refuse an address with a path, because links are made from it", () => {
    expect(message({ BASE_URL: "https://example.org/crosswalk" })).toContain("no path");
  });

  it("take an empty setting as one that is not set", () => {
    expect(readConfig({ PORT: "", SMTP_URL: "" })).toMatchObject({ port: 3000, smtpUrl: null });
  });
});

describe("the virus scanner", () => {
  it("is one on this machine, by socket or by port", () => {
    expect(readConfig({}).scanner).toBeNull();
    expect(readConfig({ FILE_SCANNER: "unix:/run/clamd.ctl" }).scanner).toEqual({ path: "/run/clamd.ctl" });
    const port = { host: "::1", port: 3310 };
    expect(readConfig({ FILE_SCANNER: "tcp://[::1]:3310" }).scanner).toEqual(port);
    for (const wrong of [
      "tcp://scanner.example:3310",
      "tcp://127.0.0.1:0",
      "tcp://127.0.0.1:99999",
      "unix:here",
    ])
      expect(message({ FILE_SCANNER: wrong })).toContain("FILE_SCANNER must be");
  });
});

describe("the settings of single sign-on", () => {
  const all = {
    OIDC_ISSUER: "https://login.example.org/district",
    OIDC_CLIENT_ID: "crosswalk",
    OIDC_CLIENT_SECRET: "a secret",
  };

  it("go together, with a name for people", () => {
    expect(readConfig({}).singleSignOn).toBeNull();
    expect(readConfig(all).singleSignOn).toMatchObject({
      issuer: all.OIDC_ISSUER,
      name: "the district account",
    });
    expect(readConfig({ ...all, OIDC_NAME: "Sunrise" }).singleSignOn?.name).toBe("Sunrise");
  });

  it("name what lacks and what is wrong in one message, and never the secret", () => {
    const { OIDC_ISSUER, ...rest } = all;
    expect(message(rest)).toContain("OIDC_ISSUER must be set too");
    const said = message({
      OIDC_ISSUER: "http://login.example.org",
      OIDC_CLIENT_SECRET: "a secret",
      OIDC_NAME: "<b>",
    });
    expect(said).toMatch(/OIDC_ISSUER must be.*OIDC_NAME must be.*OIDC_CLIENT_ID must be set too/s);
    expect(said).not.toContain("a secret");
    for (const issuer of ["nowhere", `${OIDC_ISSUER}?tenant=1`, "https://user@login.example.org"])
      expect(message({ ...all, OIDC_ISSUER: issuer })).toContain("OIDC_ISSUER must be");
    expect(readConfig({ ...all, OIDC_ISSUER: "http://127.0.0.1:9000" }).singleSignOn).not.toBeNull();
  });
});

describe(".env.example", () => {
  const example = readFileSync(".env.example", "utf8");

  it("names each setting once, with its sentence and its default", () => {
    const named = [...example.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]);
    const known = Object.entries(settings.shape).map(([key, schema]) => {
      const standard = schema.safeParse(undefined).data;
      return [key, standard === undefined ? "" : String(standard)];
    });
    expect(named).toEqual(known);
    for (const schema of Object.values(settings.shape))
      expect(example).toContain(`# ${schema.meta()?.description}`);
  });
});
