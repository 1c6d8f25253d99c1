/** The tokens of the brand: each change is written to pack.yaml, and the pages follow. */
import type { TokenView } from '../types.ts';
import { fill, h } from './dom.ts';

const titles = { colour: 'Colours', length: 'Sizes and margins', font: 'Fonts', other: 'Others' } as const;

export function showBrand(panel: HTMLElement, tokens: readonly TokenView[], onSet: (name: string, value: string) => void): void {
  const set = (name: string, value: string) => {
    // A field says what was typed: also the tokens of before are then drawn anew.
    panel.dataset['key'] = '';
    onSet(name, value);
  };
  const sorts = Object.keys(titles) as TokenView['sort'][];
  fill(panel, JSON.stringify(tokens), () => [
    h('p', { class: 'quiet' }, 'A change is written to pack.yaml. Colours that you do not set follow from accent.'),
    ...sorts.flatMap((sort) => {
      const own = tokens.filter((token) => token.sort === sort);
      return own.length === 0 ? [] : [h('section', { class: 'tokens' }, h('h2', {}, titles[sort]), ...own.map((token) => row(token, set)))];
    }),
  ]);
}

function row({ name, value, isOwn, sort }: TokenView, onSet: (name: string, value: string) => void): HTMLElement {
  const id = `token-${name}`;
  const changed = (event: Event) => {
    const given = (event.target as HTMLInputElement).value.trim();
    if (given !== '' && given !== value) onSet(name, given);
  };
  const isHex = /^#[0-9a-f]{6}$/i.test(value);
  return h(
    'div',
    { class: `token${isOwn ? ' is-own' : ''}` },
    h('label', { for: id, title: isOwn ? 'Set in pack.yaml' : 'By default' }, name),
    sort === 'colour' && isHex && h('input', { type: 'color', value, 'aria-label': `Choose ${name}`, onchange: changed }),
    h('input', { id, type: 'text', value, spellcheck: 'false', autocomplete: 'off', onchange: changed }),
  );
}
