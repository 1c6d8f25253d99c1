import { type Context, collecting } from '../platform/context.ts';
import { type Proving, prove } from '../prove/prove.ts';
import { recallArtifact } from './artifact-cache.ts';
import type { Candidate } from './publish.ts';
import type { DocumentName } from './types.ts';

/**
 * The document as an earlier build made it, with everything that was reported of it then. It is proven anew if something else is
 * withheld by now: the same bytes may hold it.
 * @returns undefined if it must be printed
 */
export async function recallProven(
  name: DocumentName,
  fingerprint: string,
  output: string,
  proving: Proving & Required<Pick<Proving, 'document'>>,
  context: Context,
): Promise<Pick<Candidate, 'diagnostics' | 'made'> | undefined> {
  const start = context.clock.elapsed();
  const earlier = await recallArtifact(name, fingerprint, output, context);
  if (earlier === undefined || proving.document === undefined) return undefined;
  const { edition, kind } = proving.document;
  const { pages, sha256, proof } = earlier.artifact;
  const finished = { edition, kind, pdf: earlier.pdf, pages, sha256 };
  const own = collecting(context);
  const isProven = earlier.provenBy === proving.plan.digest;
  const proven = isProven ? { ...finished, proof } : await prove(finished, proving, own.context);
  return { diagnostics: [...earlier.diagnostics, ...own.diagnostics], made: { proven, fingerprint, start, earlier } };
}
