import { securityFor } from '../finish/security.ts';
import { contained } from '../model/contained.ts';
import { type Strictness, stops } from '../model/diagnostic.ts';
import type { LaidOutEdition, PrintQueue } from '../pipeline.ts';
import { type Context, collecting } from '../platform/context.ts';
import { documentName } from '../publish/document-name.ts';
import type { Outcome } from '../publish/types.ts';
import { inspectAll } from '../render/inspect.ts';

/** Reports everything about an edition that is known without printing: content that does not fit, missing passwords and keys. */
export async function checkEdition(
  { selected, documents }: LaidOutEdition,
  isStopped: boolean,
  queue: PrintQueue,
  strictness: Strictness,
  context: Context,
): Promise<{ readonly end: Promise<Outcome[]> }> {
  const ends: Promise<Outcome>[] = [];
  for (const { kind, document, diagnostics } of documents) {
    const task = async (): Promise<Outcome> => {
      const own = collecting(context);
      if (document) {
        (await inspectAll(document, queue.print, context)).forEach(own.context.report);
        await securityFor(document.edition, document.words, own.context);
      }
      const all = [...diagnostics, ...own.diagnostics];
      const isFailed = isStopped || document === undefined || stops(all, strictness);
      return { name: documentName(selected.edition, kind), state: isFailed ? 'failed' : 'checked', diagnostics: all };
    };
    const failed = (cause: unknown): Outcome => ({
      name: documentName(selected.edition, kind),
      state: 'failed',
      diagnostics: [...diagnostics, contained(cause, 'laying out the document', selected.edition.place)],
    });
    ends.push((await queue.add(() => task().catch(failed))).end);
  }
  return { end: Promise.all(ends) };
}
