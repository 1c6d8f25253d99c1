/** publish: writes an edition's documents to the output folder after the leak check, all or none. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, type Strictness, stops } from '../model/diagnostic.ts';
import { type Context, collecting } from '../platform/context.ts';
import { writeAtomic } from '../platform/write-atomic.ts';
import type { Plan } from '../prove/plan.ts';
import { proveOlder } from '../prove/prove.ts';
import type { Proven } from '../prove/types.ts';
import type { EditionOptions } from '../source/types.ts';
import { type Earlier, rememberArtifact, shareArtifact } from './artifact-cache.ts';
import type { Artifact, DocumentName, Outcome, StatedIssue } from './types.ts';

/** A document to publish. */
export interface Candidate {
  readonly name: DocumentName;
  readonly diagnostics: readonly Diagnostic[];
  readonly isSecret?: boolean;
  /** Its data; undefined if problems stopped it earlier. */
  readonly made?: {
    /** Undefined if the leak check found withheld content. */
    readonly proven: Proven | undefined;
    /** Hash of everything that its bytes depend on. */
    readonly fingerprint: string;
    /** When its first page was printed, on the context's clock. */
    readonly start: number;
    /** The same document from an earlier build. */
    readonly earlier?: Earlier | undefined;
  };
}

export interface Publishing {
  /** Absolute path of the output folder. */
  readonly output: string;
  readonly strictness: Strictness;
  /** What must not be found in the edition's files. */
  readonly plan: Plan;
}

/** Writes an edition's documents. A leak in one of them stops all: none is written before all have passed the leak check. */
export async function publish(candidates: readonly Candidate[], publishing: Publishing, context: Context): Promise<Outcome[]> {
  const isProven = candidates.every(({ made }) => made === undefined || made.proven !== undefined);
  const outcomes: Outcome[] = [];
  for (const candidate of candidates) {
    const { name, diagnostics, isSecret, made } = candidate;
    const about = { name, diagnostics, ...(isSecret ? { isSecret } : {}) };
    if (made?.proven === undefined || !isProven || stops(diagnostics, publishing.strictness))
      outcomes.push({ ...about, state: 'failed', diagnostics: [...diagnostics, ...(await older(candidate, publishing, context))] });
    else outcomes.push({ ...about, ...(await write(name, made.proven, { ...made, diagnostics, isSecret }, publishing, context)) });
  }
  return outcomes;
}

async function write(
  name: DocumentName,
  proven: Proven,
  { fingerprint, start, earlier, diagnostics, isSecret }: NonNullable<Candidate['made']> & Pick<Candidate, 'diagnostics' | 'isSecret'>,
  { output, plan }: Publishing,
  context: Context,
): Promise<Pick<Outcome, 'state' | 'artifact' | 'milliseconds'>> {
  const { pages, sha256, claims, pdf, proof } = proven;
  const issue = statedIssue(proven.edition.options);
  const artifact: Artifact = { ...name, pages, bytes: pdf.length, sha256, claims, proof, ...(issue && { issue }) };
  if (!earlier?.isUpToDate) await writeAtomic(path.join(output, name.path), pdf);
  if (earlier?.provenBy !== plan.digest)
    await rememberArtifact(fingerprint, pdf, { artifact, diagnostics, provenBy: plan.digest }, context);
  // What depends on a password is for this machine alone.
  if (earlier === undefined && !isSecret) shareArtifact(fingerprint, pdf, { artifact, diagnostics, provenBy: plan.digest }, context);
  if (earlier?.isUpToDate) return { state: 'unchanged', artifact };
  return { state: 'built', artifact, milliseconds: context.clock.elapsed() - start };
}

function statedIssue({ version, status, embargo }: EditionOptions): StatedIssue | undefined {
  const issue = { ...(version && { version }), ...(status && { status }), ...(embargo && { embargo }) };
  return Object.keys(issue).length > 0 ? issue : undefined;
}

/** Runs the leak check on the older file of a document that could not be made: it may contain text that is withheld now. */
async function older({ name, made }: Candidate, { output, plan }: Publishing, context: Context): Promise<readonly Diagnostic[]> {
  if (made?.earlier?.isUpToDate) return [];
  const own = collecting(context);
  const pdf = await readFile(path.join(output, name.path)).catch(() => undefined);
  if (pdf) await proveOlder(pdf, name.lang, { plan, name: name.path }, own.context);
  return own.diagnostics;
}
