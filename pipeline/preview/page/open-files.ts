/** The PDF files that are shown: opened when they are new, closed when others have taken their place. */
import type { FileView } from '../types.ts';
import { PdfFile } from './pdf.ts';

/** Drawings that are under way end before their file is closed. */
const closedAfter = 3000;

export class OpenFiles {
  all: readonly PdfFile[] = [];
  #names = '';

  /**
   * @returns the same files as before, or others, or none while something newer is asked for
   * @throws Error if one cannot be read
   */
  async open(views: readonly FileView[]): Promise<'same' | 'others' | 'outdated'> {
    const names = views.map(({ url, isOld }) => `${url}${isOld}`).join(' ');
    if (names === this.#names) return 'same';
    this.#names = names;
    // A file that is open already is not read and drawn again: only what is said of it is new.
    const isOpen = (url: string) => this.all.find((file) => file.url === url);
    const opened = await Promise.all(views.map((one) => isOpen(one.url) ?? PdfFile.open(one))).catch((cause: Error) => cause);
    if (this.#names !== names) return 'outdated';
    if (opened instanceof Error) throw opened;
    if (opened.length === 0) return 'outdated';
    const old = this.all;
    this.all = opened;
    setTimeout(() => {
      for (const file of old) if (!opened.includes(file)) file.close();
    }, closedAfter);
    return 'others';
  }

  close(): void {
    for (const file of this.all) file.close();
    this.all = [];
  }
}
