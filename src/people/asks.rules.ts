/** How many links are mailed in a quarter of an hour: to one address, for one network, and in all. */
export const linksAnAddress = 5;
export const linksANetwork = 50;
export const linksInAll = 500;
export const linkWindowMinutes = 15;

export type AskCounts = {
  toAddress: number;
  fromNetwork: number;
  inAll: number;
  /** An unused link of the window lies in the mailbox. */
  isWaiting: boolean;
};

/**
 * Whoever asks too often gets no further mail. An address without a link that works gets one whatever others asked
 * for: nobody can keep somebody else out, and nobody gets more than a link at a time beyond the limits.
 */
export const mayMailLink = ({ toAddress, fromNetwork, inAll, isWaiting }: AskCounts): boolean =>
  !isWaiting || (toAddress < linksAnAddress && fromNetwork < linksANetwork && inAll < linksInAll);

/** What counts as one network: an IPv4 address, or the /64 that one IPv6 line has. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped || !ip.includes(":")) return mapped ?? ip;
  const [head = "", tail] = ip.replace(/%.*$/, "").toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill("0"), ...last]
    .slice(0, 4)
    .map(part => part.replace(/^0+(?=.)/, ""))
    .join(":");
}
