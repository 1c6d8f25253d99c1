/**
 * What is behind a fence, as other programs write it: `rust,ignore` of mdBook, `{r, echo=FALSE}` of knitr, `{.python .numberLines}`
 * of Pandoc, `js{4}` and `ts [file.ts]` of VitePress, `py hl_lines="2" linenums="1"` of MkDocs. It becomes a language and the options
 * of `transform/code/fence.ts`. Rules have been taken off before.
 */
import type { Code, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { own } from '../../../../model/own.ts';
import { drawingSort } from '../../drawing-sort.ts';
import type { Report } from './report.ts';

/** Other names of languages. */
const aliases: Readonly<Record<string, string>> = {
  golang: 'go',
  conf: 'ini',
  cfg: 'ini',
  config: 'ini',
  py3: 'python',
  python3: 'python',
  ipython: 'python',
  ipython3: 'python',
  pycon: 'python',
  irb: 'ruby',
  node: 'js',
  nodejs: 'js',
  bat: 'bat',
  'shell-session': 'shellsession',
  'c++': 'cpp',
  'objective-c': 'objc',
  ojs: 'js',
  observable: 'js',
  output: 'text',
  nohighlight: 'text',
  'no-highlight': 'text',
  nocode: 'text',
  raw: 'text',
  ascii: 'text',
  tree: 'text',
  diagram: 'text',
  verbatim: 'text',
  default: 'text',
  embed: 'text',
  '=html': 'html',
  '=latex': 'latex',
  '=tex': 'latex',
};

/** Words that say how code is run, tested or shown on a screen. */
const harmless =
  /^(?:ignore|no_run|should_panic|compile_fail|editable|edition\d*|noplay\w*|noplaypen|mdbook-\w+|does_not_compile|panics|not_desired_behavior|hidelines|eval|echo|include|message|error|warning|results|fig\S*|out\S*|cache|code-\S+|twoslash|live|copy|nocopy|wrap|nowrap|monaco\S*|focus|diff|linenostart|line-numbers|no-line-numbers|run|execute|exec|filename|lineanchors|line-anchors|numbersource|anchors|tags|label|lst-\S+|layout\S*|dependson|engine|collapse|comment|eval_after|class-\S+|classes|autorun|interactive|editor|hide|hidden|norun|notest|test|skip|startinline|startfrom|start|from|base|width|height|align|data-\S+|style)$/i;

interface Words {
  readonly lang: string | null;
  /** As `parseFence` reads them. */
  readonly options: readonly string[];
  readonly strange: readonly string[];
}

const token =
  /\{((?:[\d\s,|*-]|all|none|hide)*)\}|\[([^\]]+)\]|([.#]?[A-Za-z=][\w.:+#-]*?)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,{}]+))|([.#]?=?[^\s,{}[\]="']+)|(["'][^"']*["'])/g;

function wordsOf(inside: string, isBraced: boolean): Words {
  const options: string[] = [];
  const strange: string[] = [];
  let lang: string | null = null;
  let isFirst = true;
  for (const [, lines, title, key, double, single, bare, word] of inside.matchAll(token)) {
    const value = double ?? single ?? bare ?? '';
    if (lines !== undefined) options.push(`{${lines}}`);
    else if (title !== undefined && /^[\d\s,|*-]+$/.test(title)) options.push(`{${title}}`);
    else if (title !== undefined) options.push(`title=${JSON.stringify(title)}`);
    else if (key !== undefined) options.push(...optionOf(key, value, strange));
    else if (word !== undefined) {
      const name = isBraced ? word.replace(/^\./, '') : word;
      if (isFirst && !word.startsWith('#')) lang = name;
      else if (/^\.?(?:numberLines|number-lines|showLineNumbers|lineNumbers|numbered|line-numbers|linenums)$/.test(word))
        options.push('showLineNumbers');
      else if (!/^[.#]/.test(word) && !harmless.test(word) && !/^\d+$/.test(word)) strange.push(word);
    }
    isFirst = false;
  }
  return { lang, options, strange };
}

function optionOf(key: string, value: string, strange: string[]): string[] {
  if (/^(?:title|filename|file|name|caption|lst-cap)$/.test(key)) return [`title=${JSON.stringify(value)}`];
  if (/^(?:hl_lines|highlight|code-line-numbers|emphasize-lines|source-line-numbers)$/.test(key))
    return /^[\d\s,|-]+$/.test(value) ? [`{${value.split('|')[0]?.trim().replace(/\s+/g, ',')}}`] : [];
  if (/^(?:linenums|startFrom|lineNumbers|showLineNumbers|startLine|numbered)$/.test(key)) return [`showLineNumbers=${value}`];
  if (!harmless.test(key) && !/[.]/.test(key)) strange.push(key);
  return [];
}

/** Options of Quarto's cells: `#| label: fig-x`. Rules in them have been found by now. */
const cellOption = /^[ \t]*(?:#|\/\/|%%|--)\|[ \t]?(.*)$/;

/** Reads them, in place. */
export function codeWords(tree: Root, report: Report): void {
  visit(tree, 'code', (node: Code, index, parent) => {
    if ((!node.lang && !node.meta) || !parent || index === undefined) return;
    const info = [node.lang, node.meta].filter(Boolean).join(' ').trim();
    const braced = /^\{(?!(?:[\d\s,|*-]|all|none|hide)*\})([^{}]*)\}(.*)$/.exec(info);
    if (!braced && drawingSort(node.lang) !== undefined) return;
    const [, name = '', behind = ''] = /^([^\s,{[]*)(.*)$/.exec(info) ?? [];
    const { lang, options, strange } = braced
      ? wordsOf(`${braced[1]} ${braced[2]}`, true)
      : wordsOf(
          `${/^[.]?[^:]+/.exec(name)?.[0].replace(/^\./, '') || 'text'} ${/:line-numbers/.test(name) ? 'showLineNumbers' : ''}${behind}`,
          false,
        );
    for (const word of drawingSort(lang) ? [] : strange) report.warnOnce('CODE_META', { name: word }, word, node.position?.start.line);
    const known = lang === null ? null : (own(aliases, lang.toLowerCase()) ?? lang);
    const isNameless = !braced && name === '';
    const made = { ...node, lang: isNameless ? null : known, meta: options.join(' ') || null };
    parent.children[index] = braced ? withoutCellOptions(made, node) : made;
  });
}

/** A cell's options are no code; a drawing takes its caption and id from them. */
function withoutCellOptions(made: Code, { meta, lang }: Code): Code {
  const lines = made.value.split('\n');
  const count = lines.findIndex((line) => !cellOption.test(line));
  const options = lines.slice(0, count < 0 ? lines.length : count).map((line) => cellOption.exec(line)?.[1] ?? '');
  const value = lines.slice(options.length).join('\n');
  if (drawingSort(made.lang) === undefined) return { ...made, value };
  const said = (key: string) =>
    options.map((line) => new RegExp(`^${key}:\\s*(.+?)\\s*$`).exec(line)?.[1]?.replace(/^(["'])(.*)\1$/, '$2')).find(Boolean);
  const written = /caption|alt=|#/.test(meta ?? '') ? [`${lang ?? ''} ${meta ?? ''}`.replace(/^\{\s*\.?[\w-]+|\}\s*$/g, '').trim()] : [];
  const [id, caption, alt] = [said('label'), said('fig-cap'), said('fig-alt')];
  const own = [
    ...(id ? [`#${id}`] : []),
    ...(caption ? [`caption=${JSON.stringify(caption)}`] : []),
    ...(alt ? [`alt=${JSON.stringify(alt)}`] : []),
  ];
  return { ...made, value, meta: [...written, ...own].join(' ') || null };
}
