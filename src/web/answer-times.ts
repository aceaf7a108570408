/** Upper bounds of the classes that answers are counted in, in seconds. */
const bounds = [0.005, 0.02, 0.1, 0.5, 2, 10];

type Times = { within: number[]; count: number; sum: number };

/** How long answers took, by route and status, as a histogram in the text that collectors read. */
export class AnswerTimes {
  readonly #by = new Map<string, Times>();

  add(method: string, route: string, status: number, seconds: number): void {
    const labels = `method="${method}",route="${route}",status="${status}"`;
    const times = this.#by.get(labels) ?? { within: bounds.map(() => 0), count: 0, sum: 0 };
    this.#by.set(labels, times);
    times.count += 1;
    times.sum += seconds;
    bounds.forEach((bound, index) => {
      if (seconds <= bound) times.within[index] = (times.within[index] ?? 0) + 1;
    });
  }

  text(): string {
    const name = "crosswalk_answer_seconds";
    const lines = [`# HELP ${name} Time to answer, by route and status`, `# TYPE ${name} histogram`];
    for (const [labels, { within, count, sum }] of this.#by)
      lines.push(
        ...bounds.map((bound, index) => `${name}_bucket{${labels},le="${bound}"} ${within[index]}`),
        `${name}_bucket{${labels},le="+Inf"} ${count}`,
        `${name}_sum{${labels}} ${sum}`,
        `${name}_count{${labels}} ${count}`,
      );
    return `${lines.join("\n")}\n`;
  }
}
