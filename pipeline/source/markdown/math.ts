/**
 * `$…$` and `$$…$$`, by Pandoc's rule: an opening dollar has no space to its right, a closing one none to its left and no
 * digit to its right. So "$5 and $6" are prices. `{#eq:name}` may follow the closing dollars of a display.
 */
import type { CompileContext, Extension as FromMarkdown, Token } from 'mdast-util-from-markdown';
import type { Extension as Micromark } from 'micromark-util-types';
import type { Plugin } from 'unified';
import { mathFlow } from './math-flow.ts';
import { mathText } from './math-text.ts';

interface Point {
  line: number;
  column: number;
  offset?: number | undefined;
}

/** A formula: in its line, or displayed. */
interface Formula {
  value: string;
  /** What is in braces behind it. */
  meta: string | null;
  /** Where each line of `value` begins, for problems in it. */
  lines: Point[];
  position?: { start: Point; end: Point } | undefined;
  data?: undefined;
}
export interface InlineMath extends Formula {
  type: 'inlineMath';
  display: boolean;
}
export interface DisplayMath extends Formula {
  type: 'math';
}

declare module 'mdast' {
  interface PhrasingContentMap {
    inlineMath: InlineMath;
  }
  interface BlockContentMap {
    math: DisplayMath;
  }
  interface RootContentMap {
    inlineMath: InlineMath;
    math: DisplayMath;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathFlow: 'mathFlow';
    mathText: 'mathText';
    mathMark: 'mathMark';
    mathMeta: 'mathMeta';
    mathValue: 'mathValue';
  }
}

const dollar = 36;
const micromark: Micromark = { flow: { [dollar]: mathFlow }, text: { [dollar]: mathText } };

const open = (context: CompileContext) =>
  context.stack.findLast(
    (node) => (node as { type: string }).type === 'math' || (node as { type: string }).type === 'inlineMath',
  ) as unknown as InlineMath | DisplayMath;

const fromMarkdown: FromMarkdown = {
  enter: {
    mathFlow(token) {
      this.enter({ type: 'math', value: '', meta: null, lines: [] } as never, token);
    },
    mathText(token) {
      this.enter({ type: 'inlineMath', value: '', meta: null, lines: [], display: false } as never, token);
    },
  },
  exit: {
    mathFlow: leave,
    mathText: leave,
    mathMark(token) {
      const node = open(this);
      if (node.type === 'inlineMath' && this.sliceSerialize(token).length > 1) node.display = true;
    },
    mathMeta(token) {
      open(this).meta = this.sliceSerialize(token);
    },
    mathValue(token) {
      addValue(open(this), this.sliceSerialize(token), token.start);
    },
  },
};

function leave(this: CompileContext, token: Token): void {
  this.exit(token);
}

/** Lines without text have no token: the places of the others show how many there were. */
function addValue(node: InlineMath | DisplayMath, text: string, { line, column, offset }: Point): void {
  const last = node.lines.at(-1);
  if (last?.line === line) {
    node.value += text;
    return;
  }
  for (let at = last?.line ?? line; at < line; at += 1) {
    node.value += '\n';
    node.lines.push({ line: at + 1, column, offset });
  }
  if (last === undefined) node.lines.push({ line, column, offset });
  node.value += text;
}

/** Adds the syntax to a processor. */
export const math: Plugin = function () {
  const data = this.data() as { micromarkExtensions?: Micromark[]; fromMarkdownExtensions?: FromMarkdown[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), micromark];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown];
};
