/** Decks of other programs, as decks of Dossier. */
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts';
import { type RuleNames, ruleShapes } from '../../rules/lookalike.ts';
import type { SourceName } from '../../types.ts';
import { ruleInComment } from '../comment-rules.ts';
import { withoutForeign } from './foreign.ts';
import { pandocKeys, readPandoc } from './pandoc.ts';
import { dialectOf } from './recognise.ts';
import { readRemark, remarkKeys } from './remark.ts';
import { readReveal, revealComment, revealKeys } from './reveal.ts';
import { readSlidev, slidevKeys } from './slidev.ts';
import type { Dialect, Imports, Rewritten } from './types.ts';

export interface OtherDeck extends Rewritten {
  readonly dialect: Dialect;
  /** Whether its program knows a setting that has no effect here. */
  readonly isKnown: (name: string, isInSlide: boolean) => boolean;
  /** What its comments are. */
  readonly comments: { readonly isIdle?: (comment: string) => boolean; readonly hasLastNote?: boolean };
  /** Lines whose lists appear item by item. */
  readonly isIncremental?: ((line: number) => boolean) | undefined;
  /** What is said about the deck, once. */
  readonly diagnostics: (unused: readonly string[], source: SourceName) => Diagnostic[];
}

/** Undefined for a deck of Marp or Dossier. */
export function otherDeck(text: string, imports: Imports, names: RuleNames): OtherDeck | undefined {
  const dialect = dialectOf(text);
  switch (dialect) {
    case 'Slidev':
      // Themes have settings of their own for slides.
      return asDeck(dialect, readSlidev(text, imports, names.words), slidevKeys, { hasLastNote: true }, true);
    case 'reveal.js':
      return asDeck(dialect, readReveal(text), revealKeys, { isIdle: (comment) => revealComment.test(comment) });
    case 'remark':
      return asDeck(
        dialect,
        readRemark(text, {
          words: names.words,
          isIn: (line) => ruleInComment(line, names) !== undefined,
          isBehind: (line) => /(?<!\])\{[^{}]*\}\s*$/.test(line) && ruleShapes(line, names).length > 0,
        }),
        remarkKeys,
      );
    case 'Pandoc':
      return asDeck(dialect, readPandoc(text), pandocKeys);
    default:
      return undefined;
  }
}

/** Settings that print something after all. */
const used = new Set(
  'layout src hide hideInToc separator verticalSeparator slide-level slidelevel incremental hidden disabled exclude image background background-image background-color url name template title'.split(
    ' ',
  ),
);

function asDeck(
  dialect: Dialect,
  read: Rewritten,
  known: ReadonlySet<string>,
  comments: OtherDeck['comments'] = {},
  isOpen = false,
): OtherDeck {
  return {
    ...read,
    dialect,
    comments,
    isKnown: (name, isInSlide) => (isOpen && isInSlide) || known.has(name) || name !== withoutForeign(name),
    diagnostics: (unused, { shown: file }) => {
      const names = [...new Set([...unused.map(withoutForeign).filter((name) => !used.has(name)), ...(read.unused ?? [])])];
      const at = (line: number) => ({ file, line: read.lines.findIndex((one) => one.at === line) + 1, column: 1 });
      return [
        diagnostic(
          'DECK_DIALECT',
          { dialect, unused: names, hidden: read.hidden.length, moved: read.moved ?? 0 },
          { file, line: 1, column: 1 },
        ),
        ...read.missing.map(({ name, line }) => diagnostic('DECK_IMPORT', { name }, at(line))),
      ];
    },
  };
}
