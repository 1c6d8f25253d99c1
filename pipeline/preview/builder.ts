/** Builds what is looked at, and nothing else: again after each change, one selection after the other. */
import { setTimeout } from 'node:timers/promises';
import { build } from '../build/build.ts';
import type { BuildResult } from '../build/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { shownFile } from '../source/files/pack-place.ts';
import type { Edits } from './edits.ts';
import { keyOf, type ReadPack, readPack, stoppedBy } from './packs.ts';
import type { Printed } from './printed.ts';
import type { FileView, PackView, Selection, Work } from './types.ts';

/** What is known of a selection. */
export interface Result {
  readonly files: readonly FileView[];
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number | null;
  readonly revision: number;
  /** The edits that it was built after. */
  readonly built: number;
}

/** While nothing is built. */
export const nothing: Result = { files: [], diagnostics: [], milliseconds: null, revision: 0, built: 0 };

/** What a window shows: pages; their HTML; or the HTML first and then pages. */
export type Look = 'pages' | 'html' | 'both';

/** Milliseconds that pages wait for the HTML that windows show first, at most: both at once would take longer than each. */
const beforePages = 500;
/** Where nobody looks at pages they wait longer: whoever writes saves again soon. */
const pagesUnseen = 800;

export interface BuilderOptions {
  /** Absolute paths of the packs. */
  readonly packs: readonly string[];
  readonly edits: Edits;
  readonly printed: Printed;
  readonly jobs: number;
  /** Something that windows show is different. */
  readonly onChange: () => void;
}

export class Builder {
  readonly #options: BuilderOptions;
  readonly #context: Context;
  readonly #results = new Map<string, Result>();
  /** How many windows look at each selection, and at what of it. */
  readonly #watched = new Map<string, { readonly selection: Selection; readonly windows: Record<Look, number> }>();
  #flowShown = () => {};
  /** What must be built before it is shown, and since when. */
  readonly #stale = new Map<string, number>();
  readonly #planProblems = new Map<number, readonly Diagnostic[]>();
  readonly #reads = new Map<number, { readonly edits: number; readonly read: Promise<ReadPack> }>();
  #views: PackView[] = [];
  #work: Work | null = null;
  #running: Promise<void> | undefined;
  #revision = 0;
  #isClosed = false;

  constructor(options: BuilderOptions, context: Context) {
    this.#options = options;
    this.#context = context;
  }

  get packs(): readonly PackView[] {
    return this.#views;
  }

  get work(): Work | null {
    return this.#work;
  }

  /** Problems of packs of which nothing can be planned. */
  get planProblems(): readonly Diagnostic[] {
    return [...this.#planProblems.values()].flat();
  }

  /** Absolute path of a pack. */
  folder(index: number): string | undefined {
    return this.#options.packs[index];
  }

  resultOf(selection: Selection): Result {
    return this.#results.get(keyOf(selection)) ?? nothing;
  }

  /** Reads what all packs plan. */
  async open(): Promise<void> {
    this.#views = await Promise.all(this.#options.packs.map((_, index) => this.#plan(index)));
  }

  /** A window looks at this until it calls what is returned. */
  watch(selection: Selection, look: Look): () => void {
    const key = keyOf(selection);
    const entry = this.#watched.get(key) ?? { selection, windows: { pages: 0, html: 0, both: 0 } };
    this.#watched.set(key, entry);
    entry.windows[look] += 1;
    if (!this.#results.has(key)) this.#stale.set(key, this.#stale.get(key) ?? performance.now());
    this.#run();
    return () => {
      entry.windows[look] -= 1;
      if (Object.values(entry.windows).every((count) => count === 0) && this.#watched.get(key) === entry) this.#watched.delete(key);
    };
  }

  /** A window has the HTML that it asked for. */
  flowIsShown(): void {
    this.#flowShown();
  }

  /** Files were changed, added or removed. Does not wait for what is built of them: windows that show HTML see the next edit meanwhile. */
  async changed(files: readonly string[], since: number): Promise<void> {
    const { edits, onChange } = this.#options;
    const indexes = edits.packsOf(files);
    edits.add(files);
    for (const key of [...this.#results.keys(), ...this.#watched.keys()])
      if (indexes.includes((JSON.parse(key) as [number])[0])) this.#stale.set(key, since);
    // Most edits plan the same documents: windows need not wait for what is planned.
    onChange();
    for (const index of indexes) this.#views[index] = await this.#plan(index);
    onChange();
    this.#run();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  /** A pack as it is since the last edit, read once whoever asks. */
  read(index: number): Promise<ReadPack> {
    const { edits, packs } = this.#options;
    const known = this.#reads.get(index);
    if (known?.edits === edits.count) return known.read;
    const read = readPack(packs[index] as string, this.#views[index], { ...this.#context, files: edits.files });
    this.#reads.set(index, { edits: edits.count, read });
    return read;
  }

  async #plan(index: number): Promise<PackView> {
    const { view, diagnostics } = await this.read(index);
    if (view.documents.length === 0) this.#planProblems.set(index, diagnostics);
    else this.#planProblems.delete(index);
    return view;
  }

  #run(): void {
    this.#running ??= this.#all().finally(() => {
      this.#running = undefined;
      // What was asked for at the last moment.
      if (this.#next() !== undefined) this.#run();
    });
  }

  #next(): { readonly key: string; readonly selection: Selection } | undefined {
    if (this.#isClosed) return undefined;
    for (const [key, { selection }] of this.#watched) if (this.#stale.has(key)) return { key, selection };
    return undefined;
  }

  async #all(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const since = this.#stale.get(next.key) ?? performance.now();
      await this.#flowFirst(next.key);
      const built = this.#options.edits.count;
      this.#stale.delete(next.key);
      const made = await this.#make(next.selection).catch((cause: unknown) => this.#stopped(next.selection, cause));
      this.#revision += 1;
      const files = await this.#options.printed.filesOf(next.selection, made, this.resultOf(next.selection).files);
      this.#results.set(next.key, {
        files,
        diagnostics: made.diagnostics,
        milliseconds: performance.now() - since,
        revision: this.#revision,
        built,
      });
      this.#work = null;
      this.#options.onChange();
    }
  }

  /** Waits where windows show the HTML first. */
  async #flowFirst(key: string): Promise<void> {
    const { pages = 1, both = 0, html = 0 } = this.#watched.get(key)?.windows ?? {};
    if (both + html === 0 || this.#options.edits.count === 0) return;
    const shown = new Promise<void>((resolve) => {
      this.#flowShown = resolve;
    });
    if (pages + both > 0) await Promise.race([shown, setTimeout(beforePages)]);
    else await setTimeout(pagesUnseen);
  }

  async #make({ pack, lang, kind, audiences }: Selection): Promise<BuildResult> {
    const folder = this.#options.packs[pack] as string;
    const { title = '', isGone = false } = this.#views[pack] ?? {};
    if (isGone) return { artifacts: [], failed: [], diagnostics: [] };
    const show = (done: number, total: number) => {
      this.#work = { what: `${title}: ${[kind, ...audiences, lang].join(', ')}`, done, total };
      this.#options.onChange();
    };
    show(0, audiences.length);
    return build(
      {
        packs: [folder],
        audiences,
        languages: [lang],
        kinds: [kind],
        output: this.#options.printed.folderOf(pack),
        jobs: this.#options.jobs,
        stale: new Set([folder]),
        keepOutdated: true,
        isLenient: true,
        mode: 'build',
        onProgress: ({ done, total }) => show(done, total),
      },
      this.#context,
    );
  }

  #stopped({ pack }: Selection, cause: unknown): BuildResult {
    const place = { file: this.#context.files.shown(shownFile(this.#options.packs[pack] as string)) };
    return { artifacts: [], failed: [], diagnostics: stoppedBy(cause, 'building the preview', place) };
  }
}
