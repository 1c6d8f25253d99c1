/** `::qr[Read more]{href="https://example.org"}`: an address as a code for cameras, as a link, and in words. */
import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { toString as textOf } from 'mdast-util-to-string';
import { fillPattern } from '../../source/locale/patterns.ts';
import { placedInline } from '../placed.ts';
import { become, block, type Directive, frameBlock, takeLabel } from './directive.ts';

/** Cells of white around the code, which cameras look for. */
const quiet = 2;

export const qr: Directive = {
  name: 'qr',
  forms: ['leaf'],
  attributes: ['href', 'alt'],
  transform: async (node, env) => {
    const label = takeLabel(node);
    const { href, alt } = node.attributes ?? {};
    become(node, 'div', 'qr');
    if (!href || !/^(https?:\/\/|mailto:|tel:)\S+$/i.test(href)) {
      if (!href) env.report('ATTRIBUTE_MISSING', { name: 'href' }, node);
      else
        env.report(
          'ATTRIBUTE_VALUE',
          { name: 'href', value: href, expected: 'an address like https://example.org', done: 'a frame is printed' },
          node,
        );
      node.children = [frameBlock(href || '::qr')] as never;
      return;
    }
    const shown = href.replace(/^(https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
    const name = alt || fillPattern(env.word('qr-code'), { address: shown });
    const code = await codeOf(href, name);
    if (code === undefined) {
      env.report(
        'ATTRIBUTE_VALUE',
        { name: 'href', value: `${href.slice(0, 40)}…`, expected: 'an address of at most 1000 characters', done: 'a frame is printed' },
        node,
      );
      node.children = [frameBlock(shown)] as never;
      return;
    }
    const words = label && textOf(label).trim() !== '' ? [block('p', 'qr__label', label)] : [];
    const address = block('p', 'qr__address', [{ type: 'link', url: href, children: [{ type: 'text', value: shown }] }]);
    node.children = [block('div', 'qr__code', [placedInline(code, node.position, env)]), ...words, address] as never;
  },
};

/** The code as a drawing: one path, a run of dark cells a rectangle. */
async function codeOf(text: string, alt: string): Promise<Element | undefined> {
  if (text.length > 1000) return undefined;
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data
    .map((row, y) =>
      runsOf(row)
        .map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`)
        .join(''),
    )
    .join('');
  const box = `${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`;
  const drawing = s('svg', { viewBox: box, role: 'img', ariaLabel: alt, className: ['qr__drawing'] }, [
    s('rect', { x: -quiet, y: -quiet, width: size + 2 * quiet, height: size + 2 * quiet, fill: '#fff' }),
    s('path', { d: path, fill: '#000' }),
  ]);
  return h('span', [drawing]) as Element;
}

/** Runs of dark cells of a row: where each begins, and how long it is. */
function runsOf(row: readonly boolean[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1);
    if (!isDark) continue;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
