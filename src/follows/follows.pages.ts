import type { RecordRow } from "../records/records.actions.ts";
import { isNumbered, type NumberedKind, refOf, thisWords } from "../records/records.rules.ts";
import { formatInstant } from "../shared/dates.ts";
import { newId } from "../shared/ids.ts";
import { summaryOf } from "../web/form-view.ts";
import { type Deed, deedPost, pageHead } from "../web/head.ts";
import type { Link, PagerView } from "../web/parts.ts";
import { pathOf, paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say, time } from "../web/sentence.ts";

const people = (count: number): string => `${count} ${count === 1 ? "person" : "others"}`;

export type FollowView = { said: string; deed: Deed };

/** On a record's page: whether the reader follows, and the button that changes it. */
export function followView(
  kind: NumberedKind,
  { number }: RecordRow,
  { follows, others }: { follows: boolean; others: number | null },
): FollowView {
  const too = !others ? "" : follows ? `, as ${others === 1 ? "does" : "do"} ${people(others)}` : "";
  const them = !others ? "" : ` ${people(others)} ${others === 1 ? "does" : "do"}.`;
  const said = follows
    ? `You follow ${thisWords[kind]}${too}. What changes stands on your desk.`
    : `You do not follow ${thisWords[kind]}.${them}`;
  const key = { key: newId() };
  return {
    said,
    deed: follows
      ? deedPost("Stop following", paths.followingEnd(kind, number), key)
      : deedPost("Follow", paths.followers(kind, number), key),
  };
}

export type Followed = { records: readonly RecordRow[]; zone: string; today: string };

export type FollowedView = { said: Part[]; deed: Deed }[];

/** What somebody follows, each with the way out of it. */
export const followedView = ({ records, zone, today }: Followed): FollowedView =>
  records.flatMap(record => {
    const { kind, number, title, changedAt } = record;
    if (!isNumbered(kind)) return [];
    const changed = time(changedAt.toISOString(), formatInstant(changedAt, zone, today));
    return [
      {
        said: say(
          // Inside a sentence the title of a plan's goal must not end it.
          link(pathOf(record) ?? paths.desk, title.replace(/\.$/, ""), refOf(kind, number)),
          `, ${record.state}, changed `,
          changed,
        ),
        deed: deedPost("Stop following", paths.followingEnd(kind, number), {
          key: newId(),
          deed: "from my list",
        }),
      },
    ];
  });

export const followsPage = (followed: Followed, pager: PagerView, failed?: FailedForm) => ({
  head: pageHead({
    form: { summary: summaryOf(failed?.errors ?? []) },
    heading: "What I follow",
    kicker: say(link(paths.me, "Me")),
    standing: say("The last changed first. What changes in these stands on your desk and in your digest."),
  }),
  followed: followedView(followed),
  pager,
});

export type FollowsView = { rows: FollowedView; all: Link | null };

/** On one's own page: the first few, and the way to the rest. */
export const followsOf = (followed: Followed, shown: number): FollowsView => ({
  rows: followedView({ ...followed, records: followed.records.slice(0, shown) }),
  all: followed.records.length > shown ? { href: paths.follows, label: "All that I follow" } : null,
});
