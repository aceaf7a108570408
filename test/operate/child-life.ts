import { configFromEnvironment } from "../../src/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { addPerson } from "../../src/people/people.actions.ts";
import { commandDeed } from "../../src/people/people.commands.ts";
import { systemClock } from "../../src/shared/clock.ts";

/** Adds people until it is killed, and says the address of each once its write is acknowledged. */
const db = await openDatabase(configFromEnvironment());
for (let n = 0; ; n++) {
  const email = `n${n}-${process.pid}@life.example`;
  await db.write(async tx => {
    const deed = await commandDeed(tx, { clock: systemClock });
    await addPerson(tx, deed, { name: `Number ${n}`, email, role: "educator" });
  });
  process.stdout.write(`${email}\n`);
}
