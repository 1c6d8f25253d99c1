/** Decks of other programs, as decks of Dossier. */
import type { RuleNames } from '../../rules/lookalike.ts';
import { pandocKeys, readPandoc } from './pandoc.ts';
import { dialectOf } from './recognise.ts';
import { readRemark, remarkKeys } from './remark.ts';
import { readReveal, revealKeys } from './reveal.ts';
import { readSlidev, slidevKeys } from './slidev.ts';
import type { Dialect, Imports, Rewritten } from './types.ts';

export interface OtherDeck extends Rewritten {
  readonly dialect: Dialect;
  /** Settings that the program knows and that have no effect in print. */
  readonly known: ReadonlySet<string>;
}

/** Undefined for a deck of Marp or Dossier. */
export function otherDeck(text: string, imports: Imports, names: RuleNames): OtherDeck | undefined {
  const dialect = dialectOf(text);
  switch (dialect) {
    case 'Slidev':
      return { dialect, known: slidevKeys, ...readSlidev(text, imports) };
    case 'reveal.js':
      return { dialect, known: revealKeys, ...readReveal(text) };
    case 'remark':
      return { dialect, known: remarkKeys, ...readRemark(text, names.words) };
    case 'Pandoc':
      return { dialect, known: pandocKeys, ...readPandoc(text) };
    default:
      return undefined;
  }
}
