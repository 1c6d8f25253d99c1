/** One edition on a worker: built with the engine as anywhere, and put into the store. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { hasErrors, Stop } from '../../model/diagnostic.ts';
import type { BlobStore } from '../../platform/blob-store.ts';
import type { Context } from '../../platform/context.ts';
import { installRoot } from '../../platform/install-root.ts';
import { readManifest } from '../../publish/manifest.ts';
import { build } from '../build.ts';
import { type BuildResult, outputFolder } from '../types.ts';
import type { EditionJob, EditionResult } from './types.ts';
import type { Sources } from './unbundle.ts';

export const ownTemplates: string = path.join(installRoot, 'templates');

/** The machine failed, not the document: another attempt may succeed. */
export class MachineError extends Error {}

/** What the browser or the disk reports; everything else is said of the document and will be said again. */
const ofMachine = new Set(['BROWSER_FAILED', 'BROWSER_MISSING']);

export interface EditionPlace {
  /** Folder of this worker for sources and documents in work. */
  readonly folder: string;
  readonly store: BlobStore;
  readonly sources: (digest: string) => Promise<Sources>;
  readonly context: Context;
}

/**
 * Builds an edition. What is wrong with it is in its result.
 * @returns the result, whose documents are in the store
 * @throws MachineError or StoreError if it may succeed at another attempt
 */
export async function buildUnit(
  job: EditionJob,
  { folder, store, sources: sourcesOf, context: own }: EditionPlace,
): Promise<EditionResult> {
  const sources = await sourcesOf(job.bundle);
  const templates = [path.join(sources.cwd, 'templates'), ownTemplates].filter((one) => existsSync(one));
  const context = { ...own, files: sources.files, templates };
  const output = await mkdtemp(path.join(folder, 'edition-'));
  const start = context.clock.elapsed();
  try {
    const pack = path.join(sources.root, job.folder);
    const { failed, diagnostics } = await built(job, pack, output, context);
    const made = outputFolder({ output, isReview: job.isReview });
    const { artifacts, files } = await readManifest(made);
    const limit = pLimit(4);
    const put = async (file: string) => store.put(await readFile(path.join(made, file)));
    await Promise.all([...artifacts, ...files].map((file) => limit(() => put(file.path))));
    const kept = isFailed({ failed, diagnostics }) ? job.documents : [];
    const milliseconds = Math.round(context.clock.elapsed() - start);
    return { name: job.name, browser: await context.browser.identity(), milliseconds, artifacts, files, failed, kept, diagnostics };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

async function built(
  { name, kinds, strict, isReview, isEmbargoLifted }: EditionJob,
  pack: string,
  output: string,
  context: Context,
): Promise<Pick<BuildResult, 'failed' | 'diagnostics'>> {
  const issue = isEmbargoLifted ? { isEmbargoLifted } : undefined;
  const request = { packs: [pack], editions: new Set([name]), kinds, strict, isReview, issue, output, jobs: 1, mode: 'build' as const };
  try {
    const result = await build(request, context);
    const problem = result.diagnostics.find(({ code }) => ofMachine.has(code));
    if (problem !== undefined) throw new MachineError(problem.message);
    return result;
  } catch (cause) {
    if (cause instanceof MachineError) throw cause;
    if (!(cause instanceof Stop)) throw new MachineError((cause as Error).message);
    if (cause.exitCode === 3 || cause.diagnostics.some(({ code }) => ofMachine.has(code))) throw new MachineError(cause.message);
    return { failed: [name], diagnostics: cause.diagnostics };
  }
}

/** Whether an edition lacks documents. */
export const isFailed = ({ failed, diagnostics }: Pick<EditionResult, 'failed' | 'diagnostics'>): boolean =>
  failed.length > 0 || hasErrors(diagnostics);
