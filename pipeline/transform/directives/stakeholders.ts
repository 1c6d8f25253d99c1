/** `:::stakeholders[Caption]` with a list (`- Name {interest=high influence=low}`) or with `data="…"`: a grid of two by two. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { parseAttributes } from '../../source/markdown/attributes.ts';
import { readData, show } from '../data.ts';
import type { Env } from '../env.ts';
import { captionAttributes, captionBlock, sourceBlock } from './caption.ts';
import { become, type Directive, type DirectiveNode, frameBlock, htmlBlock, takeLabel } from './directive.ts';

interface Stakeholder {
  readonly name: string;
  readonly interest: boolean;
  readonly influence: boolean;
}

export const stakeholders: Directive = {
  name: 'stakeholders',
  forms: ['container', 'leaf'],
  attributes: ['data', 'source', ...captionAttributes],
  transform: async (node, env) => {
    const label = takeLabel(node);
    become(node, 'figure', 'stakeholders', { dataTag: 'Group' });
    const data = node.attributes?.['data'];
    const people = data ? await fromData(data, node, env) : fromList(node, env);
    const others = (node.children as Nodes[]).filter((child) => data || child.type !== 'list');
    node.children = [
      ...captionBlock('figure', label, node, env),
      ...(people ? [htmlBlock('div', 'stakeholders__grid', grid(people, env))] : data ? [frameBlock(data)] : []),
      ...others,
      ...sourceBlock(node, env),
    ] as never;
  },
};

/** High and low in words or as numbers from 1 to 10. */
function isHigh(value: unknown, name: string, node: Parameters<Env['report']>[2], env: Env): boolean {
  const text = String(value ?? '').toLowerCase();
  if (/^(high|高)$/.test(text)) return true;
  if (/^(low|低)$/.test(text)) return false;
  if (/^(10|[0-9])(\.\d+)?$/.test(text)) return Number(text) > 5;
  env.report('ATTRIBUTE_VALUE', { name, value: text, expected: 'high, low or a number from 1 to 10', done: 'it is printed as low' }, node);
  return false;
}

async function fromData(name: string, node: DirectiveNode, env: Env): Promise<Stakeholder[] | undefined> {
  const records = await readData(name, node, env, ['name', 'interest', 'influence']);
  if (records) show(records, records.rows, ['name', 'interest', 'influence'], env);
  return records?.rows.map((row) => ({
    name: String(row['name']),
    interest: isHigh(row['interest'], 'interest', node, env),
    influence: isHigh(row['influence'], 'influence', node, env),
  }));
}

function fromList(node: DirectiveNode, env: Env): Stakeholder[] | undefined {
  const list = (node.children as Nodes[]).find((child) => child.type === 'list');
  if (list === undefined) {
    env.report(
      'DIRECTIVE_CONTENT',
      { name: 'stakeholders', why: 'names no stakeholders', fix: 'write a list inside it, or add data="…"' },
      node,
    );
    return undefined;
  }
  return list.children.map((item) => {
    const [, name = '', braces = ''] = /^([\s\S]*?)\s*(?:\{([^{}]*)\})?\s*$/.exec(textOf(item)) ?? [];
    const attributes = parseAttributes(braces) ?? {};
    return {
      name,
      interest: isHigh(attributes['interest'], 'interest', item, env),
      influence: isHigh(attributes['influence'], 'influence', item, env),
    };
  });
}

/** Influence goes up, interest to the right. */
function grid(people: readonly Stakeholder[], env: Env): Element[] {
  const quarter = (influence: boolean, interest: boolean, word: string) => {
    const names = people.filter((one) => one.influence === influence && one.interest === interest);
    const isKey = influence && interest;
    return h('div', { className: ['stakeholders__quarter', ...(isKey ? ['stakeholders__quarter--key'] : [])] }, [
      h('p', { className: ['stakeholders__title'] }, env.word(word)),
      ...(names.length === 0
        ? []
        : [
            h(
              'ul',
              { className: ['plain'] },
              names.map(({ name }) => h('li', name)),
            ),
          ]),
    ]);
  };
  return [
    h('p', { className: ['stakeholders__axis', 'stakeholders__axis--up'] }, `${env.word('influence')} ↑`),
    quarter(true, false, 'keep-satisfied'),
    quarter(true, true, 'manage-closely'),
    quarter(false, false, 'monitor'),
    quarter(false, true, 'keep-informed'),
    h('p', { className: ['stakeholders__axis', 'stakeholders__axis--right'] }, `${env.word('interest')} →`),
  ] as Element[];
}
