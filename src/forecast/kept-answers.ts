/** Answers to the last few questions, each worked out once however many ask at a time. */
export class KeptAnswers<T> {
  readonly #kept = new Map<string, Promise<T>>();
  readonly #most: number;

  constructor(most = 20) {
    this.#most = most;
  }

  get(question: string, answer: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(question);
    if (known) return known;
    const found = answer();
    this.#kept.set(question, found);
    for (const old of [...this.#kept.keys()].slice(0, -this.#most)) this.#kept.delete(old);
    found.catch(() => this.#kept.delete(question));
    return found;
  }
}
