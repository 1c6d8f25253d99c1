/**
 * `::: tip Title` of VuePress and Docusaurus, `::: {.callout-note title="…"}` of Quarto and Pandoc, `:::{note}` of MyST: containers
 * become Dossier's directives. A line that has anything of a rule stays as it is, and is refused where fences are checked.
 */
import { isNear } from '../../rules/lookalike.ts';
import { parseAttributes } from '../attributes.ts';
import { calloutOf } from './callouts.ts';
import { indentOf, type Line, opaqueLines, rewritten, withoutCodeSpans } from './lines.ts';
import { ownDirectives, ruledDirectives } from './names.ts';
import { closedMarks, nested } from './nested-containers.ts';
import type { ForeignReading, Rewriting } from './reading.ts';

export const opening = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(:{3,})[ \t]*([^\s:].*?)[ \t]*:*[ \t]*$/;

/** What a container is written as. */
interface Container {
  readonly name: string;
  readonly title: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export const containers: Rewriting = {
  sign: /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?:{3,}/m,
  rewrite(lines, reading) {
    const opaque = opaqueLines(lines);
    const taken = new Set<number>();
    const closed = closedMarks(lines, opaque);
    const made = lines.map((line, index) => {
      if (taken.has(index)) return rewritten(line, '');
      const [, prefix = '', colons = '', rest = ''] = (!opaque[index] && opening.exec(line.text)) || [];
      if (colons === '' || !closed.has(index) || isDirective(line.text.slice(prefix.length)) || isRuled(rest, reading)) return line;
      const read = containerIn(rest, line, reading);
      if (read === undefined) return line;
      const isQuarto = read.title === '' && /callout-/.test(rest);
      const heading = isQuarto ? titleBehind(lines, index) : undefined;
      if (heading) taken.add(heading.index);
      return rewritten(line, prefix + colons + written({ ...read, title: heading?.title ?? read.title }));
    });
    return nested(made, opaque, reading);
  },
};

/** `:::note[Title]{#id}`: as Dossier writes directives. One that nobody knows is reported where directives are made. */
function isDirective(text: string): boolean {
  const [, name = '', behind = ''] = /^:{3,}([A-Za-z][\w-]*)(.*)$/.exec(text) ?? [];
  if (ownDirectives.has(name)) return behind.trim() === '' || /^[[{]/.test(behind);
  const isOther = calloutOf(name) !== undefined || name === 'details' || name === 'dropdown';
  return name !== '' && !isOther && /^(?:\[.*\])?(?:\{.*\})?[ \t]*$/.test(behind);
}

/** Whether it may have been meant for some readers only. Code shows what it likes. */
function isRuled(written: string, reading: ForeignReading): boolean {
  const rest = withoutCodeSpans(written);
  const [name = ''] = /[\p{L}\p{N}_-]+/u.exec(rest) ?? [];
  const isRuleName = [...ruledDirectives].some((rule) => rule === name || (rule.length > 3 && rule !== 'notes' && isNear(name, rule)));
  if (isRuleName || /(?:^|[\s{.])(?:content-(?:hidden|visible)|notes)(?![\w-])/.test(rest)) return true;
  if (reading.hasRule(rest) || reading.namesReaders(name)) return true;
  return (
    calloutOf(name) === undefined &&
    !rest.startsWith('{') &&
    (rest.match(/[\p{L}\p{N}_-]+/gu) ?? []).some((word) => reading.namesReaders(word))
  );
}

function containerIn(rest: string, line: Line, reading: ForeignReading): Container | undefined {
  const myst = /^\{([A-Za-z][\w:-]*)\}[ \t]*(.*)$/.exec(rest);
  if (myst) return named(myst[1] as string, myst[2] as string, {}, line, reading);
  const braced = /^\{([^{}]*)\}$/.exec(rest);
  if (braced) {
    const attributes = parseAttributes((braced[1] as string).replace(/^\s*-\s*$/, ''));
    return attributes && ofClasses(attributes, line, reading);
  }
  const [, name = '', label, attributeText, words = ''] =
    /^([\p{L}][\p{L}\p{N}_-]*)(?:\[(.*)\])?[ \t]*(?:\{([^{}]*)\})?[ \t]*(.*)$/u.exec(rest) ?? [];
  if (name === '') return undefined;
  const attributes = attributeText === undefined ? {} : parseAttributes(attributeText);
  return named(name, label ?? words, attributes ?? {}, line, reading);
}

const bare = (title: string) => title.trim().replace(/^"(.*)"$/, '$1');

function named(name: string, words: string, attributes: Readonly<Record<string, string>>, line: Line, reading: ForeignReading): Container {
  const { title: given, ...rest } = attributes;
  const title = bare(words) || (given ?? '');
  const callout = calloutOf(name);
  if (callout) return { name: callout.name, title: title || (callout.title ?? ''), attributes: rest };
  if (ownDirectives.has(name)) return { name, title, attributes: rest };
  if (name === 'details' || name === 'dropdown') return { name: 'block', title, attributes: rest };
  reading.reportOnce('CONTAINER_UNKNOWN', { name: `::: ${name}` }, name, line.number);
  return { name: 'block', title, attributes: { ...rest, class: [rest['class'], name].filter(Boolean).join(' ') } };
}

/** What Quarto and Pandoc have for looks only. */
const harmless = new Set('collapse icon appearance width layout-ncol layout-nrow layout fig-align data-latex style'.split(' '));

function ofClasses(attributes: Readonly<Record<string, string>>, line: Line, reading: ForeignReading): Container {
  const { class: all = '', id, title = '', ...others } = attributes;
  const names = all.split(' ').filter((name) => name !== '');
  const strange = Object.keys(others).filter((name) => !harmless.has(name) && name !== 'lang');
  if (strange.length > 0) reading.reportOnce('ATTRIBUTES_UNUSED', { names: strange }, strange.join(), line.number);
  const own = { ...(id ? { id } : {}), ...(others['lang'] ? { lang: others['lang'] } : {}) };
  for (const name of names) {
    const callout = calloutOf(name.replace(/^callout-/, ''));
    if (callout) return { name: callout.name, title: title || (callout.title ?? ''), attributes: own };
    if (name === 'columns' || name === 'column') return { name, title: '', attributes: own };
  }
  // Without a class, and with an id of a figure or table, it is one: see `captions.ts`.
  if (names.length > 0) {
    const name = `::: {.${names[0]}}`;
    reading.reportOnce('CONTAINER_UNKNOWN', { name }, name, line.number);
  }
  return { name: 'block', title, attributes: { ...own, ...(all ? { class: all } : {}) } };
}

function written({ name, title, attributes }: Container): string {
  const { id, class: all, ...others } = attributes;
  const parts = [
    ...(id ? [`#${id}`] : []),
    ...(all ? all.split(' ').map((one) => `.${one}`) : []),
    ...Object.entries(others).flatMap(([key, value]) => (key === 'lang' ? [`lang="${value}"`] : [])),
  ];
  return `${name}${title === '' ? '' : `[${balanced(title)}]`}${parts.length === 0 ? '' : `{${parts.join(' ')}}`}`;
}

/** Brackets without a partner would end the label. */
function balanced(title: string): string {
  let depth = 0;
  for (const sign of title.replace(/\\./g, '')) {
    depth += sign === '[' ? 1 : sign === ']' ? -1 : 0;
    if (depth < 0) break;
  }
  return depth === 0 ? title : title.replace(/(?<!\\)[[\]]/g, '\\$&');
}

/** The heading with which a Quarto callout begins is its title. */
function titleBehind(lines: readonly Line[], index: number): { readonly index: number; readonly title: string } | undefined {
  const next = lines.findIndex((line, at) => at > index && line.text.trim() !== '');
  const [, title] = /^[ \t]*#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/.exec(lines[next]?.text ?? '') ?? [];
  return title === undefined || title.includes('{') || indentOf(lines[next]?.text ?? '') > 3 ? undefined : { index: next, title };
}
