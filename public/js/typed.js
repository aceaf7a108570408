/**
 * Asks the server while a field is typed, a moment after the last letter; an answer to words that stand there no more is
 * dropped. `addressOf` is told the words, `show` the answer.
 */
export function askWhileTyped(field, { least, pause, addressOf, show }) {
  let waiting = 0;
  let asked = field.value;

  const look = async () => {
    const words = field.value.trim();
    if (words === asked || words.length < least) return;
    asked = words;
    const answer = await fetch(addressOf(encodeURIComponent(words)));
    if (answer.ok && field.value.trim() === words) await show(answer);
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => look().catch(() => {}), pause);
  });
}
