/** The folders of a release: documents of one audience each, with manifest, bill of materials, statements and sums. */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Artifact } from '../publish/types.ts';
import { writeFolder } from './folder.ts';
import type { Placed } from './layout.ts';
import { madeFrom } from './origin.ts';
import type { AudienceFiles, Folder, Released, ReleaseRequest } from './types.ts';

export interface Assembled {
  readonly audiences: readonly AudienceFiles[];
  readonly copies?: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lays out the folder of every audience.
 * @param work a folder for what is made on the way
 */
export async function assembled(released: Released, work: string, request: ReleaseRequest): Promise<Assembled> {
  const { built, whole, placed } = released;
  await mkdir(whole, { recursive: true });
  const made = await madeFrom(released, request);
  const audiences: AudienceFiles[] = [];
  const diagnostics: Diagnostic[] = [];
  const folders = new Map<string, Folder>();
  for (const [audience, documents] of placed) {
    const bytesOf = ({ artifact }: Placed) => readFile(path.join(built, ...artifact.path.split('/')));
    const files = new Map<string, Uint8Array>();
    for (const one of documents) files.set(one.path, await bytesOf(one));
    const notes = new Map<string, Uint8Array>();
    if (released.before.has(audience) || released.corrected.has(audience)) {
      const { notesFor } = await import('./notes/notes.ts');
      const found = await notesFor(audience, files, released, path.join(work, audience), request);
      diagnostics.push(...found.diagnostics);
      for (const [name, bytes] of found.files) notes.set(name, bytes);
    }
    const folder = { at: path.join(whole, audience), audience, placed: documents, files, notes };
    folders.set(audience, folder);
    audiences.push({ name: audience, files: await writeFolder(folder, made, request) });
  }
  await copyLicences(
    built,
    whole,
    [...placed.values()].flat().map(({ artifact }) => artifact),
  );
  if (released.recipients.length === 0) return { audiences, diagnostics };
  const { makeCopies } = await import('./copies/copies.ts');
  await makeCopies(folders, made, request);
  return { audiences, copies: released.recipients.length, diagnostics };
}

/** Licences of fonts are those of all audiences' fonts: they are for the publisher, beside the folders of audiences. */
async function copyLicences(built: string, whole: string, artifacts: readonly Artifact[]): Promise<void> {
  const packs = [...new Set(artifacts.map((one) => one.pack))];
  for (const pack of packs) {
    const from = path.join(built, pack, 'font-licences.txt');
    const name = packs.length === 1 ? 'font-licences.txt' : `font-licences-${pack}.txt`;
    await copyFile(from, path.join(whole, name)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause;
    });
  }
}
