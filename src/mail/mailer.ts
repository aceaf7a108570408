import type { Config } from "../config.ts";
import { openFolderMailer } from "./outbox-folder.ts";
import { openSmtpMailer } from "./smtp.ts";
import type { Mailer } from "./transport.ts";

/** By SMTP where the settings name a server, else into the outbox folder. */
export const openMailer = (config: Config): Mailer =>
  config.smtpUrl === null ? openFolderMailer(config) : openSmtpMailer(config, config.smtpUrl);
