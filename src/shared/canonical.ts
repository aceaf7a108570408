const isPlain = (value: unknown): boolean => value === null || typeof value !== "object";

/** JSON with sorted keys: both engines give objects back in an order of their own. */
export function canonical(value: unknown): string {
  if (Array.isArray(value))
    return value.every(isPlain) ? JSON.stringify(value) : `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const keys = Object.keys(value).sort();
  if (Object.values(value).every(isPlain)) return JSON.stringify(value, keys);
  return `{${Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(",")}}`;
}
