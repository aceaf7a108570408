import { z } from "zod";
import type { Actor } from "../shared/deed.ts";
import { area, httpUrl, line } from "../shared/fields.ts";
import { may } from "../shared/permissions.ts";

const commentForm = z.strictObject({
  words: area("Comment", {
    max: 5000,
    rows: 3,
    hint: "Everyone who sees this page reads it. Name somebody with @ and their full name, like @Ana Ruiz.",
  }),
});

/** A comment may bring a link along; one that is named only is none. */
export const commentWithLink = commentForm
  .extend({
    linkUrl: httpUrl("Link", { hint: "It begins with https://." }).optional(),
    linkTitle: line("What is read there", { max: 120, width: "half" }).optional(),
  })
  .refine(({ linkUrl, linkTitle }) => linkUrl !== undefined || linkTitle === undefined, {
    path: ["linkUrl"],
    error: "“Link” is empty. Paste the address, or leave both empty.",
  });
export type CommentInput = z.output<typeof commentWithLink>;

/** What it comes with; called by its host where nobody named it. */
export const linkIn = ({ linkUrl, linkTitle }: CommentInput) =>
  linkUrl === undefined ? null : { url: linkUrl, title: linkTitle ?? new URL(linkUrl).host };

export const canComment = (actor: Actor): boolean => may(actor, "comment");
export const whoComments = "Only people with another role than viewer can comment on what they see.";

const mostNames = 20;
const mostWordsOfName = 6;

/** An address is no mention: nothing stands right before the sign. */
const mention = /(?<![\p{L}\p{N}._%+-])@(?=\p{L})/gu;

/** What each @ may name, the longest first: "Ana Ruiz has seen", "Ana Ruiz has", "Ana Ruiz", "Ana". */
export function namesMeant(words: string): string[][] {
  return [...words.matchAll(mention)].slice(0, mostNames).map(({ index }) => {
    const following = words
      .slice(index + 1, index + 200)
      .split(/\s+/u)
      .slice(0, mostWordsOfName);
    const names = following.flatMap((_, count) => {
      const text = following.slice(0, count + 1).join(" ");
      const bare = text.replace(/(?:[’']s)?[\p{P}\p{S}]*$/u, "");
      return bare === text ? [text] : [bare, text];
    });
    return [...new Set(names)].reverse();
  });
}
