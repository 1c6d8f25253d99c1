/** Helpers for templates, besides those of Handlebars. */
import Handlebars from 'handlebars';
import { own } from '../model/own.ts';
import type { FontIndex } from '../platform/fonts.ts';
import type { Memory } from '../platform/memory.ts';
import { dateText } from '../source/locale/dates.ts';
import { isRightToLeft, turned } from '../source/locale/direction.ts';
import { fillPattern, type Values } from '../source/locale/patterns.ts';
import { joinWords, languageRuns } from '../transform/steps/languages.ts';
import type { Helper } from './engine/guards.ts';
import { fitted, fittedTo } from './running-text.ts';

export interface HelperNeeds {
  readonly word: (key: string) => string;
  /** Style sheets by name. */
  readonly styles: ReadonlyMap<string, string>;
  readonly memory: Memory;
  /** The document's language. */
  readonly lang: string;
  readonly index: FontIndex;
  /** How long the lines of margins are, in parts of those of A4; 1 if nothing is said. */
  readonly measure?: number;
}

/** Limit for all calls of `times` in one document. */
const mostRepeats = 100_000;

const { SafeString, escapeExpression } = Handlebars;

export function helpersFor({ word, styles, memory, lang, index, measure = 1 }: HelperNeeds): Readonly<Record<string, Helper>> {
  let repeats = 0;
  const isJapanese = word('locale').startsWith('ja');
  const marked = (text: string) => {
    const escaped = escapeExpression(text);
    if (isJapanese) return joinWords(escaped);
    const runs = languageRuns(escaped, lang, index, escaped);
    return runs.map(({ text: run, lang: of }) => (of === undefined ? run : `<span lang="${of}">${run}</span>`)).join('');
  };
  return {
    /** `{{word "contents"}}`: a fixed word in the document's language. */
    word: (key) => word(string(key, 'word')),
    /** `{{numbered "slide" 3}}`: a fixed word with its number, before or behind it. */
    numbered: (key, number) => {
      const [text, figure] = [word(string(key, 'numbered')), string(number, 'numbered')];
      return text.includes('{}') ? text.replace('{}', figure) : `${text} ${figure}`;
    },
    /** `{{cssFilled "page-of" page="counter(page)" total="counter(pages)"}}`: a fixed form as the value of `content` in CSS. */
    cssFilled: (key, options) => {
      const { hash } = options as { hash: Values };
      const parts = word(string(key, 'cssFilled')).split(/\{(\w+)\}/);
      return new SafeString(
        parts.flatMap((part, index) => (index % 2 === 1 ? [own(hash, part) ?? '""'] : part === '' ? [] : [cssString(part)])).join(' '),
      );
    },
    /** `{{filled "reference" publisher=… title=…}}`: values in the order and with the punctuation of the language; null values are skipped. */
    filled: (key, options) => {
      const { hash } = options as { hash: Values };
      const name = string(key, 'filled');
      const shown = (value: string, part?: string) => (part ? `<span class="${name}__${part}">${marked(value)}</span>` : marked(value));
      return new SafeString(fillPattern(word(name), hash, shown));
    },
    /** `{{day document.date}}`: an ISO date in the language's format. */
    day: (iso) => (iso === null ? null : dateText(string(iso, 'day'), word('locale'), memory)),
    /** `{{text document.title}}`: escaped text, with runs of Japanese marked up. */
    text: (value) => new SafeString(marked(string(value, 'text'))),
    /** `<h1{{dirOf title}}>`: the attribute of a text that runs the other way than the document. */
    dirOf: (value) => {
      const dir = turned(plainOf(value), isRightToLeft(lang));
      return dir === undefined ? '' : new SafeString(` dir="${dir}"`);
    },
    /** `lang="{{lang}}" dir="{{direction lang}}"` */
    direction: (value) => (isRightToLeft(string(value, 'direction')) ? 'rtl' : 'ltr'),
    /** `@top-left { content: …; {{facing title}} }`: the same for a margin box. */
    facing: (value) => {
      const isRtl = isRightToLeft(lang);
      const dir = turned(plainOf(value), isRtl) ?? (isRtl ? 'rtl' : undefined);
      return dir === undefined ? '' : new SafeString(`direction: ${dir};`);
    },
    /** `{{html chapter.html}}`: HTML from the pipeline, unescaped. */
    html: (value) => new SafeString(string(value, 'html')),
    /** `{{styles "tokens" "base"}}`: style sheets by name, in this order. */
    styles: (...args) =>
      new SafeString(
        args
          .slice(0, -1)
          .map((name) => {
            const css = styles.get(string(name, 'styles'));
            if (css === undefined) throw new Error(`unknown style sheet "${String(name)}"; use one of: ${[...styles.keys()].join(', ')}`);
            return css;
          })
          .join('\n'),
      ),
    /** `{{cssString title}}`: a CSS string with its quotes. */
    cssString: (value) => new SafeString(cssString(string(value, 'cssString'))),
    /** `{{cssString (fitted short beside=document.short)}}`: a text in the margin, cut at a word so that two fit on one line; or `room=56` ems. */
    fitted: (value, options) => {
      const { beside, room } = (options as { hash: { beside?: unknown; room?: number } }).hash;
      const text = string(value, 'fitted');
      if (room !== undefined && beside === undefined) return fittedTo(text, room * measure);
      return fitted(text, beside === undefined ? undefined : string(beside, 'fitted'), measure);
    },
    /** `{{#if (eq a b)}}` */
    eq: (a, b) => a === b,
    /** `{{#if (and a b)}}`, `{{#if (or a b)}}`, `{{#if (not a)}}` */
    and: (...args) => args.slice(0, -1).every(truthy),
    or: (...args) => args.slice(0, -1).some(truthy),
    not: (value) => !truthy(value),
    /** `{{#unless (linked footer)}}`: whether HTML has links; what has some cannot be decoration. */
    linked: (value) => /<a\s/.test(String(value ?? '')),
    /** `{{pad number}}`: at least two digits. */
    pad: (value) => String(value).padStart(2, '0'),
    /** `{{#times 12}}…{{/times}}` */
    times: (count, options) => {
      const { fn } = options as { fn: (context: unknown) => string };
      repeats += Math.max(0, Number(count)) || 0;
      if (repeats > mostRepeats) throw new Error(`a document may repeat a block at most ${mostRepeats} times, not ${repeats}`);
      return Array.from({ length: Number(count) }, (_, index) => fn(index)).join('');
    },
    /** `{{> (concat "slide-" layout)}}` */
    concat: (...args) => args.slice(0, -1).map(String).join(''),
  };
}

/** A text of data, or what is left of HTML without its tags. */
const plainOf = (value: unknown) => (typeof value === 'string' ? value.replace(/<[^>]*>|&#?\w+;/g, '') : '');

const truthy = (value: unknown) => !Handlebars.Utils.isEmpty(value) || value === 0;

function string(value: unknown, helper: string): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`${helper} expects a string, not ${value === null ? 'null' : typeof value}`);
}

function cssString(value: string): string {
  const escaped = value.replace(
    /[^\p{L}\p{N} .,;:!?()+\-–—’‘“”/]/gu,
    (character) => `\\${(character.codePointAt(0) as number).toString(16)} `,
  );
  return `"${escaped}"`;
}
