/** Counts everything in a document that has a number: parts, chapters, appendices, sections, captions, paragraphs. */
import { type CountStyle, worthOf } from '../../source/locale/counting.ts';
import { numbered } from '../../source/locale/words.ts';
import type { EditionOptions } from '../../source/types.ts';
import { amongWords, below, type Count, filled, isWorded, type Numbered, paragraphOf, shownCount, styleOf } from './patterns.ts';

type Options = EditionOptions['numbering'];
export type CaptionSort = 'figure' | 'table' | 'equation';

/** What a chapter is. An annex is an appendix by another name. */
export interface Role {
  readonly sort: 'chapter' | 'appendix' | 'annex';
  readonly fixed?: string | undefined;
  readonly isUnnumbered?: boolean | undefined;
}

/** A counter that fixed numbers set: what follows `4a` is 5. */
class Counter {
  value = 0;

  next(style: CountStyle, fixed?: string): Count {
    if (fixed === undefined) this.value += 1;
    else this.value = worthOf(fixed, style) ?? this.value;
    return { value: this.value, fixed };
  }
}

/** The numbers of one document, from the first chapter to the last. */
export class DocumentNumbers {
  readonly #options: Options;
  readonly #word: (key: string) => string;
  readonly #parts = new Counter();
  readonly #chapters = new Counter();
  readonly #appendices = new Counter();
  readonly #sections = new Counter();
  readonly #captions: Record<CaptionSort, Counter> = { figure: new Counter(), table: new Counter(), equation: new Counter() };
  readonly #paragraphs = new Counter();
  /** How many footnotes there are so far. */
  notes = 0;

  constructor(options: Options, word: (key: string) => string) {
    this.#options = options;
    this.#word = word;
  }

  /** Where all counters are; one that is set to it goes on alike. */
  get state(): readonly number[] {
    return [...this.#all().map(({ value }) => value), this.notes];
  }

  set state(state: readonly number[]) {
    for (const [index, counter] of this.#all().entries()) counter.value = state[index] ?? 0;
    this.notes = state.at(-1) ?? 0;
  }

  #all(): readonly Counter[] {
    return [this.#parts, this.#chapters, this.#appendices, this.#sections, ...Object.values(this.#captions), this.#paragraphs];
  }

  part(fixed?: string): Numbered {
    const { pattern } = this.#options;
    const written = pattern.part ?? '{part} {I}';
    const count = this.#parts.next(styleOf(written), fixed);
    const label = pattern.part === undefined ? numbered(this.#word('part'), shownCount(count, 'I')) : filled(written, [count], this.#word);
    return { label, bare: shownCount(count, styleOf(written)), reference: amongWords(label, this.#word), isWorded: true };
  }

  /** Begins a chapter. */
  chapter(role: Role): ChapterNumbers {
    const { pattern } = this.#options;
    const isAppendix = role.sort !== 'chapter';
    const written = isAppendix ? pattern.appendix : pattern.chapter;
    const style = written === undefined ? (isAppendix ? 'A' : '1') : styleOf(written);
    const isNumbered = this.#options.chapters && role.isUnnumbered !== true;
    const count = isNumbered ? (isAppendix ? this.#appendices : this.#chapters).next(style, role.fixed) : undefined;
    return new ChapterNumbers({
      options: this.#options,
      word: this.#word,
      own: count && this.#ownOf(role.sort, count, style, written),
      count,
      style,
      isAppendix,
      isUnnumbered: role.isUnnumbered === true,
      captions: isAppendix || (this.#options.perChapter && count !== undefined) ? undefined : this.#captions,
      sections: this.#options.through && !isAppendix ? this.#sections : new Counter(),
      paragraphs: this.#options.paragraphs === true ? this.#paragraphs : new Counter(),
    });
  }

  /** The number of a chapter. One of an appendix has a word without a pattern, too. */
  #ownOf(sort: Role['sort'], count: Count, style: CountStyle, pattern: string | undefined): Numbered {
    const isAppendix = sort !== 'chapter';
    const bare = shownCount(count, style);
    const label = pattern === undefined ? (isAppendix ? numbered(this.#word(sort), bare) : bare) : filled(pattern, [count], this.#word);
    if (!isAppendix && !isWorded(pattern ?? '')) return { label, bare, isWorded: false };
    return { label, bare, reference: amongWords(label, this.#word), isWorded: true };
  }
}

interface Begun {
  readonly options: Options;
  readonly word: (key: string) => string;
  readonly own: Numbered | undefined;
  readonly count: Count | undefined;
  readonly style: CountStyle;
  readonly isAppendix: boolean;
  readonly isUnnumbered: boolean;
  /** Those of the document; undefined where the chapter has its own. */
  readonly captions: Record<CaptionSort, Counter> | undefined;
  readonly sections: Counter;
  readonly paragraphs: Counter;
}

/** The numbers of one chapter. */
export class ChapterNumbers {
  readonly #begun: Begun;
  readonly #captions: Record<CaptionSort, Counter>;
  /** Counters of sections, by level below the chapter. */
  readonly #counters: Counter[];
  readonly #appendices = new Counter();
  /** The counts of the section that is open, from the first level down. */
  readonly #open: (Count & { readonly numbered: Numbered })[] = [];
  /** Whether that section is an appendix. */
  #isInAppendix = false;
  /** Levels of headings that the section which is open is below, itself included. */
  readonly #levels: number[] = [];

  constructor(begun: Begun) {
    this.#begun = begun;
    this.#captions = begun.captions ?? { figure: new Counter(), table: new Counter(), equation: new Counter() };
    this.#counters = [begun.sections];
  }

  /** That of the chapter itself. */
  get own(): Numbered | undefined {
    return this.#begun.own;
  }

  /**
   * The number of the next heading of a level, or undefined for levels that have none.
   * @param isAppendix whether it is an appendix inside its chapter: A, A.1
   */
  section(level: number, fixed?: string, isAppendix = false): Numbered | undefined {
    if (level === 2) this.#isInAppendix = isAppendix;
    const { options, isUnnumbered } = this.#begun;
    const deepest = Math.max(options.sections, options.pattern.sections?.length ?? 0) + 1;
    while ((this.#levels.at(-1) ?? 0) >= level) this.#levels.pop();
    // Patterns are for levels; all else says how deep it is in the outline, so that a level that was skipped is not counted.
    const depth = options.pattern.sections === undefined ? this.#levels.length : level - 2;
    if (isUnnumbered || (level > deepest && fixed === undefined)) {
      // What belongs to a heading without number is not counted by one above it.
      if (depth < this.#open.length) this.#open.length = Math.max(0, depth);
      return undefined;
    }
    this.#levels.push(level);
    return this.#next(depth, fixed);
  }

  /** The number of a term: one level below the heading that it is under. */
  term(fixed?: string): Numbered {
    const numbered = this.#next(this.#open.length, fixed);
    this.#open.pop();
    return numbered;
  }

  #next(depth: number, fixed: string | undefined): Numbered {
    this.#counters.length = Math.min(this.#counters.length, depth + 1);
    this.#open.length = Math.min(this.#open.length, depth);
    // A level of a pattern that was passed over counts 0.
    while (this.#open.length < depth) {
      const at = this.#open.length;
      this.#counters[at] ??= new Counter();
      const count = { value: this.#counters[at].value, fixed: undefined };
      this.#open.push({ ...count, numbered: this.#written([...this.#open, count], at) });
    }
    this.#counters[depth] ??= new Counter();
    const counter = depth === 0 && this.#isInAppendix ? this.#appendices : this.#counters[depth];
    const count = counter.next(this.#styleAt(depth), fixed);
    const numbered = this.#written([...this.#open, count], depth);
    this.#open.push({ ...count, numbered });
    return numbered;
  }

  #patternAt(depth: number): string | undefined {
    const { options, isAppendix } = this.#begun;
    // Articles are counted in the body; an annex has its letter.
    return isAppendix || this.#isInAppendix ? undefined : options.pattern.sections?.[depth];
  }

  #styleAt(depth: number): CountStyle {
    const pattern = this.#patternAt(depth);
    if (pattern === undefined) return depth === 0 && this.#isInAppendix ? 'A' : '1';
    return styleOf(pattern);
  }

  #written(counts: readonly Count[], depth: number): Numbered {
    const { options, word, count, style, isAppendix } = this.#begun;
    const pattern = this.#patternAt(depth);
    const own = counts[depth] as Count;
    const above = depth > 0 ? this.#open[depth - 1]?.numbered : undefined;
    if (pattern !== undefined) {
      const label = filled(pattern, [...(count ? [count] : []), ...counts], word);
      const bare = shownCount(own, styleOf(pattern));
      if (isWorded(pattern)) return { label, bare, reference: amongWords(label, word), isWorded: true };
      const isAlone = pattern.match(/\{[1aAiI]\}/g)?.length === 1;
      if (isAlone && above?.reference !== undefined)
        return { label, bare: below(above.bare, label), reference: this.#below(above.reference, label, depth), isWorded: false };
      return { label, bare: isAlone ? bare : label, isWorded: false };
    }
    // A fixed number is the whole: `{number=2.4a}`.
    if (own.fixed?.includes('.')) return { label: own.fixed, bare: own.fixed, isWorded: false };
    const from = counts.findLastIndex((_, at) => at < depth && isWorded(this.#patternAt(at) ?? ''));
    const ofChapter = from < 0 && count && !this.#isInAppendix && (isAppendix || !options.through) ? [shownCount(count, style)] : [];
    const parts = counts.slice(Math.max(0, from)).map((one, at) => shownCount(one, this.#styleAt(at + Math.max(0, from))));
    const label = [...ofChapter, ...parts].join('.');
    return { label, bare: label, isWorded: false };
  }

  /** The number of the next figure, table or formula. */
  caption(sort: CaptionSort, fixed?: string): string {
    const { own, captions } = this.#begun;
    const count = shownCount(this.#captions[sort].next('1', fixed), '1');
    return captions === undefined && own !== undefined && !fixed?.includes('.') ? `${own.bare}.${count}` : count;
  }

  /** The number of the next paragraph. */
  paragraph(fixed?: string): Numbered {
    const { options, own, paragraphs, word } = this.#begun;
    const ofChapter = options.paragraphs === 'chapter' && own !== undefined && !fixed?.includes('.') ? `${own.bare}.` : '';
    const pattern = options.pattern.paragraph ?? (options.paragraphs === 'section' ? '({1})' : undefined);
    const style = pattern === undefined ? '1' : styleOf(pattern);
    const count = paragraphs.next(style, fixed);
    const shown = shownCount(count, style);
    const section = this.#open.at(-1)?.numbered;
    const label = pattern === undefined ? ofChapter + shown : filled(pattern, [count], word);
    if (options.paragraphs !== 'section') return { label, bare: ofChapter + shown, isWorded: false };
    if (section === undefined) return { label, bare: shown, isWorded: false };
    const reference =
      section.reference === undefined ? below(section.bare, label) : this.#below(section.reference, label, this.#open.length);
    return { label, bare: below(section.bare, label), reference, isWorded: false };
  }

  /** What is one level below an article is a paragraph of it; deeper are points of that. */
  #below(above: string, label: string, depth: number): string {
    return depth === 1 ? paragraphOf(above, label, this.#begun.word) : below(above, label);
  }

  /** Paragraphs begin anew with a section. */
  restartParagraphs(): void {
    this.#begun.paragraphs.value = 0;
  }
}
