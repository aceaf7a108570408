import { afterAll } from "vitest";
import { undoAll } from "./database.ts";

afterAll(undoAll);
