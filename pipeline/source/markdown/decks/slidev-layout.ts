/** Layouts of Slidev: what they are called here, and their slots. */
import { own } from '../../../model/own.ts';
import { apart, asColumns, at, isBlank, type Line, type Scanned, split } from './lines.ts';

const names: Readonly<Record<string, string>> = {
  cover: 'title',
  intro: 'title',
  section: 'section',
  end: 'section',
  quote: 'quote',
  fact: 'section',
  statement: 'section',
};

interface LaidOut {
  /** Empty where the content decides. */
  readonly layout: string;
  readonly blocks: readonly Line[];
}

/** @param isFirst the deck's first slide, which is a cover unless it says something else */
export function layoutOf(body: readonly Scanned[], settings: Readonly<Record<string, unknown>>, line: number, isFirst: boolean): LaidOut {
  const layout = String(settings['layout'] ?? '');
  const text = (key: string) => (typeof settings[key] === 'string' ? (settings[key] as string).trim() : '');
  const slots = split(body, ({ text, isPlain }) => isPlain && slot.test(text)).map(({ divider, lines }) => {
    const [, name = 'default', rest = ''] = slot.exec(divider?.text ?? '') ?? [];
    // What is behind its name is no part of it, and may be meant as a rule.
    return { name, lines: divider === undefined || rest === '' ? lines : [...apart(divider.at, rest), ...lines] };
  });
  const side = /^(?:image|iframe)-(left|right)$/.exec(layout)?.[1];
  const images =
    layout.startsWith('image') && text('image') !== ''
      ? background(text('image'), line, side)
      : text('background') === ''
        ? []
        : background(text('background'), line);
  const page = layout.startsWith('iframe') && text('url') !== '' ? apart(line, `<${text('url').replace(/[\s<>]/g, '')}>`) : [];
  const blocks = slots.length === 1 ? body : laidOut(slots);
  const isCover = isFirst && layout === '' && body.some(({ text }) => /^#\s/.test(text)) && !body.some(isOfContent);
  const named =
    slots.length > 1 && !isAlone(slots) ? 'columns' : (own(names, layout) ?? (side === undefined ? ofCentre(layout, body) : 'bullets'));
  return { layout: named === '' && isCover ? 'title' : named, blocks: [...images, ...blocks, ...page] };
}

/** Lists, tables, code and pictures are no part of a cover. */
const isOfContent = ({ text, isPlain }: Scanned) => !isPlain || /^\s*(?:[-*+|>]|\d+[.)])\s|^\s*!\[|^\$\$/.test(text);

/** Whether all but the first slot hold nothing but components, which are not printed. */
const isAlone = (slots: readonly Slot[]): boolean =>
  slots.slice(1).every(({ lines }) => lines.every((line) => isBlank(line) || /^\s*<\/?[A-Z][^<>]*>\s*$/.test(line.text)));

const slot = /^::\s*([a-z][\w-]*)\s*::\s*(.*?)\s*$/i;

/** A few centred lines divide a deck; more of them are a slide like others. */
const ofCentre = (layout: string, body: readonly Line[]): string =>
  layout === 'center' && body.filter((one) => !isBlank(one)).length <= 2 && body.some(({ text }) => /^#\s/.test(text)) ? 'section' : '';

function background(url: string, line: number, side = ''): Line[] {
  if (!/[/.]/.test(url) || /^(?:[a-z-]+\(|#)/i.test(url))
    return apart(line, `<!-- _background${/\(/.test(url) && !/^(?:rgb|hsl)/i.test(url) ? 'Image' : 'Color'}: ${JSON.stringify(url)} -->`);
  return apart(line, `![bg${side === '' ? '' : ` ${side}`}](<${url.replace(/[<>]/g, '')}>)`);
}

interface Slot {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** `::right::` and `::left::` stand side by side, with what is before them at the left, or above them where there is a left one. */
function laidOut(slots: readonly Slot[]): Line[] {
  const has = (name: string) => slots.some((one) => one.name === name);
  const linesOf = (name: string) => slots.filter((one) => one.name === name).flatMap(({ lines }) => lines);
  const others = slots.filter(({ name }) => !['default', 'left', 'right'].includes(name)).flatMap(({ lines }) => lines);
  if ((!has('left') && !has('right')) || isAlone(slots)) return slots.flatMap(({ lines }) => [...lines, ...at(lines.at(-1)?.at ?? 1, '')]);
  const before = linesOf('default');
  if (has('left')) return [...before, ...asColumns([linesOf('left'), linesOf('right')]), ...others];
  // A heading over the left column alone is the slide's.
  const first = before.findIndex((one) => !isBlank(one));
  const isTitle = isHeading(before[first]) && !isHeading(linesOf('right').find((one) => !isBlank(one)));
  const [above, left] = isTitle ? [before.slice(0, first + 1), before.slice(first + 1)] : [[], before];
  return [...above, ...asColumns([left, linesOf('right')]), ...others];
}

const isHeading = (line: Line | undefined) => /^#{1,6}\s/.test(line?.text ?? '');
