import type { RequestKind } from "../requests/requests.rules.ts";
import type { Chance } from "./seed.chance.ts";
import { type Saying, sayings } from "./seed.sayings.ts";
import { asked, dataAsked } from "./seed.sentences.ts";
import { type WordKind, words } from "./seed.words.ts";

const isWordKind = (name: string): name is WordKind => Object.hasOwn(words, name);

/** A piece of a sentence: as it stands, or drawn from a list. */
type Piece = { text: string; list: string | null; isFirst: boolean };

const known = new Map<string, Piece[]>();

/** `isFirst` where a sentence begins. */
function piecesOf(pattern: string): Piece[] {
  const pieces = pattern.split(/(\{\w+\})/).filter(text => text !== "");
  return pieces.map((text, index) => ({
    text,
    list: /^\{(\w+)\}$/.exec(text)?.[1] ?? null,
    isFirst: index === 0 || /[.?!] $/.test(pieces[index - 1] ?? ""),
  }));
}

/** Speaks about one thing: each list of words gives one word, however often it is named. */
export class Speech {
  readonly #chance: Chance;
  readonly #drawn = new Map<string, string>();

  constructor(chance: Chance, school: string) {
    this.#chance = chance;
    this.#drawn.set("school", school);
  }

  say(what: Saying): string {
    return this.#filled(sayings[what]);
  }

  ask(kind: RequestKind) {
    const { titles, needs, whys } = asked[kind];
    const forData = (patterns: readonly string[]) =>
      kind === "data or report" ? this.#filled(patterns) : "";
    return {
      title: this.#filled(titles),
      need: this.#filled(needs),
      why: this.#filled(whys),
      question: forData(dataAsked.question),
      decision: forData(dataAsked.decision),
      users: forData(dataAsked.users),
      frequency: forData(dataAsked.frequency),
    };
  }

  #filled(patterns: readonly string[]): string {
    const pattern = this.#chance.pick(patterns);
    const pieces = known.get(pattern) ?? piecesOf(pattern);
    known.set(pattern, pieces);
    let text = "";
    for (const piece of pieces) {
      const said = piece.list === null ? piece.text : this.#word(piece.list);
      text += piece.isFirst ? said.charAt(0).toUpperCase() + said.slice(1) : said;
    }
    return text;
  }

  #word(name: string): string {
    const drawn = this.#drawn.get(name) ?? (isWordKind(name) ? this.#chance.pick<string>(words[name]) : name);
    this.#drawn.set(name, drawn);
    return drawn;
  }
}
