/** From pages to the source, and from the source to pages. */
import { type Place, placeAt, placeText } from '../../model/place.ts';
import type { PlacedBlock, Selection } from '../types.ts';
import { ask, send } from './client.ts';
import { blockOf, blockUnder, pageOfBlock } from './locate.ts';
import type { PdfFile } from './pdf.ts';

export interface JumpOptions {
  readonly selection: () => Selection | null | undefined;
  readonly files: () => readonly PdfFile[];
  readonly say: (words: string) => void;
}

export class Jumps {
  readonly #options: JumpOptions;
  /** Blocks of each audience, until the next edit. */
  #blocks = new Map<string, Promise<readonly PlacedBlock[]>>();

  constructor(options: JumpOptions) {
    this.#options = options;
  }

  /** Something else is shown, or it was edited. */
  forget(): void {
    this.#blocks = new Map();
  }

  /** A click on a page: the editor opens where its words are written. */
  async pick(column: number, page: number, point: { readonly x: number; readonly y: number }): Promise<void> {
    const file = this.#options.files()[column];
    const blocks = await this.#placed(column);
    if (file === undefined || blocks.length === 0) return;
    const block = blockUnder(await file.text(page), point, (page + 0.5) / file.length, blocks);
    if (block) await this.open(block.place);
    else this.#options.say('Nothing in the source has these words: they are made by a template.');
  }

  /** Opens the editor at a place. */
  async open(place: Place): Promise<void> {
    const why = await send('/_/open', place);
    this.#options.say(why ?? `Opened ${placeText(place)}`);
  }

  /** Opens the editor at `file:line:column`. */
  openAt(at: string): void {
    void this.open(placeAt(at));
  }

  /** The block at a place in the source, and the page that it is on; says why there is none. */
  async find(place: Place): Promise<{ readonly block: PlacedBlock; readonly page?: number; readonly y?: number } | undefined> {
    const blocks = await this.#placed(0);
    const block = blocks[blockOf(place, blocks)];
    if (block === undefined) {
      this.#options.say(`${place.file} is not in this document.`);
      return undefined;
    }
    const [file] = this.#options.files();
    return { block, ...(file && (await pageOfBlock(blocks.indexOf(block), blocks, file))) };
  }

  #placed(column: number): Promise<readonly PlacedBlock[]> {
    const selection = this.#options.selection();
    const audience = selection?.audiences[column];
    if (!selection || audience === undefined) return Promise.resolve([]);
    const known =
      this.#blocks.get(audience) ?? ask<PlacedBlock>('places', { ...selection, audiences: [audience] }).then((all) => all ?? []);
    this.#blocks.set(audience, known);
    return known;
  }
}
