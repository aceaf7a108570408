/** Where American districts are, west of each other; all others of the calendar follow by name. */
const american: Record<string, string> = {
  "America/New_York": "Eastern",
  "America/Chicago": "Central",
  "America/Denver": "Mountain",
  "America/Phoenix": "Mountain, no daylight saving",
  "America/Los_Angeles": "Pacific",
  "America/Anchorage": "Alaska",
  "Pacific/Honolulu": "Hawaii",
  "America/Puerto_Rico": "Puerto Rico and the Virgin Islands",
  "Pacific/Guam": "Guam and the Northern Marianas",
  "Pacific/Pago_Pago": "American Samoa",
};

const all = new Set([...Object.keys(american), ...Intl.supportedValuesOf("timeZone"), "UTC"]);

export const zones: readonly string[] = [...all];

export const zoneWords: Record<string, string> = Object.fromEntries(
  zones.map(zone => [zone, american[zone] ? `${american[zone]} (${zone})` : zone]),
);
