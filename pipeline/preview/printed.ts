/** The files of builds: where each is, and what a window gets to know of it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildResult } from '../build/types.ts';
import { pageKeys } from './page-keys.ts';
import type { FileView, Selection } from './types.ts';

export class Printed {
  /** Where the file of each address is. */
  readonly #places = new Map<string, string>();
  readonly #output: string;

  /** @param output folder for the files: each pack has one of its own in it */
  constructor(output: string) {
    this.#output = output;
  }

  folderOf(pack: number): string {
    return path.join(this.#output, String(pack));
  }

  /** The file that an address names, if a build has made it. */
  at(url: string): string | undefined {
    return this.#places.get(url);
  }

  /**
   * The files of a build; where it made none, those before it.
   * @param before of the same selection
   */
  async filesOf({ pack, audiences, kind, lang }: Selection, { artifacts }: BuildResult, before: readonly FileView[]): Promise<FileView[]> {
    const views = audiences.map(async (audience): Promise<FileView[]> => {
      const made = artifacts.find((one) => one.audience === audience && one.kind === kind && one.lang === lang);
      const old = before.filter((one) => one.audience === audience);
      if (made === undefined) return old.map((one) => ({ ...one, isOld: true }));
      const address = `/_/pdf/${pack}/${made.path}`;
      const file = path.join(this.folderOf(pack), made.path);
      this.#places.set(address, file);
      const { pages, bytes, claims, sha256 } = made;
      const url = `${address}?${sha256.slice(0, 16)}`;
      const keys = old[0]?.url === url ? old[0].keys : await keysOf(file);
      return [{ audience, url, pages, bytes, claims, isOld: false, keys }];
    });
    return (await Promise.all(views)).flat();
  }
}

/** Without them every page is drawn anew. */
async function keysOf(file: string): Promise<readonly string[]> {
  try {
    return pageKeys(await readFile(file));
  } catch {
    return [];
  }
}
