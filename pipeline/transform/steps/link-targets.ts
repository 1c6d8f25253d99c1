/** Which chapter and which heading of it a link means, as GitHub, mdBook, Quarto and VuePress write links. */
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import { decoded } from '../../source/data/images.ts';
import { withoutEnding } from '../../source/files/pack-place.ts';

/** A link inside the pack, taken apart. */
export interface InnerLink {
  /** Path from the top of the pack, normalised; empty for a link inside the chapter. */
  readonly file: string;
  /** Undefined without `#`; empty for `#` alone. */
  readonly fragment: string | undefined;
}

/**
 * Takes an address apart.
 * @param from path of the chapter that holds it, from the top of the pack
 */
export function innerLink(href: string, from: string): InnerLink {
  const [written = '', fragment] = decoded(href).split('#');
  const bare = written.replace(/\?.*$/, '');
  if (bare === '') return { file: '', fragment };
  const joined = bare.startsWith('/') ? bare.slice(1) : path.posix.join(path.posix.dirname(from), bare);
  return { file: path.posix.normalize(joined).replace(/\/$/, ''), fragment };
}

/** What a path may stand for: the file itself, the page made of it, the index of a folder, or a file of that name elsewhere. */
function namesFor(file: string): readonly string[] {
  const stem = stemOf(file);
  return [stem, `${stem}/index`, `${stem}/readme`, ...(stem.startsWith('../') || stem.includes('/') ? [path.posix.basename(stem)] : [])];
}

/** Every file that a path may mean, by its path and by its name alone. */
export function filesFor(file: string): readonly string[] {
  const stem = withoutEnding(file.replace(/\.html?$/i, ''));
  const stems = [stem, ...['index', 'README', 'readme'].map((name) => `${stem}/${name}`)];
  const files = [file, ...stems.flatMap((one) => ['md', 'markdown', 'qmd', 'mdx'].map((ending) => `${one}.${ending}`))];
  return files.flatMap((one) => [one, path.posix.basename(one)]);
}

const stemOf = (name: string) => withoutEnding(name.replace(/\.html?$/i, '')).toLowerCase();

/** Finds chapters by the paths of links. */
export function chapterFinder(names: Iterable<string>): (file: string) => string | undefined {
  const byStem = new Map<string, string>();
  const byBase = new Map<string, string | undefined>();
  for (const name of names) {
    const stem = stemOf(name);
    const base = path.posix.basename(stem);
    if (!byStem.has(stem)) byStem.set(stem, name);
    byBase.set(base, byBase.has(base) ? undefined : name);
  }
  return (file) => {
    for (const stem of namesFor(file)) {
      const found = byStem.get(stem) ?? byBase.get(stem);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Headings by the anchors that GitHub gives them in their file, in the order of the file: their ids, or what else is known of them. */
export class Anchors<T = string> {
  readonly #slugger = new GithubSlugger();
  readonly #targets = new Map<string, T>();

  add(text: string, target: T): void {
    const slug = this.#slugger.slug(text);
    if (!this.#targets.has(slug)) this.#targets.set(slug, target);
  }

  /** What a fragment means. Letters' case and GitHub's prefix make no difference. */
  find(fragment: string): T | undefined {
    return this.#targets.get(fragment.replace(/^user-content-/, '').toLowerCase());
  }

  /** All anchors. */
  names(): Iterable<string> {
    return this.#targets.keys();
  }
}
