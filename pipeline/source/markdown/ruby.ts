/**
 * `{漢字|かんじ}`: ruby. With as many readings as characters, `{電子|でん|し}`, each is over its own. It is a piece of
 * syntax like emphasis, so code, escapes (`\\{`) and attributes keep their braces.
 */
import type { Element, ElementContent } from 'hast';
import type { Data, Literal } from 'mdast';
import type { Code, Construct, State, Tokenizer } from 'micromark-util-types';
import type { Processor } from 'unified';

/** The base characters are the node's value, so that whoever asks for the text of a heading gets it without readings. */
interface Ruby extends Literal {
  type: 'ruby';
  data: Data & { hName: 'ruby'; hChildren: ElementContent[] };
}

declare module 'mdast' {
  interface PhrasingContentMap {
    ruby: Ruby;
  }
  interface RootContentMap {
    ruby: Ruby;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    ruby: 'ruby';
  }
}

const braceOpen = 123;
const bar = 124;
const braceClose = 125;

const tokenize: Tokenizer = (effects, ok, nok) => {
  let bars = 0;
  let isPartEmpty = true;
  const inside: State = (code) => {
    if (code === null || isLineEnd(code) || code === braceOpen) return nok(code);
    if (code === bar || code === braceClose) {
      if (isPartEmpty || (code === braceClose && bars === 0)) return nok(code);
      if (code === bar) bars += 1;
      isPartEmpty = true;
      effects.consume(code);
      if (code === bar) return inside;
      effects.exit('ruby');
      return ok;
    }
    isPartEmpty = false;
    effects.consume(code);
    return inside;
  };
  return (code) => {
    effects.enter('ruby');
    effects.consume(code);
    return inside;
  };
};

const isLineEnd = (code: Code) => code !== null && code < -2;

/** A remark plugin. */
export function ruby(this: Processor): void {
  const data = this.data();
  const construct: Construct = { name: 'ruby', tokenize };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ text: { [braceOpen]: construct } });
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push({
    enter: {
      ruby(token) {
        const [base = '', ...readings] = this.sliceSerialize(token).slice(1, -1).split('|');
        this.enter({ type: 'ruby', value: base, data: { hName: 'ruby', hChildren: over(base, readings) } }, token);
      },
    },
    exit: {
      ruby(token) {
        this.exit(token);
      },
    },
  });
}

function over(base: string, readings: readonly string[]): ElementContent[] {
  const characters = [...base];
  if (readings.length !== characters.length) return [text(base), reading(readings.join(''))];
  return characters.flatMap((character, index) => [text(character), reading(readings[index] as string)]);
}

const text = (value: string): ElementContent => ({ type: 'text', value });
const reading = (value: string): Element => ({ type: 'element', tagName: 'rt', properties: {}, children: [text(value)] });
