/**
 * `{{deadline}}`: a text that `variables` in `pack.yaml` holds. It is a piece of syntax like emphasis, so that code,
 * formulas and escapes (`\{{deadline}}`) keep their braces. Attributes and titles have it as plain text, for `fillVariables`.
 */
import type { Literal, PhrasingContent } from 'mdast';
import type { Construct, State, Tokenizer } from 'micromark-util-types';
import type { Processor } from 'unified';

interface Variable extends Literal {
  type: 'variable';
  name: string;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    variable: Variable;
  }
  interface RootContentMap {
    variable: Variable;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    variable: 'variable';
  }
}

const [open, close] = [123, 125];

/** Names may be mistyped: what is no name at all is text. */
const isInside = (code: number) =>
  code === 32 || code === 45 || code === 46 || code === 95 || /[\p{L}\p{N}]/u.test(String.fromCodePoint(code));

const tokenize: Tokenizer = (effects, ok, nok) => {
  let length = 0;
  const last: State = (code) => {
    if (code !== close) return nok(code);
    effects.consume(code);
    effects.exit('variable');
    return ok;
  };
  const inside: State = (code) => {
    if (code === close && length > 0) {
      effects.consume(code);
      return last;
    }
    if (code === null || code < 0 || !isInside(code)) return nok(code);
    length += 1;
    effects.consume(code);
    return inside;
  };
  const second: State = (code) => {
    if (code !== open) return nok(code);
    effects.consume(code);
    return inside;
  };
  return (code) => {
    effects.enter('variable');
    effects.consume(code);
    return second;
  };
};

/** A remark plugin. */
export function variables(this: Processor): void {
  const data = this.data();
  const construct: Construct = { name: 'variable', tokenize };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ text: { [open]: construct } });
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push({
    enter: {
      variable(token) {
        const value = this.sliceSerialize(token);
        this.enter({ type: 'variable', name: nameIn(value), value }, token);
      },
    },
    exit: {
      variable(token) {
        this.exit(token);
      },
    },
  });
}

const nameIn = (value: string) => value.slice(2, -2).trim();
const inText = /\\?\{\{([\p{L}\p{N} ._-]+)\}\}/gu;

/** A text with its variables filled in. With a backslash before it, one stays as it is. */
export function fillVariables(text: string, textOf: (name: string, written: string) => string): string {
  if (!text.includes('{{')) return text;
  return text.replace(inText, (whole, name: string) => (whole.startsWith('\\') ? whole.slice(1) : textOf(name.trim(), whole)));
}

/** Plain text, such as that of a comment, as the nodes that Markdown would give. */
export function variablesIn(text: string): PhrasingContent[] {
  let from = 0;
  const nodes: PhrasingContent[] = [];
  const push = (value: string) => void (value === '' || nodes.push({ type: 'text', value }));
  for (const match of text.matchAll(inText)) {
    const escaped = match[0].startsWith('\\');
    push(text.slice(from, match.index) + (escaped ? match[0].slice(1) : ''));
    if (!escaped) nodes.push({ type: 'variable', name: (match[1] as string).trim(), value: match[0] });
    from = match.index + match[0].length;
  }
  push(text.slice(from));
  return nodes;
}
