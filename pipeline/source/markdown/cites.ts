/**
 * `[@fig:mechanism]`, `[see @doe, p. 12; @roe]`, `[-@doe]` and `@doe`: references and citations, as Pandoc and Quarto write
 * them. They are a construct of their own, because in plain Markdown `:mechanism` would be a directive.
 */
import type { Literal, Nodes } from 'mdast';
import type { CompileContext, Extension as FromMarkdown } from 'mdast-util-from-markdown';
import type { Code, Construct, Effects, Extension, State, Token, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    cite: 'cite';
    citeText: 'citeText';
  }
}
declare module 'mdast' {
  interface RootContentMap {
    cite: Cite;
  }
  interface PhrasingContentMap {
    cite: Cite;
  }
}

/** One key with what is around it. */
export interface CiteItem {
  readonly key: string;
  /** Words before it: `see `. */
  readonly prefix: string;
  /** What follows it: `p. 12`. */
  readonly suffix: string;
  /** Whether there is no comma before that. */
  readonly isAttached?: boolean;
  /** `-@key`: the number, or the year, alone. */
  readonly isBare: boolean;
  /** Where its `@` is, from the node's start. */
  readonly offset: number;
}

/** A reference or citation as it is written; what its keys mean is found out later. */
export interface Cite extends Literal {
  type: 'cite';
  /** `@key` in running text, without brackets. */
  isInText: boolean;
  items: CiteItem[];
}

const [at, open, close, parenthesis, backtick, brace, braceEnd, hash] = [64, 91, 93, 40, 96, 123, 125, 35];
const isWord = (code: Code) => code !== null && code > 0 && /[\p{L}\p{N}_]/u.test(String.fromCodePoint(code));
const isEol = (code: Code) => code !== null && code < -2;
/** What may be inside a key, but not at its end. */
const isInner = (code: Code) => code !== null && code > 0 && ':.#$%&-+?~/'.includes(String.fromCodePoint(code));

const bracketed: Construct = {
  name: 'cite',
  tokenize(effects: Effects, ok: State, nok: State): State {
    let before: Code = open;
    let found = false;
    const inside: State = (code) => {
      if (code === null || code === open || code === backtick) return nok(code);
      if (code === close) {
        effects.consume(code);
        effects.exit('citeText');
        effects.exit('cite');
        return (next) => (!found || next === parenthesis ? nok(next) : ok(next));
      }
      if (isEol(code)) {
        effects.exit('citeText');
        effects.enter('lineEnding');
        effects.consume(code);
        effects.exit('lineEnding');
        effects.enter('citeText');
        before = code;
        return inside;
      }
      if (before === at && isWord(code)) found = true;
      // The `@` of an address is no key's.
      before = code === at && isWord(before) ? code + 1 : code;
      effects.consume(code);
      return inside;
    };
    return (code) => {
      effects.enter('cite');
      effects.enter('citeText');
      effects.consume(code);
      return inside;
    };
  },
};

const innerThenWord: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => (code) => {
    if (!isInner(code)) return nok(code);
    effects.enter('citeText');
    effects.consume(code);
    effects.exit('citeText');
    return (next) => (isWord(next) ? ok(next) : nok(next));
  },
};

const inText: Construct = {
  name: 'cite',
  previous: (code) => !isWord(code) && code !== at && code !== 47,
  tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const end: State = (code) => {
      effects.exit('citeText');
      effects.exit('cite');
      return ok(code);
    };
    const consume: State = (code) => {
      effects.consume(code);
      return inside;
    };
    const inside: State = (code) => (isWord(code) ? consume(code) : effects.check(innerThenWord, consume, end)(code));
    return (code) => {
      effects.enter('cite');
      effects.enter('citeText');
      effects.consume(code);
      return (next) => (isWord(next) ? consume(next) : nok(next));
    };
  },
};

/** `{#sec:opening}` at the end of a heading: its colon begins no directive. */
const identifier: Construct = {
  name: 'identifier',
  tokenize(effects: Effects, ok: State, nok: State): State {
    const inside: State = (code) => {
      if (code === null || code === brace || isEol(code)) return nok(code);
      effects.consume(code);
      if (code !== braceEnd) return inside;
      effects.exit('data');
      return ok;
    };
    return (code) => {
      effects.enter('data');
      effects.consume(code);
      return (next) => (next === hash ? inside(next) : nok(next));
    };
  },
};

const syntax: Extension = { text: { [open]: bracketed, [at]: inText, [brace]: identifier } };

const fromMarkdown: FromMarkdown = {
  enter: {
    cite(this: CompileContext, token: Token) {
      this.enter({ type: 'cite', value: '', isInText: false, items: [] } satisfies Cite as never, token);
    },
  },
  exit: {
    cite(this: CompileContext, token: Token) {
      const node = this.stack.at(-1) as Nodes;
      if (node.type === 'cite') {
        node.value = this.sliceSerialize(token);
        node.isInText = node.value.startsWith('@');
        node.items = itemsOf(node.value);
      }
      this.exit(token);
    },
  },
};

const item = /^(.*?)(-?)@([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?~/](?=[\p{L}\p{N}_]))*)(.*)$/su;

function itemsOf(value: string): CiteItem[] {
  const bracket = value.startsWith('[') ? 1 : 0;
  const items: CiteItem[] = [];
  let start = bracket;
  for (const part of value.slice(bracket, bracket ? -1 : undefined).split(';')) {
    const [, prefix = '', dash, key, suffix = ''] = item.exec(part) ?? [];
    if (key !== undefined) {
      const flat = (text: string) => text.replace(/\s+/g, ' ');
      items.push({
        key,
        prefix: flat(prefix).trimStart(),
        suffix: flat(suffix)
          .replace(/^\s*,\s*/, '')
          .trim(),
        ...(/^\s*[^\s,]/.test(suffix) && { isAttached: true }),
        isBare: dash === '-',
        offset: start + prefix.length + (dash?.length ?? 0),
      });
    }
    start += part.length + 1;
  }
  return items;
}

/** remark's plug-in for the above. */
export function remarkCites(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: Extension[]; fromMarkdownExtensions?: FromMarkdown[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), syntax];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown];
}
