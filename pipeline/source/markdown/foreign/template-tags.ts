/**
 * `{% include x %}` of Liquid and Jinja, `{{< video x >}}` of Hugo and Quarto, `{{ page.title }}`: nothing here runs them. What has a
 * meaning without running is read; the others are printed as code, so that everybody sees what is missing.
 */
import { shortened } from '../../../model/shortened.ts';
import { calloutOf } from './callouts.ts';
import { type Line, opaqueLines, rewritten, withoutCodeSpans } from './lines.ts';
import type { ForeignReading, Rewriting } from './reading.ts';

const tag = /(?<!\\)(?:\{%-?(?:(?!%\})[\s\S])+?%\}|\{\{[<%](?:(?![>%]\}\})[\s\S])+?[>%]\}\}|\{\{(?:(?!\}\})[^{}\n])+\}\})/g;
/** What a variable of Dossier may be called. */
const variable = /^\{\{[\p{L}\p{N} _-]+\}\}$/u;
/** In addresses: what stands for the beginning of the site, and the paths that tags take. */
const inAddress = /\{\{\s*(?:site\.(?:baseurl|url)|page\.root|base_path)\s*\}\}/g;
const ref =
  /\{\{[<%]\s*(?:rel)?ref\s+"?([^"\s]+)"?\s*[>%]\}\}|\{%\s*(?:link|post_url)\s+(\S+)\s*%\}|\{\{\s*["']([^"'{}]+)["']\s*\|\s*(?:relative_url|absolute_url|prepend:[^{}]*)\s*\}\}/g;

const highlight = /^([ \t]*)\{%-?\s*highlight\s+([\w+#-]+)[^%]*%\}[ \t]*$/;
const highlightEnd = /^([ \t]*)\{%-?\s*endhighlight\s*-?%\}[ \t]*$/;
const shortcode = /^([ \t]*)\{\{[<%]\s*(\/?)([a-z-]+)(?:\s+([^<>{}]*?))?\s*[>%]\}\}[ \t]*$/;

export const templateTags: Rewriting = {
  sign: /\{%|\{\{/,
  rewrite(written, reading) {
    const lines = onOneLine(written, reading);
    const opaque = opaqueLines(lines);
    const found: { readonly text: string; readonly line: number }[] = [];
    let isHighlighted = false;
    const made = lines.map((line, index) => {
      if (opaque[index] || reading.hasRule(line.text)) return line;
      const [, indent, language] = highlight.exec(line.text) ?? [];
      if (language !== undefined) {
        isHighlighted = true;
        return rewritten(line, `${indent}\`\`\`${language}`);
      }
      if (isHighlighted) {
        const end = highlightEnd.exec(line.text);
        if (end) isHighlighted = false;
        return end ? rewritten(line, `${end[1]}\`\`\``) : line;
      }
      return callout(line, lines) ?? replaced(line, found, reading.dotted);
    });
    const [first] = found;
    if (first) reading.report('TEMPLATE_TAG', { text: first.text, count: found.length }, first.line);
    return made;
  },
};

/** More lines than a tag takes: where none of them closes it, it is none. */
const mostLines = 60;
const closers: Readonly<Record<string, string>> = { '{%': '%}', '{{<': '>}}', '{{%': '%}}' };

/** Tags that go over several lines are on the first of them. One that looks like a rule stays as it is, and is refused. */
function onOneLine(lines: readonly Line[], reading: ForeignReading): readonly Line[] {
  const opaque = opaqueLines(lines);
  const made: Line[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    let line = lines[index] as Line;
    let end = opaque[index] ? undefined : endOfTag(lines, opaque, line, index);
    // Another may begin where one ends.
    while (end !== undefined) {
      const text = [line.text.trimEnd(), ...lines.slice(index + 1, end + 1).map((one) => one.text.replace(/^[ \t>]+/, '').trimEnd())];
      const joined = rewritten(line, text.filter(Boolean).join(' '));
      if (reading.hasRule(joined.text)) break;
      [line, index] = [joined, end];
      end = endOfTag(lines, opaque, line, index);
    }
    made.push(line);
  }
  return made;
}

/** The line in which the tag is closed that a line, with what was joined to it, leaves open. */
function endOfTag(lines: readonly Line[], opaque: readonly boolean[], { text }: Line, index: number): number | undefined {
  const close = unclosedIn(text);
  if (close === undefined) return undefined;
  for (let at = index + 1; at < Math.min(lines.length, index + mostLines) && !opaque[at]; at += 1)
    if (lines[at]?.text.includes(close)) return at;
  return undefined;
}

/** What closes the last tag of a line, if nothing in it does. */
function unclosedIn(text: string): string | undefined {
  if (!/\{[%{]/.test(text)) return undefined;
  const plain = withoutCodeSpans(text);
  const last = [...plain.matchAll(/(?<![\\{])\{(?:%|\{[<%])/g)].at(-1);
  const close = last && (closers[last[0]] as string);
  return last && close && !plain.includes(close, last.index + last[0].length) ? close : undefined;
}

/** `{{< note >}}` … `{{< /note >}}`, each on a line of its own. */
function callout(line: Line, lines: readonly Line[]): Line | undefined {
  const [, indent = '', slash, name = '', words = ''] = shortcode.exec(line.text) ?? [];
  const found = calloutOf(name);
  if (!found || !lines.some(({ text }) => shortcode.exec(text)?.[2] === '/' && shortcode.exec(text)?.[3] === name)) return undefined;
  const title = /^(?:title=)?"([^"]*)"$/.exec(words.trim())?.[1] ?? found.title ?? '';
  return rewritten(
    line,
    slash === '/' ? `${indent}:::` : `${indent}:::${found.name}${title === '' ? '' : `[${title.replace(/[[\]]/g, '\\$&')}]`}`,
  );
}

function replaced(line: Line, found: { readonly text: string; readonly line: number }[], dotted: readonly string[]): Line {
  const isOwn = (all: string) => variable.test(all) || dotted.includes(all.slice(2, -2).trim().toLowerCase());
  if (!/\{%|\{\{/.test(line.text)) return line;
  const text = line.text
    .replace(inAddress, (all, at: number, whole: string) => (/[(<"'/]$/.test(whole.slice(0, at)) ? '' : all))
    .replace(ref, (_, hugo?: string, jekyll?: string, liquid?: string) => hugo ?? jekyll ?? liquid ?? '')
    .replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '');
  const plain = withoutCodeSpans(text);
  let from = 0;
  let made = '';
  for (const { 0: all, index } of plain.matchAll(tag)) {
    // Code and addresses keep theirs.
    if (all.includes('\uFFFC') || isOwn(all) || /\]\([^()\s]*$/.test(plain.slice(0, index))) continue;
    const written = text.slice(index, index + all.length);
    found.push({ text: shortened(written, 40), line: line.number });
    made += `${text.slice(from, index)}${code(written)}`;
    from = index + all.length;
  }
  made += text.slice(from);
  return made === line.text ? line : rewritten(line, made);
}

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
