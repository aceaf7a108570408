import type { RequestKind } from "../requests/requests.rules.ts";

/** One on each line. */
const lines = (text: string): string[] => text.split(/\n\s*/).filter(line => line !== "");

type Asked = { titles: readonly string[]; needs: readonly string[]; whys: readonly string[] };

const asking = (titles: string, needs: string, whys: string): Asked => ({
  titles: lines(titles),
  needs: lines(needs),
  whys: lines(whys),
});

/** Braces draw a word of that list; the same list twice in one request draws the same word. */
export const asked: Record<RequestKind, Asked> = {
  integration: asking(
    `{feed} in {tool} {when}
    {tool} knows the {feed} of {group}
    {feed} for {tool} at {school}`,
    `{people} type the {feed} into {tool} by hand, one by one.
    {tool} still shows the {feed} of last year.
    The {feed} reach {tool} a week late, and for {group} later still.`,
    `{group} wait, and nobody sees that they wait.
    An hour of typing is an hour less with {group}.
    What {people} decide {when} rests on {feed} that are wrong.`,
  ),
  "data or report": asking(
    `{measure} for {group}
    {measure} at {school}, {often}
    Who of {group} needs help: {measure}`,
    `{people} add up {measure} from three lists.
    We see {measure} for all, and cannot see {group}.
    The report on {measure} comes when the quarter is over.`,
    `Help for {group} begins weeks earlier.
    {people} look at the same numbers as the principal.
    A meeting about {group} begins with what is known.`,
  ),
  "access or device": asking(
    `{device} for {room}
    {device} for {people} at {school}
    {people} can use {tool}`,
    `Twelve people share what is in {room}.
    The {device} in {room} are older than the students.
    {people} borrow the password of a colleague to open {tool}.`,
    `{group} hear and see what is taught.
    Lessons in {room} begin on time.
    Nobody works under the name of another.`,
  ),
  change: asking(
    `{page} {change}
    {page} for {group}, {change}
    {tool} {change}`,
    `{page} has to be corrected by hand for {group}.
    Families ask {people} what {page} means.
    We would use {page} if it came {change}.`,
    `Families of {group} know what happens and when.
    {people} answer fewer calls {when}.
    Fewer slips stay in backpacks.`,
  ),
  "new system": asking(
    `One list of {list} that {people} share
    A calendar of {list} for {school}
    {list} online, for {people}`,
    `Two teams keep their own list of {list}.
    The list of {list} hangs on a door, and half of it is last year’s.
    {people} write the {list} on paper and lose them.`,
    `A family tells its story once.
    {group} get what is there already.
    {people} know whom to ask {when}.`,
  ),
  training: asking(
    `An hour on {topic} for {people}
    {topic}: a visit to {school}
    A page of help on {topic}`,
    `{people} guess how {topic} works.
    One of us knows {topic}, and she retires in June.
    We were shown {topic} once, in August.`,
    `{group} are in the right group, not the loud six.
    {people} help each other instead of waiting.
    What was paid for is used.`,
  ),
  other: asking(
    `Somebody to look at {room}
    A word about {tool} {when}
    {people} and {tool}`,
    `Something about {tool} is not right, and we cannot name it.
    We moved to {room} and nothing moved with us.`,
    `{group} do not wait for us.
    {people} get on with their day.`,
  ),
};

/** What a request for data also says. */
export const dataAsked = {
  question: ["Which of {group} show {measure} out of line?", "How did {measure} change since last year?"],
  decision: ["Whom {people} see first.", "Which school gets help next.", "Whether the program goes on."],
  users: ["{people}", "{people} and the student support team", "40 principals"],
  frequency: ["{often}"],
} as const;
