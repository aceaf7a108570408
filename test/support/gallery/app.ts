import { join } from "node:path";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { readConfig } from "../../../src/config.ts";
import { forbidden, unavailable } from "../../../src/shared/app-error.ts";
import { registerAssets } from "../../../src/web/asset-routes.ts";
import { frameworkErrors, registerErrors } from "../../../src/web/errors.ts";
import { formView, readForm } from "../../../src/web/forms.ts";
import { pageHead } from "../../../src/web/head.ts";
import { layoutView } from "../../../src/web/layout.ts";
import { makeRenderer, type PageView } from "../../../src/web/render.ts";
import { secure, serverLimits } from "../../../src/web/security.ts";
import { say } from "../../../src/web/sentence.ts";
import { registerTheme, themeFrom } from "../../../src/web/theme.ts";
import { galleryParts, gallerySchema, goalOptions, ownerOptions } from "./form.ts";
import { listPageView } from "./list.ts";
import { recordView } from "./record.ts";

export const galleryRenderer = makeRenderer(
  [join(import.meta.dirname, "../../../views"), join(import.meta.dirname, "views")],
  { checked: () => true },
);

const layoutOf = (request: FastifyRequest, flash: string | null = null) =>
  layoutView({
    person: { name: "Dana Okafor", side: "technology", role: "technologist", isAdmin: true, isLiaison: true },
    district: { name: "San Juan Unified", locale: "en-US", liaisonHref: "mailto:liaisons@sanjuan.example" },
    path: request.url,
    flash,
    theme: themeFrom(request),
  });

const send = (request: FastifyRequest, reply: FastifyReply, name: string, view: PageView, flash?: string) =>
  reply
    .type("text/html; charset=utf-8")
    .send(galleryRenderer.renderPage(name, view, layoutOf(request, flash)));

const formHead = {
  heading: "What do you need from technology?",
  kicker: say("New request"),
  standing: say("Four short parts. You see how long things like it took before you send it."),
};

const formOptions = {
  action: "/gallery/form",
  submit: "Send request",
  version: 7,
  options: { goals: goalOptions, owner: ownerOptions },
  parts: galleryParts,
  also: [{ value: "draft", label: "Keep as draft" }],
};

function galleryRoutes(app: FastifyInstance): void {
  app.get("/gallery", (request, reply) =>
    send(request, reply, "gallery/record", recordView, "Your check-in is kept. Dana hears of it now."),
  );
  app.get("/gallery/list", (request, reply) => send(request, reply, "gallery/list", listPageView));
  app.get("/gallery/form", (request, reply) => {
    const form = formView(gallerySchema, formOptions);
    return send(request, reply, "gallery/form", { head: pageHead(formHead), form });
  });
  app.post("/gallery/form", (request, reply) => {
    const read = readForm(gallerySchema, request.body);
    if (read.ok) return reply.send(read);
    const form = formView(gallerySchema, { ...formOptions, ...read, version: read.version });
    return send(request, reply.code(read.status), "gallery/form", {
      head: pageHead({ ...formHead, form }),
      form,
    });
  });
  app.get("/gallery/forbidden", () => {
    throw forbidden("Only the sponsor, Ana Ruiz, can confirm this goal.");
  });
  app.get("/gallery/busy", () => {
    throw unavailable("Many people write at this moment. Send it again in a few seconds.");
  });
  app.get("/gallery/broken", () => {
    throw Object.assign(new Error("select * from people where email = 'ana@sanjuan.example'"), {
      query: "select",
    });
  });
  app.post("/gallery/unsubscribe", { config: { crossSite: true } }, () => ({ ok: true }));
}

export const gallerySecret = "ana@sanjuan.example";

/** The web layer alone, without a database: the same plugins in the same order as the app. */
export async function galleryApp(environment: Record<string, string> = {}): Promise<FastifyInstance> {
  const config = readConfig(environment);
  const app = Fastify({ ...serverLimits, frameworkErrors, logger: false });
  await secure(app, config);
  await app.register(formbody, { bodyLimit: serverLimits.bodyLimit });
  await app.register(cookie);
  registerErrors(app, request => (request.url.startsWith("/gallery") ? layoutOf(request) : null));
  registerAssets(app);
  registerTheme(app);
  galleryRoutes(app);
  return app;
}
