/** All editions of one pack: read once, parsed once per language, then sent through the pipeline one after the other. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contained } from '../model/contained.ts';
import { type Diagnostic, diagnostic, errorsOf, hasErrors, type Strictness, stops } from '../model/diagnostic.ts';
import { buildEdition, type LaidOutEdition, layOutEdition, type PrintQueue } from '../pipeline.ts';
import { type Context, collecting } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import { type Ending, staged } from '../platform/telemetry/telemetry.ts';
import { writeAtomic } from '../platform/write-atomic.ts';
import { documentName } from '../publish/document-name.ts';
import { licencesFile } from '../publish/manifest.ts';
import type { DocumentName, Outcome } from '../publish/types.ts';
import { issueOf } from '../select/issue.ts';
import { forgottenRules } from '../select/translation.ts';
import { optionsFor } from '../source/config/load.ts';
import { shownFile } from '../source/files/pack-place.ts';
import { parse, parsingTime } from '../source/parse.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import { source } from '../source/source.ts';
import { filesOf, type Parsed, type ParsedFile, type Source } from '../source/types.ts';
import { kindNames } from '../template/kinds/index.ts';
import { Acceptance } from './acceptance.ts';
import { checkEdition } from './check-edition.ts';
import { PrivateNotes } from './private-notes.ts';
import type { PackProgress } from './progress.ts';
import { type BuildRequest, isWanted, wants, wantsEdition } from './types.ts';

/** If parsing takes more milliseconds than this (about thirty pages), the build will need more than one browser page. */
const muchWork = 80;

export class PackBuild {
  readonly progress: PackProgress;
  readonly #request: BuildRequest;
  readonly #queue: PrintQueue;
  #context: Context;
  readonly #ends: Promise<void>[] = [];
  readonly #privateNotes = new PrivateNotes();
  #strictness: Strictness = { isStrict: true, isAccepted: () => false };

  constructor(request: BuildRequest, progress: PackProgress, queue: PrintQueue, context: Context) {
    this.progress = progress;
    this.#request = request;
    this.#queue = queue;
    this.#context = context;
  }

  /** Queues every document. False if the configuration has errors that stop the pack. */
  async prepare(folder: string): Promise<boolean> {
    const own = collecting(this.#context);
    const place = { file: this.#context.files.shown(shownFile(folder)) };
    const read = await staged('source', {}, own.context, (inner) => source(folder, kindNames, inner)).catch(
      (cause) => void own.context.report(contained(cause, 'reading the pack', place)),
    );
    const { isReview, issue } = this.#request;
    const asked = { ...(isReview ? { isReview } : {}), ...(issue ? { issue } : {}) };
    const languages = read?.map((language) => ({ ...language, ...asked }));
    const [first] = languages ?? [];
    if (languages === undefined || first === undefined) {
      this.progress.report(own.diagnostics);
      return false;
    }
    this.#context = { ...this.#context, remote: this.#context.openRemote(first.config.cache.remote) };
    this.#obey(first, own.context);
    if (this.#request.mode === 'build' && !hasErrors(own.diagnostics)) await this.#licences(first, own.context);
    this.progress.report(own.diagnostics);
    if (!first.isUsable && this.#request.mode === 'plan') return false;
    this.progress.plan(languages.flatMap(plannedDocuments), !stops(own.diagnostics, this.#strictness));
    let original: Parsed | undefined;
    for (const language of languages) {
      if (!wants(this.#request.languages, language.lang) || !this.#isOfShard(language)) continue;
      // The original's own problems are reported when it is built itself.
      try {
        if (language !== first) original ??= await parse(first, collecting(this.#context).context);
        const parsed = await this.#language(language, original, own.diagnostics);
        if (language === first) original = parsed;
      } catch (cause) {
        this.#giveUp(
          plannedDocuments(language).filter((name) => this.#isWanted(name)),
          contained(cause, 'reading the pack', place),
        );
      }
    }
    this.progress.report(this.#privateNotes.diagnostics(first));
    return first.isUsable;
  }

  /** Whether any of a language's editions is made here, where a build is divided among machines. */
  #isOfShard(language: Source): boolean {
    return this.#request.editions === undefined || plannedDocuments(language).some((name) => wantsEdition(this.#request, name));
  }

  /** Writes what is known of the licences of the pack's own fonts beside its documents. */
  async #licences({ fonts, folder, pack }: Source, { files, report }: Context): Promise<void> {
    if (fonts.shared.length + fonts.ofAudiences.size === 0) return;
    const { fontLicences } = await import('../source/fonts/licences.ts');
    const text = await fontLicences(fonts, folder, files);
    const name = `${pack}/${licencesFile}`;
    const file = path.join(this.#request.output, name);
    if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeAtomic(file, text);
    this.progress.wrote(name, sha256(text));
    report(diagnostic('FONT_LICENCE', { name }, { file: files.shown(shownFile(folder)) }));
  }

  /** What the pack itself says of warnings. */
  #obey(first: Source, { clock, report }: Context): void {
    const acceptance = new Acceptance(first, clock.today());
    this.progress.acceptance = acceptance;
    this.progress.isStrict = !this.#request.isLenient && (this.#request.strict === true || first.config.strict);
    this.#strictness = { isStrict: this.progress.isStrict, isAccepted: acceptance.isAccepted };
    acceptance.expired().forEach(report);
  }

  /** Waits for all queued documents. */
  async end(): Promise<void> {
    await Promise.all(this.#ends);
  }

  /** @param original the source of a translation */
  async #language(language: Source, original: Parsed | undefined, earlier: readonly Diagnostic[]): Promise<Parsed> {
    const request = this.#request;
    const own = collecting(this.#context);
    // Documents that take long to parse are printed in pieces, or as several documents.
    const files = [...language.chapters, ...(language.deck ? [language.deck] : [])];
    if (request.mode !== 'plan' && parsingTime(files) > muchWork) this.#context.browser.warm(request.jobs);
    const parsed = await staged('source', { language: language.lang }, own.context, (inner) => parse(language, inner));
    if (original) forgottenRules(original, parsed).forEach(own.context.report);
    this.progress.report(own.diagnostics);
    for (const { fenceProblems } of filesOf(parsed)) this.progress.report(fenceProblems);
    for (const audience of printedAudiences(language.config))
      if (wantsEdition(request, { pack: language.pack, audience, lang: language.lang }))
        await this.#edition(parsed, audience, [...earlier, ...own.diagnostics]);
    return parsed;
  }

  async #edition(parsed: Parsed, audience: string, earlier: readonly Diagnostic[]): Promise<void> {
    const { mode, kinds } = this.#request;
    const names = namesFor(parsed.source, audience).filter(({ kind }) => wants(kinds, kind));
    if (mode === 'plan') return names.forEach((name) => void this.progress.planned(name));
    const place = { file: parsed.source.configFile.shown };
    const giveUp = (cause: unknown) =>
      this.#giveUp(names, contained(cause, `building the edition ${audience}/${parsed.source.lang}`, place));
    try {
      await this.#made(parsed, audience, names, earlier, giveUp);
    } catch (cause) {
      giveUp(cause);
    }
  }

  async #made(
    parsed: Parsed,
    audience: string,
    names: readonly DocumentName[],
    earlier: readonly Diagnostic[],
    giveUp: (cause: unknown) => void,
  ): Promise<void> {
    const { mode, kinds, force = false, output } = this.#request;
    const strictness = this.#strictness;
    const span = this.#context.telemetry.begin('edition', { audience, language: parsed.source.lang });
    const context = { ...this.#context, telemetry: span.inner };
    const edition = await layOutEdition(parsed, audience, (kind) => wants(kinds, kind), context).catch((cause) => {
      span.end({ failed: ['INTERNAL'] });
      throw cause;
    });
    this.#privateNotes.add(edition);
    this.progress.report([
      ...edition.diagnostics,
      ...(await behindFrontMatter(parsed, audience, this.#context)),
      ...edition.documents.flatMap(({ diagnostics }) => diagnostics),
    ]);
    const isStopped = !parsed.source.isUsable || stops([...earlier, ...fencesRead(parsed, edition), ...edition.diagnostics], strictness);
    // A document that is empty because of errors will have content once they are fixed.
    if (!isStopped) this.progress.drop(names.filter(({ kind }) => !edition.documents.some((document) => document.kind === kind)));
    const onStart = (name: string) => this.progress.started(name);
    const { end } =
      mode === 'check'
        ? await checkEdition(edition, isStopped, this.#queue, strictness, context)
        : await buildEdition(edition, isStopped, this.#queue, { output, isFresh: force, strictness, onStart }, context);
    end.then(
      (outcomes) => span.end(howEnded(outcomes)),
      () => span.end({ failed: ['INTERNAL'] }),
    );
    this.#keep(end, giveUp);
  }

  /** Keeps a promise for `end()`: without a handler its rejection would end the Node process. */
  #keep(end: Promise<Outcome[]>, giveUp: (cause: unknown) => void): void {
    const recorded = end.then((outcomes) => outcomes.forEach((outcome) => void this.progress.done(outcome)), giveUp);
    recorded.catch(() => {});
    this.#ends.push(recorded);
  }

  /** Documents stopped by an unexpected error. */
  #giveUp(names: readonly DocumentName[], why: Diagnostic): void {
    this.progress.report([why]);
    for (const name of names) this.progress.done({ name, state: 'failed', diagnostics: [why] });
  }

  #isWanted(name: DocumentName): boolean {
    return this.#request.mode !== 'plan' && isWanted(name, this.#request);
  }
}

const howEnded = (outcomes: readonly Outcome[]): Ending => {
  const failed = outcomes.filter(({ state }) => state === 'failed').flatMap(({ diagnostics }) => errorsOf(diagnostics));
  return {
    documents: outcomes.filter(({ artifact }) => artifact !== undefined).length,
    failed: outcomes.some(({ state }) => state === 'failed') ? failed : undefined,
  };
};

/** Problems of fences in the edition's own files; other files do not affect its readers. */
function fencesRead(parsed: Parsed, { selected: { chapters, deck } }: LaidOutEdition): Diagnostic[] {
  const read = new Set([...chapters, ...(deck ? [deck] : [])].map((file) => file.source.shown));
  return filesOf(parsed).flatMap((file) => (read.has(file.source.shown) ? file.fenceProblems : []));
}

/** The documents that a pack in one language asks for. */
export const plannedDocuments = (source: Source): DocumentName[] =>
  printedAudiences(source.config).flatMap((audience) => namesFor(source, audience));

function namesFor(source: Source, audience: string): DocumentName[] {
  const options = optionsFor(source.config, audience);
  const { pack, lang, isReview = false } = source;
  const edition = { pack, audience, lang, isReview, options: issueOf(source, audience, options) };
  return options.kinds.map((kind) => documentName(edition, kind));
}

/**
 * What is wrong in files whose front matter cannot be read. They are withheld from everybody; here they are laid out as if everybody
 * read them, only to report that, and what is laid out is thrown away.
 */
async function behindFrontMatter(parsed: Parsed, audience: string, context: Context): Promise<Diagnostic[]> {
  const unreadable = filesOf(parsed).flatMap((file) => (file.isReadable ? [] : [file.source.shown]));
  if (unreadable.length === 0) return [];
  const read = <T extends ParsedFile>(file: T): T => ({ ...file, isReadable: true });
  const whole = { ...parsed, chapters: parsed.chapters.map(read), deck: parsed.deck && read(parsed.deck) };
  const edition = await layOutEdition(whole, audience, () => true, context);
  // Its title may be in the front matter.
  return [...edition.diagnostics, ...edition.documents.flatMap(({ diagnostics }) => diagnostics)].filter(
    ({ code, place }) => unreadable.includes(place.file) && code !== 'CHAPTER_UNTITLED' && code !== 'CHAPTER_EMPTY',
  );
}
