/** Task lists: Chrome's own check boxes are grey form fields, so a drawing takes their place. */
import type { Element, Root } from 'hast';
import { s } from 'hastscript';
import { visit } from 'unist-util-visit';
import type { Env } from '../env.ts';

export function tasks(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'input' || node.properties['type'] !== 'checkbox' || !parent || index === undefined) return;
      const isDone = Boolean(node.properties['checked']);
      parent.children[index] = box(isDone, env.word(isDone ? 'done' : 'open'));
    });
  };
}

function box(isDone: boolean, label: string): Element {
  const tick = isDone ? [s('path', { className: ['task__tick'], d: 'M4.5 9.2 8 12.6l6.2-7.4' })] : [];
  return s('svg', { className: ['task', isDone ? 'task--done' : 'task--open'], viewBox: '0 0 18 18', role: 'img', ariaLabel: label }, [
    s('rect', { className: ['task__box'], x: 1, y: 1, width: 16, height: 16, rx: 2 }),
    ...tick,
  ]) as Element;
}
