/** Notes where each character beyond Latin-1 is first in its file. */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { type Place, placeOf } from '../../model/place.ts';
import type { Env } from '../env.ts';

const beyond = /[^\u0000-\u00FF]/gu;

export function characters(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'text', (node, _, parent) => {
      for (const { 0: character, index } of node.value.matchAll(beyond)) {
        const places = env.characters.get(character) ?? new Map<string, Place>();
        env.characters.set(character, places);
        if (places.has(env.source.shown)) continue;
        const positioned = node.position ? node : parent?.type === 'element' ? parent : node;
        const { file, line, column } = placeOf(positioned, env.source);
        const before = node.value.slice(0, index).split('\n');
        const exact = node.position !== undefined;
        places.set(env.source.shown, {
          file,
          line: line === undefined || !exact ? line : line + before.length - 1,
          column: column === undefined || !exact ? column : before.length === 1 ? column + index : (before.at(-1) ?? '').length + 1,
        });
      }
    });
  };
}
