import { fileParts } from "../files/files.pages.ts";
import type { FileRow } from "../files/files.queries.ts";
import { limitWords } from "../files/files.rules.ts";
import { linkParts } from "../links/links.pages.ts";
import type { LinkRow } from "../links/links.queries.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { type NumberedKind, refOf, thisWords } from "../records/records.rules.ts";
import { formatInstant } from "../shared/dates.ts";
import { type DigestDay, toldWords } from "../told/told.pages.ts";
import type { Told } from "../told/told.rules.ts";
import { formView } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { personMark } from "../web/marks.ts";
import type { Link } from "../web/parts.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say, time, who } from "../web/sentence.ts";
import { wayBackTo } from "../web/way-back.ts";
import type { Comment } from "./comments.queries.ts";
import { commentWithLink } from "./comments.rules.ts";

export type Talk = DigestDay & {
  kind: NumberedKind;
  record: RecordRow;
  /** One more than is shown where there are earlier ones. */
  comments: readonly Comment[];
  files: readonly FileRow[];
  links: readonly LinkRow[];
  /** Null for whoever may not comment. */
  told: Told | null;
  zone: string;
  failed?: FailedForm | undefined;
};

export type TalkView = ReturnType<typeof talkView>;

/** What was said of a record, the last of it at the end, and the form for more. */
export function talkView(talk: Talk, shown: number) {
  const { kind, record, comments, files, links, told, zone, today, failed } = talk;
  const rows = comments.slice(-shown);
  const [first] = rows;
  const action = paths.comments(kind, record.number);
  const earlier: Link | null =
    first && comments.length > shown
      ? { href: withQuery(action, { before: first.id }), label: "Earlier comments" }
      : null;
  return {
    rows: rows.map(({ id, at, words, name, side }) => ({
      said: say(
        who(personMark({ name, side })),
        ", ",
        time(at.toISOString(), formatInstant(at, zone, today)),
      ),
      words,
      papers: [
        ...links.filter(({ commentId }) => commentId === id).map(linkParts),
        ...files
          .filter(({ commentId }) => commentId === id)
          .map(file => fileParts(kind, record.number, file)),
      ].map(said => ({ said })),
    })),
    earlier,
    form: told && {
      form: formView(commentWithLink, {
        action,
        submit: "Comment",
        prefix: "comment",
        typed: failed?.typed,
        errors: failed?.errors,
      }),
      limit: limitWords,
      told: toldWords(told, thisWords[kind], talk),
    },
  };
}

/** A page of its own: all of the talk, and where a comment that did not go through is shown again. */
export function talkPage(talk: Talk, shown: number) {
  const view = talkView(talk, shown);
  return {
    head: pageHead({
      title: `Comments on ${refOf(talk.kind, talk.record.number)}`,
      heading: "Comments",
      kicker: wayBackTo(talk.kind, talk.record),
      form: view.form?.form ?? { summary: null },
    }),
    talk: view,
  };
}
