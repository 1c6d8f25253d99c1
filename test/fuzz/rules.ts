/**
 * Random audiences and rules, and who meets them. Written after the guide alone, sharing nothing with the program: the oracle
 * of the fuzzing test.
 */
import type { Random } from './random.ts';

export interface Audience {
  readonly name: string;
  readonly parent: string | undefined;
  readonly clearance: string | undefined;
  readonly regions: readonly string[] | undefined;
  readonly depth: 'summary' | 'full' | undefined;
  readonly speakerNotes: boolean | undefined;
}

export interface Reader {
  readonly audience: string;
  readonly lang: string;
}

/** A rule as it is written, and who meets it. */
export interface Rule {
  readonly attributes: Readonly<Record<string, string>>;
  readonly allows: (reader: Reader) => boolean;
}

const levels = ['open', 'inner', 'closed'];
const regions = ['north', 'south'];

export class People {
  readonly audiences: readonly Audience[];
  readonly languages: readonly string[];
  readonly readers: readonly Reader[];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    const names = ['alder', 'birch', 'cedar', 'dogwood', 'elder'].slice(0, 2 + random.below(4));
    this.audiences = names.map((name, index) => ({
      name,
      parent: index > 0 && random.chance(0.5) ? names[random.below(index)] : undefined,
      clearance: random.chance(0.6) ? random.pick(levels) : undefined,
      regions: random.chance(0.5) ? random.some(regions) : undefined,
      depth: random.chance(0.3) ? random.pick(['summary', 'full']) : undefined,
      speakerNotes: random.chance(0.6) ? random.chance(0.8) : undefined,
    }));
    this.languages = random.chance(0.15) ? ['en', 'ja'] : ['en'];
    this.readers = names.flatMap((audience) => this.languages.map((lang) => ({ audience, lang })));
  }

  /** The audience, its parent, and so on. */
  line(name: string | undefined): Audience[] {
    const own = this.audiences.find((one) => one.name === name);
    return own ? [own, ...this.line(own.parent)] : [];
  }

  /** Whether somebody gets speaker notes: every pack here has several audiences, so that they are private. */
  readonly hasNotes = ({ audience }: Reader): boolean =>
    this.line(audience).find(({ speakerNotes }) => speakerNotes !== undefined)?.speakerNotes === true;

  /** The lines of pack.yaml. */
  yaml(more: (name: string) => string): string {
    const one = ({ name, parent, clearance, regions: own, depth, speakerNotes }: Audience) => {
      const properties = [clearance ? `clearance: ${clearance}` : [], own ? `region: [${own.join(', ')}]` : []].flat().join(', ');
      const parts = [
        parent ? `inherits: ${parent}` : [],
        depth ? `depth: ${depth}` : [],
        speakerNotes === undefined ? [] : `speakerNotes: ${speakerNotes}`,
        properties ? `properties: { ${properties} }` : [],
        more(name),
      ].flat();
      return `  ${name}: { ${parts.filter(Boolean).join(', ')} }`;
    };
    const properties = `properties:\n  clearance: { levels: [${levels.join(', ')}] }\n  region: { values: [${regions.join(', ')}] }`;
    return `languages: [${this.languages.join(', ')}]\n${properties}\naudiences:\n${this.audiences.map(one).join('\n')}`;
  }

  /** A random rule; `fields` keeps to words that may stand as fields of YAML, CSV and BibTeX. */
  rule(fields = false): Rule {
    const random = this.#random;
    const name = () => random.pick(this.audiences).name;
    const byName = (named: readonly string[]) => (reader: Reader) => this.line(reader.audience).some((one) => named.includes(one.name));
    const names = () => random.some(this.audiences.map((one) => one.name)).slice(0, 2);
    const sorts: (() => Rule)[] = [
      () => {
        const named = names();
        return { attributes: { audience: named.join(' ') }, allows: byName(named) };
      },
      () => {
        const named = names();
        const allows = byName(named);
        return { attributes: { except: named.join(' ') }, allows: (reader) => !allows(reader) };
      },
      () => {
        const [one, but] = [name(), name()];
        const [is, isNot] = [byName([one]), byName([but])];
        return { attributes: { for: `${one} -${but}` }, allows: (reader) => is(reader) && !isNot(reader) };
      },
      () => {
        const level = random.pick(levels);
        return { attributes: { for: `clearance:${level}` }, allows: (reader) => this.#clears(reader, level) };
      },
      () => {
        const [named, region] = [names(), random.pick(regions)];
        const is = byName(named);
        return { attributes: { for: `${named.join(' ')} region:${region}` }, allows: (reader) => is(reader) && this.#isIn(reader, region) };
      },
      () => {
        const [level, region] = [random.pick(levels), random.pick(regions)];
        return {
          attributes: { for: `clearance:${level} -region:${region}` },
          allows: (reader) => this.#clears(reader, level) && !this.#isIn(reader, region),
        };
      },
    ];
    const asAttributes: (() => Rule)[] = [
      () => {
        const level = random.pick(levels);
        return { attributes: { clearance: level }, allows: (reader) => this.#clears(reader, level) };
      },
      () => {
        const depth = random.pick(['summary', 'full'] as const);
        return { attributes: { depth }, allows: (reader) => this.#depth(reader) === depth };
      },
      () => {
        const lang = random.pick(this.languages);
        return { attributes: { for: `lang:${lang}` }, allows: (reader) => reader.lang === lang };
      },
      () => {
        const [named, level] = [names(), random.pick(levels)];
        const isNot = byName(named);
        return {
          attributes: { except: named.join(' '), clearance: level },
          allows: (reader) => !isNot(reader) && this.#clears(reader, level),
        };
      },
    ];
    return random.pick(fields ? sorts : [...sorts, ...asAttributes])();
  }

  /** What an audience does not say itself is its parent's. */
  #own<K extends 'clearance' | 'regions' | 'depth'>({ audience }: Reader, key: K): Audience[K] {
    return this.line(audience).find((one) => one[key] !== undefined)?.[key] as Audience[K];
  }

  #clears(reader: Reader, level: string): boolean {
    const own = this.#own(reader, 'clearance');
    return own !== undefined && levels.indexOf(own) >= levels.indexOf(level);
  }

  #isIn(reader: Reader, region: string): boolean {
    return this.#own(reader, 'regions')?.includes(region) ?? false;
  }

  #depth(reader: Reader): string {
    return this.#own(reader, 'depth') ?? 'full';
  }
}

/** A rule as attributes of a directive. */
export const braces = ({ attributes }: Rule): string =>
  `{${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')}}`;
/** As fields of YAML in one line. */
export const fields = ({ attributes }: Rule): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}: "${value}"`)
    .join(', ');
