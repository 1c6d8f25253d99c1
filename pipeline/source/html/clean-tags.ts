/** Raw HTML as it may be printed: allowed elements with allowed attributes, and the words of all others. */
import type { Token } from 'parse5';
import {
  allowed,
  harmless,
  inline,
  isAllowed,
  isReported,
  players,
  reserved,
  reservedOnSlides,
  silent,
  unseen,
  voids,
  wordless,
} from './elements.ts';
import { safeStyle } from './styles.ts';
import { cleanSvg } from './svg.ts';
import { svgSpans } from './svg-spans.ts';
import { type HtmlToken, htmlTokens, isTag, startTag, type Tag } from './tokens.ts';
import type { HtmlMode, Note } from './types.ts';

export interface Cleaned {
  readonly html: string;
  /** The last element whose content is dropped, if it is not closed here. */
  readonly open: string | undefined;
}

export function cleanTags(text: string, mode: HtmlMode, note: Note): Cleaned {
  const parts: string[] = [];
  let skipped: string | undefined;
  const tokens = htmlTokens(text);
  const drawings = mode === 'off' ? [] : svgSpans(text);
  for (const [index, token] of tokens.entries()) {
    const drawing = drawings.find(({ start, end }) => end !== undefined && start <= token.start && token.start < end);
    if (drawing?.end !== undefined && skipped === undefined) {
      if (token.start === drawing.start) parts.push(cleanSvg(text.slice(drawing.start, drawing.end), mode, drawing.start, note));
      continue;
    }
    if (skipped !== undefined) {
      parts.push(linesOf(text, token));
      if (token.sort === 'end' && token.name === skipped) skipped = undefined;
      continue;
    }
    if (isTag(token)) {
      parts.push(ofTag(token, text, mode, note, isBetweenWords(tokens, index, text)));
      if (token.sort === 'start' && wordless.has(token.name)) skipped = token.name;
    } else if (token.sort === 'text') parts.push(text.slice(token.start, token.end).replace(/</g, '&lt;'));
    else {
      const written = text.slice(token.start, token.end);
      if (token.sort === 'other') note('removed', `${written.slice(0, 12).split(/\s/)[0]}…`, token.start);
      parts.push(linesOf(text, token));
    }
  }
  return { html: parts.join(''), open: skipped };
}

const linesOf = (text: string, { start, end }: HtmlToken) => text.slice(start, end).replace(/[^\n]/g, '');

/** Whether words would run together without the tag. */
function isBetweenWords(tokens: readonly HtmlToken[], index: number, text: string): boolean {
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  const at = (token: HtmlToken | undefined) => token === undefined || token.sort !== 'text' || text.slice(token.start, token.end);
  const [left, right] = [at(before), at(after)];
  return (typeof left !== 'string' || /\S$/.test(left)) && (typeof right !== 'string' || /^\S/.test(right));
}

function ofTag(tag: Tag, text: string, mode: HtmlMode, note: Note, isBetween: boolean): string {
  const { sort, name, start, end, isClosed } = tag;
  const written = text.slice(start, end);
  const lines = '\n'.repeat(written.split('\n').length - 1);
  const stays = allowed.has(name);
  const isBare = mode === 'off' && stays && !harmless.has(name);
  const shown = isBare ? (inline.has(name) || /^t[dh]$/.test(name) ? 'span' : 'div') : name;
  const gap = !inline.has(name) && !wordless.has(name) && isBetween ? ' ' : '';
  if (sort === 'end') {
    if (name === 'br') return '<br>';
    if (unseen.has(name)) return `</div>${lines}`;
    return stays && !(isBare && voids.has(name)) ? `</${shown}>${lines}${isBare && shown === 'span' ? gap : ''}` : gap + lines;
  }
  if (players.has(name)) return player(tag, mode, lines, note);
  if (unseen.has(name)) {
    note('hidden', `<${name}>`, start);
    return startTag('div', [{ name: 'hidden', value: '' }], lines);
  }
  if (!stays) {
    if (!silent.has(name)) note('removed', `<${name}>`, start);
    return gap + lines;
  }
  if (isBare) note('off', `<${name}>`, start);
  else if (/^(?:video|audio)$/.test(name)) note('player', `<${name}>`, start);
  if (isBare && name === 'img') return leftOf(tag) + lines;
  if (isBare && voids.has(name)) return lines;
  const own = attributesOf(tag, mode, note);
  const attributes = isBare ? own.filter((one) => /^(?:hidden|id)$/.test(one.name)) : own;
  const isPlain = !isClosed || voids.has(name);
  const isSame = attributes.length === tag.attributes.length && attributes.every((one, index) => one === tag.attributes[index]);
  if (isSame && isPlain && !isBare) return written;
  return startTag(shown, attributes, lines) + (isPlain ? '' : `</${shown}>`);
}

/** What speaks for an image where HTML is off. */
const leftOf = ({ attributes }: Tag): string => {
  const words = attributes.find(({ name }) => name === 'alt' || name === 'title')?.value ?? '';
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
};

/** An element that shows another page or a film becomes a `<video>`, and that becomes a link in `transform`. */
function player({ name, attributes, start }: Tag, mode: HtmlMode, lines: string, note: Note): string {
  note(mode === 'off' ? 'off' : 'player', `<${name}>`, start);
  if (mode === 'off') return lines;
  const value = (wanted: string) => attributes.find((one) => one.name === wanted)?.value ?? '';
  const src = value('src') || value('data-src') || value('data');
  const title = value('title') || value('aria-label');
  return `${startTag('video', [{ name: 'src', value: src }, ...(title ? [{ name: 'title', value: title }] : [])], lines)}</video>`;
}

function attributesOf(tag: Tag, mode: HtmlMode, note: Note): Token.Attribute[] {
  const isSlide = mode === 'slide';
  return tag.attributes.flatMap((one): Token.Attribute[] => {
    const { name, value } = one;
    if (name === 'style') return styleOf(tag, value, isSlide, note, one);
    if (name === 'hidden') {
      note('hidden', `<${tag.name} hidden>`, tag.start);
      return [one];
    }
    if (!isAllowed(tag.name, name, isSlide)) {
      if (isReported(name)) note('removed', `${name}=""`, tag.start);
      return [];
    }
    if (/^(?:href|src|poster)$/.test(name) && /^[\s\u0000-\u001f]*(?:javascript|vbscript|file)[\s\u0000-\u001f]*:/i.test(value)) {
      note('removed', `${/[a-z]+/i.exec(value)?.[0].toLowerCase()}: address`, tag.start);
      return [];
    }
    if (name === 'class') {
      const classes = value.split(/\s+/).filter((word) => word !== '' && !(isSlide ? reservedOnSlides : reserved).test(word));
      return classes.length === 0 ? [] : classes.join(' ') === value ? [one] : [{ name, value: classes.join(' ') }];
    }
    return [one];
  });
}

function styleOf(tag: Tag, value: string, isSlide: boolean, note: Note, one: Token.Attribute): Token.Attribute[] {
  const { style, removed, isHidden } = safeStyle(value);
  if (isHidden) {
    note('hidden', `<${tag.name} style="…">`, tag.start);
    return [{ name: 'hidden', value: '' }];
  }
  if (!isSlide) note('removed', 'style=""', tag.start);
  else for (const name of removed) note('removed', `${name} in style=""`, tag.start);
  if (!isSlide || style === '') return [];
  return style === value ? [one] : [{ name: 'style', value: style }];
}
