/** Where each character of a text node is in the file: escapes and the signs of quotations are in the file only. */
import type { Text } from 'mdast';
import type { Point } from 'unist';

interface Character {
  /** From the beginning of the node. */
  readonly offset: number;
  /** A backslash or an entity made it plain: it is no sign of anything. */
  readonly isEscaped: boolean;
}

export class TextMap {
  readonly node: Text;
  readonly #raw: string;
  readonly #characters: readonly Character[] | undefined;

  /** @param file the whole text that was parsed */
  constructor(node: Text, file: string) {
    const { start, end } = node.position ?? {};
    this.node = node;
    this.#raw = start?.offset === undefined ? '' : file.slice(start.offset, end?.offset);
    this.#characters = this.#raw === node.value ? undefined : charactersOf(this.#raw, node.value);
  }

  isEscaped(index: number): boolean {
    return this.#characters?.[index]?.isEscaped ?? false;
  }

  /** A part of the node, with its place. */
  part(from: number, to: number): Text {
    return { type: 'text', value: this.node.value.slice(from, to), ...this.#position(from, to) };
  }

  /** Where a part of the node is. */
  place(from: number, to: number): Text['position'] {
    return this.#position(from, to).position;
  }

  #position(from: number, to: number): { position?: NonNullable<Text['position']> } {
    if (this.node.position === undefined) return {};
    return { position: { start: this.#point(from), end: this.#point(to) } };
  }

  #point(index: number): Point {
    const { start, end } = this.node.position as NonNullable<Text['position']>;
    if (index >= this.node.value.length) return end;
    const { line, column, offset } = start;
    const at = this.#characters?.[index]?.offset ?? index;
    const before = this.#raw.slice(0, at).split('\n');
    const last = before.at(-1) as string;
    return {
      line: line + before.length - 1,
      column: before.length === 1 ? column + at : last.length + 1,
      ...(offset === undefined ? {} : { offset: offset + at }),
    };
  }
}

function charactersOf(raw: string, value: string): Character[] {
  let at = 0;
  return Array.from({ length: value.length }, (_, index) => {
    const wanted = value[index];
    for (; at < raw.length; at += 1) {
      if (raw[at] === '\\' && raw[at + 1] === wanted && /[!-/:-@[-`{-~]/.test(wanted as string)) {
        at += 2;
        return { offset: at - 2, isEscaped: true };
      }
      if (raw[at] === wanted) {
        at += 1;
        return { offset: at - 1, isEscaped: false };
      }
      const entity = raw[at] === '&' ? /^&(?:#\d+|#x[\da-f]+|\w+);/i.exec(raw.slice(at, at + 40))?.[0] : undefined;
      if (entity !== undefined) {
        at += entity.length;
        return { offset: at - entity.length, isEscaped: true };
      }
    }
    return { offset: raw.length, isEscaped: false };
  });
}
