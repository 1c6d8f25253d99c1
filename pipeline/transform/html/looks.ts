/** Attributes of older HTML that set a look become classes and styles, which the sheets of a document do not override. */
import type { Element } from 'hast';
import { safeStyle } from '../../source/html/styles.ts';
import { addClass } from './classes.ts';

/** Sizes of `<font size>`, in shares of the text around. */
const sizes = ['.63em', '.82em', '1em', '1.13em', '1.5em', '2em', '3em'];

/** Changes an element. */
export function looked(node: Element): void {
  const { properties, tagName } = node;
  const styles: string[] = [];
  const take = (name: string): string => {
    const value = properties[name];
    delete properties[name];
    return value === undefined || value === null ? '' : String(value).trim();
  };
  const isCell = tagName === 'td' || tagName === 'th';
  // Cells are aligned by `steps/tables.ts`, as Markdown's are.
  if (!isCell && !/^t(?:r|body|head|foot)$/.test(tagName)) align(node, take('align').toLowerCase());
  if (tagName === 'center') addClass(node, 'align-center');
  const vertical = isCell ? take('vAlign').toLowerCase() : '';
  if (/^(?:middle|bottom|baseline)$/.test(vertical)) addClass(node, `valign-${vertical}`);
  if (tagName === 'font') {
    const size = take('size');
    const step = /^[+-]\d$/.test(size) ? 3 + Number(size) : Number(size);
    if (size !== '' && Number.isFinite(step)) styles.push(`font-size: ${sizes[Math.min(7, Math.max(1, step)) - 1]}`);
    const color = take('color');
    if (color !== '') styles.push(`color: ${color}`);
  }
  const ground = take('bgColor');
  if (ground !== '') styles.push(`background-color: ${ground}`);
  if (tagName !== 'video' && tagName !== 'audio')
    for (const name of ['width', 'height']) {
      const length = lengthOf(take(name));
      if (length !== undefined) styles.push(`${name}: ${length}`);
    }
  if (tagName === 'img' && styles.length > 0) addClass(node, 'sized');
  if (styles.length === 0) return;
  const { style } = safeStyle([...styles, String(properties['style'] ?? '')].join(';'));
  if (style !== '') properties['style'] = style;
}

function align(node: Element, value: string): void {
  if (!/^(?:left|right|center|middle|justify)$/.test(value)) return;
  if (node.tagName === 'img') {
    if (value === 'left' || value === 'right') addClass(node, `float-${value}`);
  } else addClass(node, `align-${value === 'middle' ? 'center' : value}`);
}

function lengthOf(value: string): string | undefined {
  const [, digits, unit = 'px'] = /^(\d{1,5}(?:\.\d+)?)\s*(px|%)?$/.exec(value) ?? [];
  return digits === undefined ? undefined : `${digits}${unit}`;
}
