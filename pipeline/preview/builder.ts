/** Builds what is looked at, and nothing else: again after each change, one selection after the other. */
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from '../build/build.ts';
import type { BuildResult } from '../build/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { packPlace, shownFile } from '../source/files/pack-place.ts';
import { keyOf, readPack, stoppedBy } from './packs.ts';
import type { FileView, PackView, Selection, Work } from './types.ts';

/** What is known of a selection. */
export interface Result {
  readonly files: readonly FileView[];
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number | null;
  readonly revision: number;
}

/** While nothing is built. */
export const nothing: Result = { files: [], diagnostics: [], milliseconds: null, revision: 0 };

/** Milliseconds that pages wait for the flow, where nobody looks at them: both at once would take longer than each. */
const afterFlow = 500;

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
  /** How many windows look at each selection, and how many of them at its pages. */
  readonly #watched = new Map<string, { readonly selection: Selection; windows: number; pages: number }>();
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

  /**
   * A window looks at this until it calls what is returned.
   * @param isFlow whether it shows no pages: then they wait until it has what it shows
   */
  watch(selection: Selection, isFlow: boolean): () => void {
    const key = keyOf(selection);
    const entry = this.#watched.get(key) ?? { selection, windows: 0, pages: 0 };
    this.#watched.set(key, entry);
    entry.windows += 1;
    if (!isFlow) entry.pages += 1;
    if (!this.#results.has(key)) this.#stale.set(key, this.#stale.get(key) ?? performance.now());
    this.#run();
    return () => {
      entry.windows -= 1;
      if (!isFlow) entry.pages -= 1;
      if (entry.windows === 0) this.#watched.delete(key);
    };
  }

  /** Files were changed, added or removed. Resolves when everything that is looked at is up to date. */
  async changed(files: readonly string[], since: number): Promise<void> {
    const concerned = this.#options.packs.flatMap((folder, index) => (concerns(files, folder) ? [index] : []));
    // Templates and styles concern every pack.
    const all = files.some((file) => !this.#options.packs.some((folder) => concerns([file], folder)));
    const indexes = all ? this.#options.packs.map((_, index) => index) : concerned;
    for (const index of indexes) this.#views[index] = await this.#read(index);
    for (const key of [...this.#results.keys(), ...this.#watched.keys()])
      if (indexes.includes((JSON.parse(key) as [number])[0])) this.#stale.set(key, since);
    this.#edits += 1;
    this.#options.onChange();
    this.#run();
    await this.#running;
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
      if (this.#watched.get(next.key)?.pages === 0) await setTimeout(afterFlow);
      this.#stale.delete(next.key);
      const made = await this.#make(next.selection).catch((cause: unknown) => this.#stopped(next.selection, cause));
      this.#revision += 1;
      const files = this.#filesOf(next.selection, made);
      this.#results.set(next.key, {
        files,
        diagnostics: made.diagnostics,
        milliseconds: performance.now() - since,
        revision: this.#revision,
      });
      this.#work = null;
      this.#options.onChange();
    }
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
  #filesOf(selection: Selection, { artifacts }: BuildResult): FileView[] {
    const before = this.resultOf(selection).files;
    return selection.audiences.flatMap((audience): FileView[] => {
      const made = artifacts.find((one) => one.audience === audience && one.kind === selection.kind && one.lang === selection.lang);
      if (made === undefined) return before.filter((one) => one.audience === audience).map((one) => ({ ...one, isOld: true }));
      const url = `/_/pdf/${selection.pack}/${made.path}`;
      this.#places.set(url, path.join(this.#options.output, String(selection.pack), made.path));
      const { pages, bytes, claims, sha256 } = made;
      return [{ audience, url: `${url}?${sha256.slice(0, 16)}`, pages, bytes, claims, isOld: false }];
    });
  }
}

/** Whether one of these files is the pack's. */
function concerns(files: readonly string[], given: string): boolean {
  const { folder } = packPlace(given);
  return files.some((file) => file === folder || file.startsWith(folder + path.sep));
}
