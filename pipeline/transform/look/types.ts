/** What is known of how a deck looks. */
import type { OwnFamily } from '../../platform/own-fonts/types.ts';
import type { BuiltIn } from '../../source/deck/theme-files.ts';
import type { Settings } from '../deck-settings.ts';

export interface Look {
  readonly css: string;
  /** Whether a theme of the deck's own lays out its slides. */
  readonly isThemed: boolean;
  /** Marp's theme that it builds on. */
  readonly base: BuiltIn | undefined;
  /** Fonts that its style sheets declare. */
  readonly fonts: readonly OwnFamily[];
  /** Classes that some style sheet names. */
  readonly classes: ReadonlySet<string>;
}

/** What a deck says, with its look found. */
export type DeckLook = Settings & { readonly look: Look | null };

/** By which a slide's own style sheets find it. */
export const scopeName = (index: number): string => `s${index + 1}`;
