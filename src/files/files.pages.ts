import { type Place, placeWords } from "../estimates/papers.rules.ts";
import type { RecordRow } from "../records/records.actions.ts";
import { type NumberedKind, refOf } from "../records/records.rules.ts";
import { type Day, formatInstant } from "../shared/dates.ts";
import type { Person } from "../shared/deed.ts";
import { newId } from "../shared/ids.ts";
import { ofPress } from "../told/said-before.ts";
import { nobodyTold } from "../told/told.pages.ts";
import { formView, summaryOf } from "../web/form-view.ts";
import { deedLink, deedPost, pageHead } from "../web/head.ts";
import { paths, withQuery } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say, time } from "../web/sentence.ts";
import { wayBackTo } from "../web/way-back.ts";
import type { FileRow } from "./files.queries.ts";
import {
  canAddFile,
  canRedactFile,
  canTakeOutFile,
  limitWords,
  mostFiles,
  redactFileForm,
  sizeWords,
} from "./files.rules.ts";
import { typeWords } from "./media-types.rules.ts";

/** "Agreement.pdf, PDF, 1.2 MB". */
export const fileParts = (kind: NumberedKind, number: number, file: FileRow): Part[] =>
  say(
    link(paths.file(kind, number, file.id), file.name),
    `, ${typeWords(file.mediaType)}, ${sizeWords(file.bytes)}`,
  );

export type FilesPage = {
  kind: NumberedKind;
  record: RecordRow;
  files: readonly FileRow[];
  /** To which what is added belongs. */
  estimate: Place["estimate"];
  actor: Person;
  zone: string;
  today: Day;
  /** What was wrong with the one that was sent. */
  error: string | null;
};

export function filesPage({ kind, record, files, estimate, actor, zone, today, error }: FilesPage) {
  const { number } = record;
  const isFull = files.length >= mostFiles;
  const summary = summaryOf(error === null ? [] : [{ field: "file", message: error }]);
  return {
    head: pageHead({
      title: `Files of ${refOf(kind, number)}`,
      heading: "Files",
      kicker: wayBackTo(kind, record),
      standing: estimate
        ? say(
            `What you add here belongs to version ${estimate.version} of the estimate, and is shown with it.`,
          )
        : null,
      form: { summary },
    }),
    rows: files.map(file => ({
      said: [
        ...fileParts(kind, number, file),
        ...say(
          `${placeWords(file)}, added by ${file.by}, `,
          time(file.at.toISOString(), formatInstant(file.at, zone, today)),
        ),
      ],
      deeds: [
        ...(canTakeOutFile(actor, file)
          ? [deedPost("Take out", paths.fileEnd(kind, number, file.id), { key: newId() })]
          : []),
        ...(canRedactFile(actor)
          ? [deedLink("Remove for good", paths.fileRedaction(kind, number, file.id))]
          : []),
      ],
    })),
    form:
      canAddFile(actor) && !isFull
        ? {
            action: withQuery(paths.files(kind, number), { estimate: estimate?.version }),
            key: newId(),
            hint: limitWords,
            told: nobodyTold,
            error,
          }
        : null,
    told: files.some(each => canTakeOutFile(actor, each)) ? ofPress("Take out", nobodyTold) : null,
    full: isFull ? `There are ${mostFiles} files: as many as a record holds.` : null,
  };
}

/** Before a file goes for good: what goes, what stays, and why it is done. */
export function redactFilePage(
  kind: NumberedKind,
  record: RecordRow,
  file: FileRow,
  failed: FailedForm | undefined,
) {
  const form = formView(redactFileForm, {
    action: paths.fileRedaction(kind, record.number, file.id),
    submit: "Remove the file for good",
    told: nobodyTold,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      heading: `Remove “${file.name}” for good`,
      kicker: wayBackTo(kind, record),
      standing: say(
        "The file and its name leave the record and its history. Its hash stays, so that the history still verifies. Nobody can bring it back.",
      ),
      form,
    }),
    form,
  };
}
