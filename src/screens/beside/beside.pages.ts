import { talkView } from "../../comments/comments.pages.ts";
import { canAddToEstimate, placeWords } from "../../estimates/papers.rules.ts";
import { fileParts } from "../../files/files.pages.ts";
import { canAddFile } from "../../files/files.rules.ts";
import { followView } from "../../follows/follows.pages.ts";
import { linkParts } from "../../links/links.pages.ts";
import { canAddLink } from "../../links/links.rules.ts";
import type { NumberedKind } from "../../records/records.rules.ts";
import type { Deed, Person } from "../../shared/deed.ts";
import { digestDay } from "../../told/told.pages.ts";
import type { Link } from "../../web/parts.ts";
import { paths } from "../../web/paths.ts";
import { type Part, say } from "../../web/sentence.ts";
import { type Beside, shownComments } from "./beside.queries.ts";

export type BesideView = ReturnType<typeof besideView>;

type Papers = { rows: { said: Part[] }[]; way: Link | null };

const papers = (rows: Part[][], href: string, add: string | null): Papers => ({
  rows: rows.map(said => ({ said })),
  way: add !== null ? { href, label: add } : null,
});

/** Beside a record of any kind: what is said of it, what lies there, and whether the reader follows it. */
export function besideView(kind: NumberedKind, beside: Beside, actor: Person, deed: Deed) {
  const { record, comments, told, links, files, follows } = beside;
  const { number } = record;
  const canAdd = canAddLink(actor) || canAddFile(actor);
  const others = told && told.followers.digest + told.followers.desk;
  return {
    talk: talkView(
      {
        ...{ kind, record, comments, files, links, told, zone: deed.district.timeZone, ...digestDay(deed) },
      },
      shownComments,
    ),
    hasPapers: canAdd || links.length + files.length > 0,
    atEstimates: {
      rows: [
        ...links.map(each => ({ id: each.estimateId, said: linkParts(each) })),
        ...files.map(each => ({ id: each.estimateId, said: fileParts(kind, number, each) })),
      ].filter(({ id }) => id !== null),
      hrefs: canAddToEstimate(actor)
        ? { links: paths.links(kind, number), files: paths.files(kind, number) }
        : null,
    },
    links: papers(
      links.map(each => [...linkParts(each), ...say(placeWords(each))]),
      paths.links(kind, number),
      wayTo(links, "link", canAddLink(actor)),
    ),
    files: papers(
      files.map(file => [...fileParts(kind, number, file), ...say(placeWords(file))]),
      paths.files(kind, number),
      wayTo(files, "file", canAddFile(actor)),
    ),
    follow: followView(kind, record, { follows, others }),
  };
}

function wayTo(there: readonly unknown[], one: string, canAdd: boolean): string | null {
  if (!canAdd) return null;
  return there.length === 0 ? `Add a ${one}` : `Add or take out a ${one}`;
}
