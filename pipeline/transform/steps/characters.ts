/** Notes where each character beyond Latin-1 stands first. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { placeOf } from '../../model/place.ts';
import type { Env } from '../env.ts';

const beyond = /[^\u0000-\u00FF]/gu;

export function characters(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'text', (node, _, parent) => {
      for (const { 0: character, index } of node.value.matchAll(beyond)) {
        if (env.characters.has(character)) continue;
        const positioned = node.position ? node : parent?.type === 'element' ? parent : node;
        const { file, line, column } = placeOf(positioned, env.source);
        const before = node.value.slice(0, index).split('\n');
        const exact = node.position !== undefined;
        env.characters.set(character, {
          file,
          line: line === undefined || !exact ? line : line + before.length - 1,
          column: column === undefined || !exact ? column : before.length === 1 ? column + index : (before.at(-1) ?? '').length + 1,
        });
      }
    });
  };
}
