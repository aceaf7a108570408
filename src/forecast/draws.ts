/**
 * Numbers in (0, 1) that depend on seed, item and run alone, so that work added or dropped changes nobody else's luck
 * and the same seed gives the same dates on every machine. Mixing by the finalizer of MurmurHash3 (Austin Appleby,
 * public domain), whose every output bit depends on every input bit.
 */
export function drawsFor(seed: number, item: number): (run: number) => number {
  const key = mix(mix(seed) ^ item);
  return run => ((mix(key ^ run) >>> 0) + 0.5) / 4_294_967_296;
}

function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
