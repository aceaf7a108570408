/** Where a form may send somebody on to: a path of this site, else the first page. */
export function ownPath(text: string | undefined): string {
  if (!text?.startsWith("/") || text.includes("\\")) return "/";
  const base = "http://crosswalk.invalid";
  if (!URL.canParse(text, base)) return "/";
  const { origin, pathname, search, hash } = new URL(text, base);
  // "/.//evil.example" becomes "//evil.example" once its dots are gone.
  return origin === base && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
