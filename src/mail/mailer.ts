import type { Config } from "../config.ts";
import type { Mailer } from "./transport.ts";

/** By SMTP where the settings name a server, else into the outbox folder. */
const openBySettings = async (config: Config): Promise<Mailer> =>
  config.smtpUrl === null
    ? (await import("./outbox-folder.ts")).openFolderMailer(config)
    : (await import("./smtp.ts")).openSmtpMailer(config, config.smtpUrl);

/** The mail library takes a third of a second and 20 MB: it is loaded with the first mail, not with the process. */
export function openMailer(config: Config): Mailer {
  let opened: Promise<Mailer> | undefined;
  return {
    async send(mail) {
      opened ??= openBySettings(config);
      return (await opened).send(mail);
    },
    async close() {
      await (await opened)?.close();
    },
  };
}
