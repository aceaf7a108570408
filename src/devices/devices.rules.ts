import { z } from "zod";

/** A button alone. */
export const endForm = z.strictObject({});
