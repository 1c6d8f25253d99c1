/** Reads BibTeX: entries with the line of each, strings, and every problem with its line. */
export interface BibEntry {
  readonly type: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly line: number;
  readonly column: number;
}

export interface BibProblem {
  readonly why: string;
  readonly line: number;
  readonly column: number;
}

class SyntaxProblem extends Error {
  readonly at: number;
  constructor(why: string, at: number) {
    super(why);
    this.at = at;
  }
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Parses a file. After a problem it goes on with the next line that begins with `@`. */
export function parseBibtex(text: string): { entries: BibEntry[]; problems: BibProblem[] } {
  const entries: BibEntry[] = [];
  const problems: BibProblem[] = [];
  const strings = new Map(months.map((name, index) => [name, String(index + 1)]));
  const begin = /^[ \t]*@/gm;
  const placeOf = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1) as string).length + 1 };
  };
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const at = match.index + match[0].length - 1;
    try {
      const reader = new Reader(text, at + 1, strings);
      const entry = reader.entry();
      if (entry) entries.push({ ...entry, ...placeOf(at) });
      begin.lastIndex = reader.at;
    } catch (cause) {
      if (!(cause instanceof SyntaxProblem)) throw cause;
      problems.push({ why: cause.message, ...placeOf(cause.at) });
    }
  }
  return { entries, problems };
}

class Reader {
  at: number;
  readonly #text: string;
  readonly #strings: Map<string, string>;
  constructor(text: string, at: number, strings: Map<string, string>) {
    this.#text = text;
    this.at = at;
    this.#strings = strings;
  }

  /** What follows an `@`; undefined for comments and strings. */
  entry(): Pick<BibEntry, 'type' | 'key' | 'fields'> | undefined {
    const start = this.at - 1;
    const type = this.#take(/[A-Za-z]+/y)?.toLowerCase();
    if (type === undefined) throw new SyntaxProblem('expected an entry type such as article after @', this.at);
    if (type === 'comment') return undefined;
    const open = this.#take(/\s*[{(]/y)?.trim();
    if (open === undefined) throw new SyntaxProblem(`expected { after @${type}`, this.at);
    const close = open === '{' ? '}' : ')';
    if (type === 'preamble') {
      this.#value(start);
      this.#expect(close, start, type);
      return undefined;
    }
    const key = type === 'string' ? '' : (this.#take(/\s*[^\s,{}()"=]+(?=\s*[,})])/y)?.trim() ?? '');
    if (type !== 'string' && key === '') throw new SyntaxProblem(`@${type} has no key`, start);
    const fields: Record<string, string> = {};
    let more = type === 'string' || this.#take(/\s*,/y) !== undefined;
    while (more) {
      const name = this.#take(/\s*[A-Za-z][\w-]*/y)
        ?.trim()
        .toLowerCase();
      if (name === undefined) break;
      if (this.#take(/\s*=/y) === undefined) throw new SyntaxProblem(`expected = after "${name}"`, this.at);
      fields[name] = this.#value(start);
      more = this.#take(/\s*,/y) !== undefined;
    }
    this.#expect(close, start, key || type);
    if (type !== 'string') return { type, key, fields };
    for (const [name, value] of Object.entries(fields)) this.#strings.set(name, value);
    return undefined;
  }

  #expect(close: string, start: number, name: string): void {
    if (this.#take(close === '}' ? /\s*\}/y : /\s*\)/y) !== undefined) return;
    this.#take(/\s*/y);
    throw this.at >= this.#text.length
      ? new SyntaxProblem(`"${name}" is never closed`, start)
      : new SyntaxProblem(`expected a comma or ${close} here, in "${name}"`, this.at);
  }

  #value(start: number): string {
    let value = '';
    do {
      this.#take(/\s*/y);
      const first = this.#text[this.at];
      if (first === '{' || first === '"') value += this.#quoted(first, start);
      else {
        const word = this.#take(/[^\s,{}()"#=]+/y);
        if (word === undefined) throw new SyntaxProblem('expected a value here', this.at);
        const known = this.#strings.get(word.toLowerCase());
        if (known === undefined && !/^\d+$/.test(word))
          throw new SyntaxProblem(`unknown @string "${word}"; put text in braces or quotes`, this.at - word.length);
        value += known ?? word;
      }
    } while (this.#take(/\s*#/y) !== undefined);
    return value.replace(/\s+/g, ' ').trim();
  }

  #quoted(open: string, start: number): string {
    const from = this.at + 1;
    let depth = 0;
    for (let at = from; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === '\\') at += 1;
      else if (depth === 0 && character === (open === '{' ? '}' : '"')) {
        this.at = at + 1;
        return this.#text.slice(from, at);
      } else if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
    }
    throw new SyntaxProblem('this entry has a value that is never closed', start);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
