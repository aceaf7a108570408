import { sessionDays, sessionIdleHours } from "../people/people.rules.ts";
import { formatInstant } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { summaryOf } from "../web/form-view.ts";
import { deedLink, deedPost, pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { say, strong, time } from "../web/sentence.ts";
import type { Device } from "./devices.queries.ts";

type DevicesPage = {
  devices: Device[];
  when: Pick<Deed, "today" | "district">;
  failed?: FailedForm;
};

export function devicesPage({ devices, when, failed }: DevicesPage) {
  const others = devices.filter(({ isThis }) => !isThis).length;
  const at = (instant: Date) =>
    time(instant.toISOString(), formatInstant(instant, when.district.timeZone, when.today));
  return {
    head: pageHead({
      heading: "My devices",
      standing: say(
        `Where you are signed in. A device that you do not use for ${sessionIdleHours / 24} days is signed out, and every one after ${sessionDays}.`,
      ),
      deeds: [
        ...(others > 0
          ? [deedPost("End all others", paths.otherDevices, { key: newId() }, { first: true })]
          : []),
        deedLink("Passkeys", paths.passkeys),
      ],
      form: { summary: summaryOf(failed?.errors ?? []) },
    }),
    devices: devices.map(device => ({
      said: say(device.device || "A device that does not say what it is", ...markOf(device)),
      since: say("Signed in ", at(device.madeAt), ". Last used ", at(device.seenAt), ", to the hour."),
      // This one ends by "Sign out" in the menu.
      end: device.isThis ? null : deedPost("End", paths.device(device.id), { key: newId() }),
    })),
  };
}

const markOf = ({ isThis }: Device) => (isThis ? [", ", strong("this device")] : []);
