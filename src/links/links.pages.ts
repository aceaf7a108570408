import { type Place, placeWords } from "../estimates/papers.rules.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { type NumberedKind, refOf } from "../records/records.rules.ts";
import { type Day, formatInstant } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { webAddress } from "../shared/web-address.ts";
import { ofPress } from "../told/said-before.ts";
import { nobodyTold } from "../told/told.pages.ts";
import { formView } from "../web/forms.ts";
import { deedPost, pageHead } from "../web/head.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say, time } from "../web/sentence.ts";
import { wayBackTo } from "../web/way-back.ts";
import type { LinkRow } from "./links.queries.ts";
import { canAddLink, canTakeOutLink, linkForm } from "./links.rules.ts";

/** A link where a page may link to it, else the words alone. */
export function linkParts({ title, url }: Pick<LinkRow, "title" | "url">): Part[] {
  const address = webAddress(url);
  return say(address ? link(address, title) : title);
}

export type LinksPage = {
  kind: NumberedKind;
  record: RecordRow;
  links: readonly LinkRow[];
  /** To which what is added belongs. */
  estimate: Place["estimate"];
  actor: Person;
  zone: string;
  today: Day;
  failed?: FailedForm | undefined;
};

export function linksPage({ kind, record, links, estimate, actor, zone, today, failed }: LinksPage) {
  const form = canAddLink(actor)
    ? formView(linkForm, {
        action: withQuery(paths.links(kind, record.number), { estimate: estimate?.version }),
        submit: "Add the link",
        told: nobodyTold,
        typed: failed?.typed,
        errors: failed?.errors,
      })
    : null;
  return {
    head: pageHead({
      title: `Links of ${refOf(kind, record.number)}`,
      heading: "Links",
      kicker: wayBackTo(kind, record),
      standing: estimate
        ? say(
            `What you add here belongs to version ${estimate.version} of the estimate, and is shown with it.`,
          )
        : null,
      form: form ?? { summary: null },
    }),
    rows: links.map(each => ({
      said: [
        ...linkParts(each),
        ...say(
          `${placeWords(each)}, added by ${each.by}, `,
          time(each.at.toISOString(), formatInstant(each.at, zone, today)),
        ),
      ],
      deed: canTakeOutLink(actor, each)
        ? deedPost("Take out", paths.linkEnd(kind, record.number, each.id), { key: newId() })
        : null,
    })),
    told: links.some(each => canTakeOutLink(actor, each)) ? ofPress("Take out", nobodyTold) : null,
    form,
  };
}
