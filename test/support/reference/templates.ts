/** Tokens, from the style sheet that declares them; data and helpers of templates, from types and their comments. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { home } from '../cli.ts';
import { code, page, plain, table } from './text.ts';

const read = (file: string) => readFileSync(path.join(home, file), 'utf8');

export function tokensPage(): string {
  const css = /:root \{([\s\S]*?)\n\}/.exec(read('templates/styles/tokens.css'))?.[1] ?? '';
  const rows: string[][] = [];
  let note = '';
  for (const [, comment, name = '', value = ''] of css.matchAll(/\/\*\s*([\s\S]*?)\s*\*\/|--([\w-]+):\s*([^;]+);/g)) {
    if (comment !== undefined) note = comment.replace(/\s+/g, ' ');
    else rows.push([code(name), code(value === 'initial' ? '' : value.replace(/\s+/g, ' ')), plain(note)]);
    if (comment === undefined) note = '';
  }
  return page(
    ['# Reference: tokens'],
    `\n\`brand\` in \`pack.yaml\` sets these tokens, by their names without \`--\`. [Brand](08-brand.md) says which to begin with.\n${table(['token', 'default', 'remark'], rows)}`,
  );
}

interface Member {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** The members of an interface. */
function members(file: string, name: string): Member[] {
  const body = new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(read(file))?.[1];
  if (body === undefined) throw new Error(`${file} has no interface ${name}`);
  return [...body.matchAll(/(?:^ {2}\/\*\*\s*(.*?)\s*\*\/\n)?^ {2}readonly (\w+)\??: (.*);$/gm)].map(
    ([, comment = '', member = '', type = '']) => ({ name: member, type: type.replaceAll('readonly ', ''), comment }),
  );
}

/** What helpers do, from the comments over them. */
function helpers(): string[][] {
  const body =
    /return \{\n([\s\S]*?)\n {2}\};\n\}/.exec(read('pipeline/template/helpers.ts').split('export function helpersFor')[1] ?? '')?.[1] ?? '';
  return [...body.matchAll(/^ {4}(?:\/\*\* (.*?) \*\/\n {4})?(\w+): \(/gm)].map(([, comment = '', name = '']) => [
    code(name),
    plain(comment),
  ]);
}

const types: readonly (readonly [title: string, file: string, name: string])[] = [
  ['Data of all kinds', 'pipeline/template/layout-data.ts', 'CommonData'],
  ['document', 'pipeline/template/layout-data.ts', 'DocumentData'],
  ['page', 'pipeline/template/layout-data.ts', 'PageData'],
  ['Further data of a briefing', 'pipeline/template/layout-data.ts', 'BriefingData'],
  ['A chapter', 'pipeline/transform/types.ts', 'Chapter'],
  ['A heading', 'pipeline/transform/types.ts', 'Heading'],
  ['Further data of a deck', 'pipeline/template/layout-data.ts', 'SlidesData'],
  ['Further data of a handout', 'pipeline/template/layout-data.ts', 'HandoutData'],
  ['Further data of speaker notes', 'pipeline/template/layout-data.ts', 'SpeakerData'],
  ['A slide of speaker notes', 'pipeline/template/layout-data.ts', 'SpeakerSlide'],
  ['A slide', 'pipeline/transform/types.ts', 'Slide'],
  ['A slide’s background', 'pipeline/transform/types.ts', 'SlideBackground'],
  ['Further data of a combined PDF', 'pipeline/template/layout-data.ts', 'PackData'],
];

export function templateDataPage(): string {
  const sections = types.map(([title, file, name]) => {
    const rows = members(file, name).map((one) => [code(one.name), code(one.type), plain(one.comment)]);
    return `\n## ${title}\n${table(['name', 'type', 'meaning'], rows)}`;
  });
  return page(
    ['---', 'title: "Reference: template data"', 'audience: developer', '---'],
    `\nA name that does not exist is an error with template, line and column, never an empty space.\n${sections.join('')}\n## Helpers\n\nHandlebars’ own \`if\`, \`unless\`, \`each\`, \`with\` and \`lookup\` work too.\n${table(['helper', 'what it does'], helpers())}`,
  );
}
