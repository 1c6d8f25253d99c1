/** What the configuration of a site or book says of its texts: title, authors, language, order and main colour. */
import path from 'node:path';
import { parse } from 'yaml';
import { statedLanguage } from '../../model/language-tag.ts';
import type { Files } from '../../platform/files.ts';
import { chapterOrder } from '../../source/files/order-files.ts';

export interface Site {
  /** The file that says it, relative to the folder of the texts. */
  readonly from?: string | undefined;
  readonly title?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly lang?: string | undefined;
  /** A CSS colour. */
  readonly colour?: string | undefined;
  /** Texts in order, relative to their folder. */
  readonly names?: readonly string[] | undefined;
}

type Reader = (text: string, folder: string, files: Files) => Site | Promise<Site>;

const readers: Readonly<Record<string, Reader>> = {
  'mkdocs.yml': mkdocs,
  'mkdocs.yaml': mkdocs,
  '_quarto.yml': quarto,
  '_quarto.yaml': quarto,
  'book.toml': mdbook,
  'docusaurus.config.js': docusaurus,
  'docusaurus.config.ts': docusaurus,
  'docusaurus.config.mjs': docusaurus,
};

/** Looks in the folder of the texts, then in the one around it. */
export async function siteOf(folder: string, files: Files): Promise<Site> {
  for (const place of [folder, path.dirname(folder)]) {
    const names = new Set(await files.list(place));
    for (const [name, read] of Object.entries(readers)) {
      if (!names.has(name)) continue;
      const site = await read(await files.text(path.join(place, name)), place, files);
      // Of a folder above, the order counts if it is about these texts.
      const order = place === folder ? undefined : await chapterOrder(place, files);
      const below = `${path.basename(folder)}/`;
      const inside = order?.names.filter((one) => one.startsWith(below)).map((one) => one.slice(below.length)) ?? [];
      return {
        ...site,
        from: path.relative(folder, path.join(place, name)).split(path.sep).join('/'),
        ...(inside.length > 0 && { names: inside }),
      };
    }
  }
  return {};
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
const words = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/** YAML of other programs, whose own tags (`!ENV`, `!!python/name`) are no concern of ours. */
function lenient(text: string): Fields {
  try {
    return fields(parse(text, { logLevel: 'silent', uniqueKeys: false }));
  } catch {
    return {};
  }
}

function mkdocs(text: string): Site {
  const { site_name: title, site_author: author, theme } = lenient(text);
  const { palette, language } = fields(theme);
  const first = fields(Array.isArray(palette) ? palette[0] : palette);
  const authors = words(author);
  return {
    title: words(title),
    authors: authors === undefined ? undefined : [authors],
    lang: statedLanguage(language),
    colour: material[String(first['primary'])],
  };
}

/** The palette of Material for MkDocs. */
const material: Readonly<Record<string, string>> = {
  red: '#ef5552',
  pink: '#e92063',
  purple: '#ab47bd',
  'deep purple': '#7e56c2',
  indigo: '#4051b5',
  blue: '#2094f3',
  'light blue': '#02a6f2',
  cyan: '#00bdd6',
  teal: '#009485',
  green: '#4cae4f',
  'light green': '#8bc34b',
  lime: '#cbdc38',
  yellow: '#ffec3d',
  amber: '#ffc105',
  orange: '#ffa724',
  'deep orange': '#ff6e42',
  brown: '#795649',
  grey: '#757575',
  'blue grey': '#546d78',
};

async function quarto(text: string, folder: string, files: Files): Promise<Site> {
  const { book, website, lang, title, author } = lenient(text);
  const brandFile = path.join(folder, '_brand.yml');
  const { color } = (await files.isFile(brandFile)) ? lenient(await files.text(brandFile)) : {};
  const { primary, palette } = fields(color);
  const named = words(primary);
  const authors = [fields(book)['author'] ?? author].flat().flatMap((one) => words(one) ?? words(fields(one)['name']) ?? []);
  return {
    title: words(fields(book)['title']) ?? words(fields(website)['title']) ?? words(title),
    authors: authors.length > 0 ? authors : undefined,
    lang: statedLanguage(lang),
    colour: named === undefined ? undefined : (words(fields(palette)[named]) ?? named),
  };
}

/** The few keys of mdBook's TOML, which are one to a line. */
function mdbook(text: string): Site {
  const value = (key: string) => new RegExp(`^${key}\\s*=\\s*(["'])(.*?)\\1\\s*$`, 'm').exec(text)?.[2];
  const list = /^authors\s*=\s*\[([^\]]*)\]/m.exec(text)?.[1] ?? '';
  const authors = [...list.matchAll(/(["'])(.*?)\1/g)].map((match) => match[2] as string);
  return { title: words(value('title')), authors: authors.length > 0 ? authors : undefined, lang: statedLanguage(value('language')) };
}

/** JavaScript is read, not run: a title that is computed is not known. */
async function docusaurus(text: string, folder: string, files: Files): Promise<Site> {
  const value = (key: string) => new RegExp(`^\\s{0,4}${key}:\\s*(["'\`])(.*?)\\1`, 'm').exec(text)?.[2];
  const styles = path.join(folder, 'src/css/custom.css');
  const css = (await files.isFile(styles)) ? await files.text(styles) : '';
  const locale = /defaultLocale:\s*["'](.*?)["']/.exec(text)?.[1];
  return { title: words(value('title')), lang: statedLanguage(locale), colour: /--ifm-color-primary:\s*([^;]+);/.exec(css)?.[1]?.trim() };
}
