import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { invalid } from "../shared/app-error.ts";
import { clearOwnCookie, ownCookie, setOwnCookie } from "./cookies.ts";
import { type Theme, themeOf } from "./layout.ts";
import { ownPath } from "./own-path.ts";

const cookie = "theme";

export const themeFrom = (request: FastifyRequest): Theme => themeOf(ownCookie(request, cookie));

const themeForm = z.strictObject({
  theme: z.enum(["auto", "light", "dark"]),
  back: z.string().max(2000).default("/"),
});

/** The choice of colors is kept in a cookie, so that it also holds before somebody signs in. */
export function registerTheme(app: FastifyInstance): void {
  app.post("/theme", async (request, reply) => {
    const form = themeForm.safeParse(request.body);
    if (!form.success) throw invalid("These colors are not known. Choose auto, light or dark.");
    const { theme, back } = form.data;
    if (theme === "auto") clearOwnCookie(reply, cookie);
    else setOwnCookie(reply, cookie, theme, 365 * 86_400);
    return reply.redirect(ownPath(back), 303);
  });
}
