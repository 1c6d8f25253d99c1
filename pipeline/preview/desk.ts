/** What is asked for beside the file of a document: its blocks, its HTML, notes, what is withheld, tokens; and the editor. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { setToken, tokensOf } from './brand.ts';
import type { Builder } from './builder.ts';
import { openEditor } from './editor.ts';
import type { Edits } from './edits.ts';
import { type Flow, flowOf } from './flow.ts';
import { changeFrom } from './flow-change.ts';
import { keyOf } from './packs.ts';
import type { FlowChange, PlacedBlock, Selection, SlideNotes, TokenView } from './types.ts';
import { type WithheldBlock, withheldFrom } from './withheld.ts';

export interface DeskOptions {
  readonly builder: Builder;
  readonly edits: Edits;
  /** Base folder of the paths that people see. */
  readonly cwd: string;
  /** Folders whose files may be opened in an editor. */
  readonly roots: readonly string[];
  /** Command line of the editor; guessed if undefined. */
  readonly editor: string | undefined;
}

/** A flow, and the edits that it was made after. */
interface Known {
  readonly revision: number;
  readonly flow: Promise<Flow | undefined>;
}

/** How many flows are remembered, and how many that windows have. */
const flowsKept = 6;
const sentKept = 6;

export class Desk {
  readonly #options: DeskOptions;
  readonly #context: Context;
  /** The newest flow of each selection, by what it was made of. */
  readonly #flows = new Map<string, Known>();
  /** HTML that windows have, by its id. */
  readonly #sent = new Map<string, string>();

  constructor(options: DeskOptions, context: Context) {
    this.#options = options;
    this.#context = context;
  }

  /** Begins with what a window will ask for in a moment. */
  begin(selection: Selection): void {
    void this.#flow(selection).catch(() => {});
  }

  async places(selection: Selection): Promise<readonly PlacedBlock[]> {
    return (await this.#flow(selection))?.blocks() ?? [];
  }

  async flow(selection: Selection): Promise<string | undefined> {
    return (await this.#flow(selection))?.html;
  }

  /**
   * The flow as what is different from one that a window has.
   * @param known the id of that one
   */
  async flowSince(selection: Selection, known: string | undefined): Promise<FlowChange | undefined> {
    const flow = await this.#flow(selection);
    this.#options.builder.flowIsShown();
    if (flow === undefined) return undefined;
    const before = known === undefined ? undefined : this.#sent.get(known);
    this.#sent.delete(flow.id);
    this.#sent.set(flow.id, flow.html);
    for (const old of [...this.#sent.keys()].slice(0, -sentKept)) this.#sent.delete(old);
    return changeFrom(before === undefined ? undefined : { id: known as string, html: before }, flow);
  }

  /** A file that a document in the flow view may load. */
  async resource(scope: string, name: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined> {
    for (const { flow } of this.#flows.values()) {
      const made = await flow;
      if (made?.scope !== scope) continue;
      const resource = made.resources.get(name);
      if (resource === undefined) continue;
      const bytes = resource.bytes ?? (await readFile(resource.path).catch(() => undefined));
      return bytes && { bytes, type: resource.type };
    }
    return undefined;
  }

  /** Undefined while errors stop the deck. */
  async notes(selection: Selection): Promise<readonly SlideNotes[] | undefined> {
    return (await this.#flow(selection))?.notes;
  }

  /** Only what the author asks for by name: no other answer has any of it. */
  async withheld(selection: Selection): Promise<readonly WithheldBlock[] | undefined> {
    return withheldFrom(this.#folder(selection), selection, this.#now);
  }

  async tokens(selection: Selection): Promise<readonly TokenView[]> {
    return tokensOf(this.#folder(selection), selection, this.#now);
  }

  /** @returns why it could not be done */
  async setToken(selection: Selection, name: string, value: string): Promise<string | undefined> {
    return setToken(this.#folder(selection), selection, { name, value }, this.#context);
  }

  /** @returns why it could not be done */
  async open(place: Place): Promise<string | undefined> {
    const file = await this.#inside(place.file);
    if (file === undefined) return `${place.file} is not a file of these packs or their templates`;
    return openEditor({ ...place, file }, this.#options.editor);
  }

  /** A place as diagnostics have it, if its file is one of the packs or their templates. */
  async known(place: Place): Promise<Place | undefined> {
    const file = await this.#inside(place.file);
    return file === undefined ? undefined : { ...place, file: this.#context.files.shown(file) };
  }

  /** The source as it is since the last edit. */
  get #now(): Context {
    return { ...this.#context, files: this.#options.edits.files };
  }

  #folder({ pack }: Selection): string {
    return this.#options.builder.folder(pack) as string;
  }

  /** The file itself, if where it really is lies in one of the roots. */
  async #inside(shown: string): Promise<string | undefined> {
    const { files } = this.#context;
    for (const root of this.#options.roots) {
      const file = await files.confine(packPlace(root).folder, path.resolve(this.#options.cwd, shown));
      if (file !== undefined && (await files.isFile(file))) return file;
    }
    return undefined;
  }

  #flow(selection: Selection): Promise<Flow | undefined> {
    const one = { ...selection, audiences: selection.audiences.slice(0, 1) };
    const key = keyOf(one);
    const revision = this.#options.edits.count;
    const known = this.#flows.get(key);
    if (known !== undefined && known.revision === revision) return known.flow;
    const flow = this.#make(one, key, revision, known);
    this.#flows.delete(key);
    this.#flows.set(key, { revision, flow });
    // Those that nobody has asked for lately are forgotten.
    for (const old of [...this.#flows.keys()].slice(0, -flowsKept)) this.#flows.delete(old);
    return flow;
  }

  async #make(one: Selection, key: string, revision: number, known: Known | undefined): Promise<Flow | undefined> {
    const before = await known?.flow.catch(() => undefined);
    const changed = known && this.#options.edits.since(known.revision);
    const { languages } = await this.#options.builder.read(one.pack);
    const scope = `${sha256(key).slice(0, 12)}-${revision}`;
    const earlier = before && changed && { fragments: before.fragments, scope: before.scope, changed };
    return flowOf(this.#folder(one), one, this.#now, { scope, earlier, languages });
  }
}
