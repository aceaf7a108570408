import { z } from "zod";
import { line } from "../shared/fields.ts";

/** What the browser's script fills in; a credential is about 1 KB. */
const answer = z.string().max(20_000).optional().meta({ label: "Answer", control: "hidden" });

export const newPasskeyForm = z.strictObject({
  name: line("Name", {
    max: 60,
    width: "half",
    hint: "What you know it by: the laptop at school, the blue key.",
  }),
  answer,
});

export const passkeySignInForm = z.strictObject({
  answer,
  next: z.string().max(2000).optional().meta({ label: "Next", control: "hidden" }),
});

/** A button alone. */
export const removalForm = z.strictObject({});

export const mostPasskeys = 20;

const credential = {
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal("public-key"),
  clientExtensionResults: z.looseObject({}),
};

export const newCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});

export const signedChallenge = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().max(100),
  }),
});

/** What a browser answered, if it has the form of it. */
export function readAnswer<S extends z.ZodType>(schema: S, text: string | undefined): z.output<S> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? ""));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * A counter that did not grow tells of a copy, unless the passkey never counts.
 * @param kept of the last time
 */
export const isCopied = (kept: number, given: number): boolean => (kept > 0 || given > 0) && given <= kept;
