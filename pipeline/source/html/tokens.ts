/** Raw HTML as the tags, comments and words that a browser would read in it. */
import { type Token, Tokenizer, TokenizerMode } from 'parse5';

interface Span {
  /** Where it begins in the text, and where it ends. */
  readonly start: number;
  readonly end: number;
}

export interface Tag extends Span {
  readonly sort: 'start' | 'end';
  /** In small letters. */
  readonly name: string;
  readonly attributes: readonly Token.Attribute[];
  /** Written as `<x/>`. */
  readonly isClosed: boolean;
}

export type HtmlToken = Tag | (Span & { readonly sort: 'comment' | 'other' | 'text' });

const modes: Readonly<Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
};

/** Everything of a text, in order. A tag that is never closed by `>` is text. */
export function htmlTokens(text: string): HtmlToken[] {
  const found: HtmlToken[] = [];
  let end = 0;
  const add = (token: HtmlToken) => {
    if (token.start > end) found.push({ sort: 'text', start: end, end: token.start });
    found.push(token);
    end = token.end;
  };
  const spanOf = ({ location }: Pick<Token.TagToken, 'location'>): Span => ({
    start: location?.startOffset ?? end,
    end: location?.endOffset ?? end,
  });
  const tag = (sort: Tag['sort']) => (token: Token.TagToken) =>
    add({ sort, name: token.tagName, attributes: token.attrs, isClosed: token.selfClosing, ...spanOf(token) });
  const ignore = () => {};
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        tag('start')(token);
        const mode = modes[token.tagName];
        if (mode !== undefined) tokenizer.state = mode;
      },
      onEndTag: tag('end'),
      onComment(token) {
        const span = spanOf(token);
        add({ sort: text.startsWith('<!--', span.start) ? 'comment' : 'other', ...span });
      },
      onDoctype: (token) => add({ sort: 'other', ...spanOf(token) }),
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(text, true);
  if (end < text.length) found.push({ sort: 'text', start: end, end: text.length });
  return found;
}

export const isTag = (token: HtmlToken): token is Tag => token.sort === 'start' || token.sort === 'end';

const escaped = (value: string) => value.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** A start tag with these attributes. Its line breaks stay, so that what follows keeps its line. */
export function startTag(name: string, attributes: readonly Token.Attribute[], lines = ''): string {
  return `<${name}${attributes.map((one) => ` ${one.name}="${escaped(one.value)}"`).join('')}${lines}>`;
}
