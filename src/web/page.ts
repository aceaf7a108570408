import type { FastifyReply, FastifyRequest } from "fastify";
import { clearOwnCookie, ownCookie, setOwnCookie } from "./cookies.ts";
import { type LayoutView, layoutView } from "./layout.ts";
import { paths } from "./paths.ts";
import { type PageView, renderPage } from "./render.ts";
import { themeFrom } from "./theme.ts";

const flashCookie = "crosswalk-flash";

/** What stands around the page, from what the request knows already. */
export function layoutOf(request: FastifyRequest, flash: string | null = null): LayoutView {
  const { person, district } = request;
  return layoutView({
    person: person && {
      name: person.name,
      side: person.side,
      role: person.role,
      isAdmin: person.isAdmin,
      isLiaison: person.liaisonSide !== null,
    },
    district: district && {
      name: district.name,
      locale: district.locale,
      liaisonHref: person && paths.liaisons,
    },
    path: request.url,
    flash,
    theme: themeFrom(request),
  });
}

/** Answers with a page in the layout of whoever asks. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  view: PageView,
  status = 200,
  frame: LayoutView["frame"] | null = null,
): FastifyReply {
  const layout = layoutOf(request, takeFlash(request, reply));
  const html = renderPage(name, view, frame ? { ...layout, frame } : layout);
  return reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(html);
}

/** A sentence about what was just done; the next page shows it once. */
export function setFlash(reply: FastifyReply, sentence: string): void {
  setOwnCookie(reply, flashCookie, Buffer.from(sentence).toString("base64url"), 60);
}

function takeFlash(request: FastifyRequest, reply: FastifyReply): string | null {
  const text = ownCookie(request, flashCookie);
  if (!text) return null;
  clearOwnCookie(reply, flashCookie);
  return Buffer.from(text, "base64url").toString("utf8").slice(0, 500) || null;
}
