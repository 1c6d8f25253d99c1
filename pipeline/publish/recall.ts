import { type Context, collecting } from '../platform/context.ts';
import { type Proving, prove } from '../prove/prove.ts';
import { recallArtifact } from './artifact-cache.ts';
import type { Candidate } from './publish.ts';
import type { DocumentName } from './types.ts';

/**
 * The document from an earlier build, with the same diagnostics. It goes through the leak check again if other content is
 * withheld now: the same bytes may contain it.
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
  const { pages, sha256, claims, proof } = earlier.artifact;
  const finished = { edition, kind, pdf: earlier.pdf, pages, sha256, claims };
  const own = collecting(context);
  const isProven = earlier.provenBy === proving.plan.digest;
  const proven = isProven ? { ...finished, proof } : await prove(finished, proving, own.context);
  return { diagnostics: [...earlier.diagnostics, ...own.diagnostics], made: { proven, fingerprint, start, earlier } };
}
