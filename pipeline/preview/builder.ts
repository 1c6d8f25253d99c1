/** Builds what is looked at, and nothing else: again after each change, one selection after the other. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from '../build/build.ts';
import type { BuildResult } from '../build/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { packPlace, shownFile } from '../source/files/pack-place.ts';
import { keyOf, readPack, stoppedBy } from './packs.ts';
import { pageKeys } from './page-keys.ts';
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
/** So many edits are remembered by their files. */
const editsKept = 200;

export interface BuilderOptions {
  /** Absolute paths of the packs. */
  readonly packs: readonly string[];
  /** Folder for the files: each pack has one of its own in it. */
  readonly output: string;
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
  /** The files of each edit. */
  readonly #changes = new Map<number, readonly string[]>();
  #flowShown = () => {};
  /** What must be built before it is shown, and since when. */
  readonly #stale = new Map<string, number>();
  /** Where the file of each address is. */
  readonly #places = new Map<string, string>();
  readonly #planProblems = new Map<number, readonly Diagnostic[]>();
  #views: PackView[] = [];
  #work: Work | null = null;
  #running: Promise<void> | undefined;
  #revision = 0;
  #edits = 0;
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

  /** Counts changes of the source. */
  get edits(): number {
    return this.#edits;
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

  /** The file that an address names, if a build has made it. */
  fileAt(url: string): string | undefined {
    return this.#places.get(url);
  }

  /** Reads what all packs plan. */
  async open(): Promise<void> {
    this.#views = await Promise.all(this.#options.packs.map((_, index) => this.#read(index)));
  }

  /** Every file that was changed after so many edits; undefined if that is too long ago. */
  changedSince(edits: number): ReadonlySet<string> | undefined {
    const all = new Set<string>();
    for (let edit = edits + 1; edit <= this.#edits; edit += 1) {
      const files = this.#changes.get(edit);
      if (files === undefined) return undefined;
      for (const file of files) all.add(file);
    }
    return all;
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
    const concerned = this.#options.packs.flatMap((folder, index) => (concerns(files, folder) ? [index] : []));
    // Templates and styles concern every pack.
    const all = files.some((file) => !this.#options.packs.some((folder) => concerns([file], folder)));
    const indexes = all ? this.#options.packs.map((_, index) => index) : concerned;
    this.#edits += 1;
    this.#changes.set(this.#edits, files);
    this.#changes.delete(this.#edits - editsKept);
    for (const key of [...this.#results.keys(), ...this.#watched.keys()])
      if (indexes.includes((JSON.parse(key) as [number])[0])) this.#stale.set(key, since);
    // Most edits plan the same documents: windows need not wait for what is planned.
    this.#options.onChange();
    for (const index of indexes) this.#views[index] = await this.#read(index);

    this.#options.onChange();
    this.#run();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #read(index: number): Promise<PackView> {
    const { view, diagnostics } = await readPack(this.#options.packs[index] as string, this.#views[index], this.#context);
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
      const built = this.#edits;
      this.#stale.delete(next.key);
      const made = await this.#make(next.selection).catch((cause: unknown) => this.#stopped(next.selection, cause));
      this.#revision += 1;
      const files = await this.#filesOf(next.selection, made);
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
    if (both + html === 0 || this.#edits === 0) return;
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
        output: path.join(this.#options.output, String(pack)),
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

  /** The files of a build; where it made none, those before it. */
  async #filesOf(selection: Selection, { artifacts }: BuildResult): Promise<FileView[]> {
    const before = this.resultOf(selection).files;
    const views = selection.audiences.map(async (audience): Promise<FileView[]> => {
      const made = artifacts.find((one) => one.audience === audience && one.kind === selection.kind && one.lang === selection.lang);
      const old = before.filter((one) => one.audience === audience);
      if (made === undefined) return old.map((one) => ({ ...one, isOld: true }));
      const address = `/_/pdf/${selection.pack}/${made.path}`;
      const file = path.join(this.#options.output, String(selection.pack), made.path);
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
const keysOf = async (file: string): Promise<readonly string[]> => {
  try {
    return pageKeys(await readFile(file));
  } catch {
    return [];
  }
};

/** Whether one of these files is the pack's. */
function concerns(files: readonly string[], given: string): boolean {
  const { folder } = packPlace(given);
  return files.some((file) => file === folder || file.startsWith(folder + path.sep));
}
