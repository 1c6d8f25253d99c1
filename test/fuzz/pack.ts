/** Random packs in which every string is a canary, and who may meet it in which kind of document. */
import { Random } from './random.ts';
import { braces, fields, People, type Reader, type Rule } from './rules.ts';

/** One word that stands in one place of a pack. */
export interface Canary {
  readonly word: string;
  /** What it is, for a message. */
  readonly what: string;
  /** Who may meet it. */
  readonly allows: (reader: Reader) => boolean;
  /** Who must meet it, if not all who may: an entry of a list is printed only where a chapter uses it. */
  readonly shown: (reader: Reader) => boolean;
  /** Kinds of document in which it must be; in others it may be. Empty where only its absence counts. */
  readonly kinds: readonly string[];
  /** The rule is one of a table, and not of the value: what is selected may hold it, for other tables. */
  readonly isOfTable: boolean;
}

export interface RandomPack {
  readonly files: Readonly<Record<string, string>>;
  readonly canaries: readonly Canary[];
  readonly people: People;
}

type Allows = (reader: Reader) => boolean;

const everybody: Allows = () => true;
const both =
  (one: Allows, other: Allows): Allows =>
  (reader) =>
    one(reader) && other(reader);
const not =
  (one: Allows): Allows =>
  (reader) =>
    !one(reader);

const paper = ['briefing'];
const deck = ['slides', 'handout'];
const notes = ['handout'];

/** A random pack. The same seed gives the same pack. */
export function randomPack(seed: number, size = 1): RandomPack {
  return new Writer(seed, size).pack();
}

class Writer {
  readonly #random: Random;
  readonly #people: People;
  readonly #size: number;
  readonly #files: Record<string, string> = {};
  readonly #canaries: Canary[] = [];
  readonly #config: string[] = [];
  readonly #variables: string[] = [];
  readonly #data: string[] = [];
  readonly #glossary: string[] = [];
  readonly #works: string[] = [];
  readonly #sources: string[] = [];
  readonly #seed: number;
  #count = 0;

  constructor(seed: number, size: number) {
    this.#seed = seed;
    this.#size = size;
    this.#random = new Random(seed);
    this.#people = new People(this.#random);
  }

  pack(): RandomPack {
    const random = this.#random;
    const chapters = 1 + random.below(2 * this.#size + 1);
    for (let index = 1; index <= chapters; index += 1) this.#chapter(index);
    if (random.chance(0.4)) this.#deck();
    this.#options();
    return { files: this.#files, canaries: this.#canaries, people: this.#people };
  }

  /** A word that is nowhere else. */
  #word(what: string, allows: Allows, kinds: readonly string[], more: { shown?: Allows; isOfTable?: boolean } = {}): string {
    const letters = 'bdfgklmnprstvz';
    let number = this.#seed * 1000 + this.#count + 7_654_321;
    this.#count += 1;
    let word = 'Qu';
    // Nine letters of syllables that follow from the number, so that no word is a part of another.
    for (let index = 0; index < 5; index += 1) {
      word += (letters[number % 14] as string) + ('aeiou'[Math.floor(number / 14) % 5] as string);
      number = Math.floor(number / 70) + index * 31;
    }
    word += (this.#count + 100).toString(36).replace(/\d/g, (digit) => 'ghjkmwxyzt'[Number(digit)] as string);
    this.#canaries.push({ word, what, allows, shown: more.shown ?? allows, kinds, isOfTable: more.isOfTable ?? false });
    return word;
  }

  /** A canary as it is, or behind words that everybody may read. */
  #text(what: string, allows: Allows, kinds: readonly string[]): string {
    return this.#random.chance(0.3) ? `open words and ${this.#word(what, allows, kinds)}` : this.#word(what, allows, kinds);
  }

  #rule(): Rule {
    return this.#people.rule();
  }

  #chapter(index: number): void {
    const random = this.#random;
    const isRuled = random.chance(0.3);
    const rule = isRuled ? this.#people.rule(true) : undefined;
    const allows = rule?.allows ?? everybody;
    const lines = [`# ${this.#text('title', allows, paper)}`, '', this.#text('first paragraph', allows, paper), ''];
    const matter = rule ? [...Object.entries(rule.attributes).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)] : [];
    if (random.chance(0.3)) {
      const first = this.#rule();
      const stated = Object.entries(first.attributes)[0] as [string, string];
      if (Object.keys(first.attributes).length === 1 && ['for', 'audience', 'except'].includes(stated[0])) {
        matter.push(
          `standfirst: [{ ${fields(first)}, text: ${this.#word('standfirst', both(allows, first.allows), paper)} }, ${this.#word('other standfirst', both(allows, not(first.allows)), paper)}]`,
        );
      }
    }
    for (let block = random.below(5 * this.#size); block >= 0; block -= 1) lines.push(this.#block(allows, 3, paper).text, '');
    for (let section = random.below(3); section > 0; section -= 1) lines.push(...this.#section(allows));
    const name = `0${index}-${this.#word('name of a chapter', allows, [])}.md`;
    this.#files[name] = `${matter.length > 0 ? `---\n${matter.join('\n')}\n---\n\n` : ''}${lines.join('\n')}\n`;
  }

  #section(outer: Allows): string[] {
    const random = this.#random;
    const rule = random.chance(0.5) ? this.#rule() : undefined;
    const allows = rule ? both(outer, rule.allows) : outer;
    const id = random.chance(0.3) ? `#${this.#word('identifier', allows, [])}` : '';
    const attributes = rule ? braces(rule).replace('}', `${id ? ` ${id}` : ''}}`) : id ? `{${id}}` : '';
    const lines = [
      `## ${this.#text('heading', allows, paper)} ${attributes}`.trim(),
      '',
      this.#text('text of a section', allows, paper),
      '',
    ];
    for (let block = random.below(3); block > 0; block -= 1) lines.push(this.#block(allows, 2, paper).text, '');
    return lines;
  }

  /** A block, and how many colons a block around it needs. */
  #block(allows: Allows, depth: number, kinds: readonly string[]): { text: string; colons: number } {
    const random = this.#random;
    const plain: (() => string)[] = [
      () => this.#paragraph(allows, kinds),
      () => this.#paragraph(allows, kinds),
      () => this.#list(allows, kinds),
      () => this.#table(allows, kinds),
      () => this.#quote(allows, kinds),
      () => this.#code(allows, kinds),
      () => this.#definitions(allows, kinds),
      () => this.#variable(allows, kinds),
    ];
    const onPaper = [
      () => this.#footnote(allows),
      () => this.#dataTable(allows),
      () => this.#index(allows),
      () => this.#term(allows),
      () => this.#cite(allows),
      () => this.#source(allows),
    ];
    if (depth > 1 && random.chance(0.4)) return this.#container(allows, depth, kinds);
    if (depth > 1 && kinds === paper && random.chance(0.2)) return { text: this.#figure(allows), colons: 3 };
    if (depth === 3 && kinds === paper && random.chance(0.3)) return { text: this.#slide(allows), colons: 4 };
    return { text: random.pick(kinds === paper ? [...plain, ...onPaper] : plain)(), colons: 3 };
  }

  #container(outer: Allows, depth: number, kinds: readonly string[]): { text: string; colons: number } {
    const random = this.#random;
    const rule = this.#rule();
    const inside = (allows: Allows) => {
      const blocks = Array.from({ length: 1 + random.below(2) }, () => this.#block(allows, depth - 1, kinds));
      return {
        text: [this.#text('open text inside', allows, kinds), ...blocks.map(({ text }) => text)].join('\n\n'),
        colons: Math.max(...blocks.map(({ colons }) => colons)),
      };
    };
    const isExcept = 'except' in rule.attributes && Object.keys(rule.attributes).length === 1;
    const name = isExcept ? 'except' : random.pick(['for', 'only']);
    const sort = random.below(isExcept ? 1 : 4);
    const allows = both(outer, rule.allows);
    if (sort === 3) {
      const { text, colons } = inside(allows);
      const fence = ':'.repeat(colons + 1);
      const label = random.chance(0.5) ? `[${this.#word('label', allows, kinds)}]` : '';
      return { text: `${fence}note${label}${braces(rule)}\n${text}\n${fence}`, colons: colons + 1 };
    }
    if (sort === 2) {
      const { text, colons } = inside(both(outer, not(rule.allows)));
      const fence = ':'.repeat(colons + 1);
      return { text: `${fence}redact${braces(rule)}\n${text}\n${fence}`, colons: colons + 1 };
    }
    const written = isExcept ? braces({ ...rule, attributes: { audience: rule.attributes['except'] as string } }) : braces(rule);
    const branches = [{ head: `${name}${written}`, ...inside(allows) }];
    let rest = both(outer, not(rule.allows));
    if (random.chance(0.3)) {
      const second = this.#rule();
      branches.push({ head: `otherwise${braces(second)}`, ...inside(both(rest, second.allows)) });
      rest = both(rest, not(second.allows));
    }
    if (random.chance(0.4)) branches.push({ head: 'otherwise', ...inside(rest) });
    const colons = Math.max(...branches.map((branch) => branch.colons)) + 1;
    const fence = ':'.repeat(colons);
    return { text: branches.map(({ head, text }) => `${fence}${head}\n${text}\n${fence}`).join('\n'), colons };
  }

  /** Words with rules in a line. */
  #inline(allows: Allows, kinds: readonly string[]): string {
    const random = this.#random;
    const rule = this.#rule();
    const inner = both(allows, rule.allows);
    const sort = random.below(6);
    if (sort === 0) return `:redact[${this.#word('redacted words', both(allows, not(rule.allows)), kinds)}]${braces(rule)}`;
    if (sort === 1)
      return `:for[${this.#word('first choice', inner, kinds)}]${braces(rule)}:otherwise[${this.#word('other choice', both(allows, not(rule.allows)), kinds)}]`;
    if (sort === 2)
      return `:for[see [${this.#word('text of a link', inner, kinds)}](https://example.org/${this.#word('address', inner, kinds)})]${braces(rule)}`;
    if (sort === 3) return `:for[**${this.#word('strong words', inner, kinds)}** open]${braces(rule)}`;
    return `:for[${this.#word('words', inner, kinds)}]${braces(rule)}`;
  }

  #paragraph(allows: Allows, kinds: readonly string[]): string {
    const random = this.#random;
    const rule = random.chance(0.3) ? this.#rule() : undefined;
    const inner = rule ? both(allows, rule.allows) : allows;
    const spans = Array.from({ length: random.below(3) }, () => ` ${this.#inline(inner, kinds)} and on`);
    return `It says ${this.#word('text', inner, kinds)}${spans.join('')}.${rule ? ` ${braces(rule)}` : ''}`;
  }

  #list(allows: Allows, kinds: readonly string[]): string {
    const items = [`- ${this.#word('open item', allows, kinds)}`];
    for (let count = this.#random.below(3); count >= 0; count -= 1) {
      const rule = this.#rule();
      items.push(`- ${this.#word('item', both(allows, rule.allows), kinds)} ${braces(rule)}`);
    }
    return items.join('\n');
  }

  #table(allows: Allows, kinds: readonly string[]): string {
    const rule = this.#rule();
    const inner = both(allows, rule.allows);
    const word = (what: string, who = allows) => this.#word(what, who, kinds);
    const sort = this.#random.below(3);
    const head = sort === 0 ? `| ${word('head')} | ${word('head of a column', inner)} ${braces(rule)} |` : `| ${word('head')} | open |`;
    const row = `| ${word('cell')} | ${sort === 0 ? word('cell of a column', inner) : sort === 1 ? `${word('cell by its rule', inner)} ${braces(rule)}` : word('cell')} |`;
    const last = sort === 2 ? `\n| ${word('row', inner)} ${braces(rule)} | ${word('cell of a row', inner)} |` : '';
    return `${head}\n| --- | --- |\n${row}${last}`;
  }

  #quote(allows: Allows, kinds: readonly string[]): string {
    return `> It says ${this.#word('quotation', allows, kinds)} and ${this.#inline(allows, kinds)}.`;
  }

  #code(allows: Allows, kinds: readonly string[]): string {
    const rule = this.#rule();
    const attributes = Object.entries(rule.attributes).map(([name, value]) => `${name}="${value}"`);
    return `\`\`\`text ${attributes.join(' ')}\n${this.#word('code', both(allows, rule.allows), kinds)}\n\`\`\``;
  }

  #definitions(allows: Allows, kinds: readonly string[]): string {
    const rule = this.#rule();
    const term = `${this.#word('term', allows, kinds)}\n: ${this.#word('meaning', allows, kinds)}`;
    return `${term}\n: ${this.#word('second meaning', both(allows, rule.allows), kinds)} ${braces(rule)}`;
  }

  #variable(allows: Allows, kinds: readonly string[]): string {
    const rule = this.#people.rule(true);
    const name = `v${this.#variables.length}`;
    const value = (what: string, own: Allows) => this.#word(what, own, kinds, { shown: both(allows, own) });
    const [one, other] = [value('variable', rule.allows), value('variable for others', not(rule.allows))];
    this.#variables.push(`  ${name}: [{ ${fields(rule)}, text: ${one} }, ${other}]`);
    return `It is {{${name}}} at last.`;
  }

  #footnote(allows: Allows): string {
    const rule = this.#rule();
    const name = `n${this.#count}`;
    return `A text with a note.[^${name}]\n\n[^${name}]: ${this.#word('footnote', both(allows, rule.allows), paper)} ${braces(rule)}`;
  }

  #index(allows: Allows): string {
    const rule = this.#rule();
    return `A text with an entry:for[:index[${this.#word('entry of the index', both(allows, rule.allows), paper)}]]${braces(rule)}.`;
  }

  /** A word of an entry with a rule of its own: who meets that may read it, wherever it is used. */
  #entry(what: string, rule: Rule, allows: Allows, kinds: readonly string[] = paper): string {
    return this.#word(what, rule.allows, kinds, { shown: both(allows, rule.allows) });
  }

  #term(allows: Allows): string {
    const rule = this.#people.rule(true);
    const short = `Z${this.#glossary.length}${'KMWX'[this.#glossary.length % 4]}`;
    const [term, definition] = [this.#entry('term of the glossary', rule, allows), this.#entry('definition', rule, allows)];
    this.#glossary.push(`- { term: ${term}, abbreviation: ${short}, definition: ${definition}, ${fields(rule)} }`);
    return `They call it ${short} in short.`;
  }

  #cite(allows: Allows): string {
    const rule = this.#people.rule(true);
    const key = this.#entry('key of a work', rule, allows, []);
    const stated = Object.entries(rule.attributes).map(([name, value]) => `${name} = {${value}}`);
    const [title, author] = [this.#entry('work', rule, allows), this.#entry('scholar', rule, allows)];
    this.#works.push(`@book{${key}, title = {${title}}, author = {${author}, Ann}, year = 2020, ${stated.join(', ')}}`);
    return `As is written :for[by them [@${key}]]${braces(rule)} elsewhere.`;
  }

  #source(allows: Allows): string {
    const rule = this.#people.rule(true);
    const inner = both(allows, rule.allows);
    const id = `s${this.#sources.length}`;
    const [title, address] = [this.#entry('source', rule, allows), this.#entry('address of a source', rule, allows, [])];
    this.#sources.push(`  ${id}: { title: ${title}, url: "https://example.org/${address}", ${fields(rule)} }`);
    const caption = this.#word('caption', inner, paper);
    return `:::table[${caption}]{source="${id}" ${braces(rule).slice(1)}\n| open | head |\n| --- | --- |\n| ${this.#word('cell', inner, paper)} | x |\n:::`;
  }

  #dataTable(allows: Allows): string {
    const random = this.#random;
    const file = `data/d${this.#count}.csv`;
    const [record, column] = [this.#people.rule(true), this.#people.rule(true)];
    const [byRecord, byColumn] = [both(allows, record.allows), both(allows, column.allows)];
    const stated = Object.entries(record.attributes);
    const isInPack = random.chance(0.5);
    const value = (what: string, who: Allows, isOfTable = false) => this.#word(what, who, paper, { isOfTable });
    const rows = [
      `name,amount,${stated.map(([name]) => name).join(',')}`,
      `${value('open value', allows)},${value('value of a column', byColumn, !isInPack)},${stated.map(() => '').join(',')}`,
      `${value('value of a record', byRecord)},${value('value of both', both(byRecord, byColumn), !isInPack)},${stated.map(([, one]) => one).join(',')}`,
    ];
    this.#files[file] = `${rows.join('\n')}\n`;
    if (isInPack) this.#data.push(`  ${file}: { columns: { amount: { ${fields(column)} } } }`);
    // In a directive's attribute stands no quotation mark.
    const inside = isInPack
      ? ''
      : ` {${Object.entries(column.attributes)
          .map(([name, one]) => `${name}='${one}'`)
          .join(' ')}}`;
    return `::table[${value('caption', allows)}]{data="${file}" columns="name=${value('heading', allows)}; amount=${value('heading of a column', byColumn)}${inside}"}`;
  }

  #figure(allows: Allows): string {
    const rule = this.#rule();
    const inner = both(allows, rule.allows);
    const file = `figures/${this.#word('name of an image', inner, [])}.svg`;
    this.#files[file] =
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><text x="1" y="9" font-size="5">${this.#word('text of an image', inner, paper)}</text></svg>`;
    return `:::figure[${this.#word('caption', inner, paper)}]${braces(rule).replace('}', ` #${this.#word('identifier', inner, [])}}`)}\n![${this.#word('alternative text', inner, paper)}](${file})\n:::`;
  }

  #slide(outer: Allows): string {
    const random = this.#random;
    const rule = random.chance(0.5) ? this.#rule() : undefined;
    const allows = rule ? both(outer, rule.allows) : outer;
    const speech = random.chance(0.6)
      ? `\n\n:::notes\n${this.#word('open note', both(allows, this.#people.hasNotes), notes)}\n\n${this.#paragraph(both(allows, this.#people.hasNotes), notes)}\n:::`
      : '';
    return `::::slide[${this.#word('title of a slide', allows, deck)}]${rule ? braces(rule) : ''}\n${this.#list(allows, deck)}${speech}\n::::`;
  }

  #deck(): void {
    const slides = Array.from({ length: 1 + this.#random.below(2) }, () => {
      const rule = this.#rule();
      const stated = Object.entries(rule.attributes).map(([name, value]) => `<!-- ${name}: ${value} -->\n`);
      return `${stated.join('')}\n## ${this.#word('title in the deck', rule.allows, deck)}\n\n- ${this.#word('point', rule.allows, deck)}\n\n<!-- ${this.#word('note in the deck', both(rule.allows, this.#people.hasNotes), notes)} -->`;
    });
    this.#files['slides.md'] = `## Open slide\n\n- open point\n\n---\n\n${slides.join('\n\n---\n\n')}\n\n---\n\n::chapter-slides\n`;
  }

  #options(): void {
    const random = this.#random;
    const line = (name: string) => (reader: Reader) => this.#people.line(reader.audience).some((one) => one.name === name);
    const more = (name: string) => {
      if (random.chance(0.4)) return '';
      // Those that inherit have it too, unless they have their own: only its absence elsewhere counts.
      return `label: ${this.#word('label', line(name), [])}, subtitle: ${this.#word('subtitle', line(name), [])}, marking: ${this.#word('marking', line(name), [])}`;
    };
    this.#config.push('title: A random pack', 'date: 2025-10-15', this.#people.yaml(more));
    const list = (key: string, entries: readonly string[]) => entries.length > 0 && this.#config.push(`${key}:\n${entries.join('\n')}`);
    list('variables', this.#variables);
    list('data', this.#data);
    list('sources', this.#sources);
    if (this.#works.length > 0) {
      this.#config.push('bibliography: refs.bib');
      this.#files['refs.bib'] = `${this.#works.join('\n')}\n`;
    }
    if (this.#glossary.length > 0) this.#files['glossary.yaml'] = `${this.#glossary.join('\n')}\n`;
    this.#files['pack.yaml'] = `${this.#config.join('\n')}\n`;
  }
}
