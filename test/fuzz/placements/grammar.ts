/**
 * The grammar of placements: a secret with a rule, in one construct of a pack, in another, in a third.
 *
 *     rule        how the rule is written for the secret: `:for[…]{…}`, braces at the end, a field beside it
 *     constructs  where words can be: words in words (emphasis), words in a block (a table's cell), blocks in blocks (a quote)
 *     home        the file that holds it all: a chapter, a slide, a deck, a translation
 *
 * A new construct is one entry of a list in `constructs/`; nothing else has to change.
 */
import type { Setting, Style } from './settings.ts';

/** The files of a pack, and its links with what they lead to, relative to the folder of the link. */
export interface Pack {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly links: Readonly<Record<string, string>>;
}

/** What is written so far: the files of a pack, and the keys of its `pack.yaml`. */
export class Draft {
  readonly files: Record<string, string | Uint8Array> = {};
  readonly links: Record<string, string> = {};
  readonly options: Record<string, string>;

  constructor(options: Readonly<Record<string, string>>) {
    this.options = { ...options };
  }

  file(name: string, text: string | Uint8Array): void {
    this.files[name] = text;
  }

  /** A symbolic link. */
  link(name: string, target: string): void {
    this.links[name] = target;
  }

  /** Sets a key of `pack.yaml`; the value is YAML. */
  option(key: string, yaml: string): void {
    this.options[key] = yaml;
  }

  pack(): Pack {
    const config = Object.entries(this.options).map(([key, yaml]) => `${key}:${yaml.startsWith('\n') ? '' : ' '}${yaml}\n`);
    return { files: { 'pack.yaml': config.join(''), ...this.files }, links: this.links };
  }
}

interface Named {
  readonly name: string;
  /** Its words are in no document of the reader, rule or not: a comment that is not printed. */
  readonly isSilent?: boolean;
  /** It may be an error without any rule, or is no place where the guide promises that one is read. */
  readonly isOdd?: boolean;
}

/** Takes words of a line or blocks, and gives words or blocks around them. */
export interface Construct extends Named {
  readonly write: (inside: string, draft: Draft) => string;
  /** Words are read as text and not as Markdown, so that no code can be shown there. */
  readonly isPlain?: boolean;
}

/** Takes blocks, or words of a plain text field, and writes files. */
export interface Home extends Named {
  readonly write: (inside: string, draft: Draft) => void;
  readonly isPlain?: boolean;
}

/** Has a place of its own for a rule: a directive's braces, a field beside a text, a comment of a slide. */
export interface Ruled extends Named {
  /** How the setting is written there. */
  readonly style: Style;
  /** Blocks; undefined where it writes files itself. */
  readonly write: (secret: string, setting: Setting, draft: Draft) => string | undefined;
  /** A rule that is well written is read here. */
  readonly isWell?: boolean;
  /** Settings that mean a rule here; without it, all of them. */
  readonly words?: readonly string[];
}

/** A rule and the secret as words of one line. */
export interface WordRule extends Named {
  readonly isWell?: boolean;
  /** The setting names who may not read. */
  readonly isInverted?: boolean;
  readonly write: (secret: string, setting: Setting) => string;
  /** The words have more than one line. */
  readonly isLong?: boolean;
  readonly style?: Style;
  /** The rule counts only at the end of a block. */
  readonly isAtEnd?: boolean;
}

/** A rule and the secret as blocks. */
export type BlockRule = Omit<WordRule, 'isLong' | 'isAtEnd'>;
