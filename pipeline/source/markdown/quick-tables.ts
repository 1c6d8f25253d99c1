/**
 * GFM's tables, made as quick as most lines allow: they are in none. Every line could be the head of a table, and is read as
 * one, letter by letter, before it is read as what it is.
 */
import type { Construct, State, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';

/** The row between head and body, whatever holds the table: `| - | :-: |`, `>  -|-`. */
const delimiters = /^[\s>]*[|:-][\s|:-]*$/;
/** What ends a table. Any other white space does not, nor does the sign of a quotation. */
const blank = /^[ \t]*$/;

/** Whether each line of a text may belong to a table; lines count from 1. */
function findTables(text: string): readonly boolean[] {
  const lines = text.split(/\r\n|\n|\r/);
  const found: boolean[] = [];
  let first = 0;
  let isTable = false;
  for (const [index, line] of lines.entries()) {
    if (blank.test(line)) {
      first = index + 1;
      isTable = false;
    } else if (!isTable && delimiters.test(line)) {
      isTable = true;
      found.fill(true, first);
    }
    // A blank line ends a table, and no other line need be known to.
    found.push(isTable);
  }
  return [false, ...found];
}

/** A plugin that comes after `remark-gfm`. Trees are the same with it and without it. */
export function quickTables(this: Processor): void {
  const { parser } = this;
  // Of the text that is being parsed. That is done at once, so there is never another.
  let mayHold: readonly boolean[] = [];
  if (parser)
    this.parser = (text, file) => {
      mayHold = findTables(text);
      return parser(text, file);
    };
  const { micromarkExtensions = [] } = this.data();
  const syntax = micromarkExtensions.at(-1);
  if (syntax?.flow === undefined) return;
  const flow = Object.fromEntries(
    Object.entries(syntax.flow).map(([code, constructs]) => [
      code,
      [constructs ?? []].flat().map((one) => guarded(one, (line) => mayHold[line] !== false)),
    ]),
  );
  micromarkExtensions[micromarkExtensions.length - 1] = { ...syntax, flow };
}

function guarded(construct: Construct, mayHold: (line: number) => boolean): Construct {
  if (construct.name !== 'table') return construct;
  return {
    ...construct,
    tokenize(this: TokenizeContext, effects, ok, nok): State {
      return mayHold(this.now().line) ? construct.tokenize.call(this, effects, ok, nok) : nok;
    },
  };
}
