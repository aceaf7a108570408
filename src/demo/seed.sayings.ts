/** One on each line; braces draw a word of that list. */
const lines = (text: string): string[] => text.split(/\n\s*/);

/** What is said along the way of a request and of the work under it. */
export const sayings = {
  question: lines(`Is it for all of {group}, or for {school}?
    Who keeps the {feed} today?
    Would {tool} do?
    By when in the day?`),
  comment: lines(`We see the same with {group}.
    {people} ask me for it each week.
    Until then I keep the {feed} by hand.
    Would {tool} do for {school}?`),
  answer: lines(`For {group} at every school.
    {people} keep it, on paper.
    We tried, and it cannot.
    {when}, at the latest.`),
  accept: lines(`It fits what we do for {tool} anyway.
    Two schools asked for the same.
    Small, and it helps {people}.`),
  reviews: lines(`Instruction, privacy, technical and money have answered: yes, with the usual agreement.`),
  decline: lines(`{tool} can do it already. {people} show you how.
    It would take the place of three larger ones this year.
    The vendor ends the product in June.`),
  defer: lines(`After the budget workshop.
    Until {tool} is replaced.
    When the schedule of next year is known.`),
  withdraw: lines(`{people} found a way of their own.
    No longer needed {when}.
    The class is over.`),
  assume: lines(`The vendor’s format of last year still holds.
    {people} can test for an hour.
    The agreement for {tool} is signed.
    The {feed} are complete.`),
  risk: lines(`Names in other scripts come back changed.
    {school} does it on paper.
    {tool} changes its version in spring.
    Nobody knows who keeps the {feed}.`),
  cost: lines(`License for {tool}
    {device}
    A day of the vendor`),
  deliver: lines(`It runs each night at 2.
    It is there, for {people} first.
    In place at {school}; the others follow by themselves.
    The old list is gone; the new one is in {tool}.`),
  confirm: lines(`It works.
    {people} use it already.
    All 24 are there, and the new boy too.`),
  missing: lines(`{group} are not in it.
    It stops on short days.
    {people} cannot open it.`),
  needToo: lines(`We do it by hand as well.
    {group} here wait for the same.
    Four cases since October.`),
  work: lines(`{feed}: from the student system to {tool}
    Try it with {school}
    {device} for {room}
    Page of help for {people}
    Clean up {feed}
    Account and rights in {tool}
    Alarm when {tool} stops
    {page}, {change}`),
  upkeep: lines(`Renew what {tool} runs on
    Move {room} to the new network
    Take old accounts out of {tool}
    {device} of {school}, all checked
    Backup of {tool}, tried once`),
  plainly: lines(`{people} see it {when}.
    {group} no longer wait for it.
    It goes on when somebody is ill.
    What {people} see is right on short days too.`),
  block: lines(`The vendor’s answer, asked twice
    {people} are away until the break
    The agreement, not signed
    A part that is on order`),
  effort: lines(`Mapped the fields
    Dry run
    With {people} on the phone
    First night
    {school}
    Tests and a fix
    Wrote it down`),
  done: lines(`Tried with {people}
    Runs each night
    Two days early
    In place`),
  drop: lines(`Nobody asked to keep it.
    {tool} does it now.
    The request was smaller than we thought.`),
} as const;

export type Saying = keyof typeof sayings;
