/** Edits of the source: how many there were, of which files, and what is on disk since the last one. */
import path from 'node:path';
import { sharedFiles } from '../platform/dependency-tracker.ts';
import type { Files } from '../platform/files.ts';
import { packPlace } from '../source/files/pack-place.ts';

/** So many edits are remembered by their files. */
const editsKept = 200;

export interface EditsOptions {
  readonly disk: Files;
  /** Absolute paths of the packs. */
  readonly packs: readonly string[];
  /** Folders of templates, all of them watched. */
  readonly templates: readonly string[];
}

export class Edits {
  readonly #options: EditsOptions;
  readonly #folders: readonly string[];
  readonly #changes = new Map<number, readonly string[]>();
  #count = 0;
  #templates: Files;
  #files: Files;

  constructor(options: EditsOptions) {
    this.#options = options;
    this.#folders = options.packs.map((given) => packPlace(given).folder);
    this.#templates = sharedFiles(options.disk, options.templates);
    this.#files = sharedFiles(this.#templates, this.#folders);
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Files that are read once for each edit, whoever asks: windows, plans and notes of one edit are of one state of the source. Templates
   * are read again only after one of them was changed: hundreds of questions that most edits do not concern.
   */
  get files(): Files {
    return this.#files;
  }

  add(files: readonly string[]): void {
    this.#count += 1;
    this.#changes.set(this.#count, files);
    this.#changes.delete(this.#count - editsKept);
    const { disk, templates } = this.#options;
    if (files.some((file) => templates.some((folder) => isIn(file, folder) || isIn(folder, file))))
      this.#templates = sharedFiles(disk, templates);
    this.#files = sharedFiles(this.#templates, this.#folders);
  }

  /** Every file that was changed after so many edits; undefined if that is too long ago. */
  since(count: number): ReadonlySet<string> | undefined {
    const all = new Set<string>();
    for (let edit = count + 1; edit <= this.#count; edit += 1) {
      const files = this.#changes.get(edit);
      if (files === undefined) return undefined;
      for (const file of files) all.add(file);
    }
    return all;
  }

  /** Numbers of the packs that these files concern: a template concerns all of them. */
  packsOf(files: readonly string[]): readonly number[] {
    const all = this.#folders.map((_, index) => index);
    if (files.some((file) => !this.#folders.some((folder) => isIn(file, folder)))) return all;
    return all.filter((index) => files.some((file) => isIn(file, this.#folders[index] as string)));
  }
}

const isIn = (file: string, folder: string): boolean => file === folder || file.startsWith(folder + path.sep);
