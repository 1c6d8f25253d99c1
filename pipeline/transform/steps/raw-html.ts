/** Raw HTML in Markdown: told and dropped, or (with `html: true`) searched for what the sanitiser will remove. */
import type { Html, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { Env } from '../env.ts';

/** What never gets into a page, and how it is named in the diagnostic. */
const forbidden: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /<(script|iframe|object|embed|frame|frameset|applet|link|meta|base|form|input|button|textarea|select|style|portal|template|noscript)\b/gi,
    (m) => `<${(m[1] as string).toLowerCase()}>`,
  ],
  [/\s(on[a-z]+)\s*=/gi, (m) => `the attribute ${(m[1] as string).toLowerCase()}`],
  [/\s(style|srcdoc|srcset|formaction|ping)\s*=/gi, (m) => `the attribute ${(m[1] as string).toLowerCase()}`],
  [/\b(javascript|vbscript|file)\s*:/gi, (m) => `a ${(m[1] as string).toLowerCase()}: address`],
];

export function rawHtml(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'html', (node, index, parent) => {
      const text = node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));
      const isComment = text.trim() === '';
      if (!isComment) reportForbidden(node, text, env);
      if (env.edition.options.html && !isComment) return undefined;
      if (!isComment && !env.edition.options.html && !text.trim().startsWith('</')) {
        env.report('HTML_OFF', { name: /<[A-Za-z][\w-]*/.exec(text)?.[0].concat('>') ?? 'a tag' }, node);
      }
      parent?.children.splice(index as number, 1);
      return [SKIP, index as number];
    });
  };
}

function reportForbidden(node: Html, text: string, env: Env): void {
  for (const [pattern, name] of forbidden) {
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(0, match.index + (match[0].length - match[0].trimStart().length)).split('\n');
      const start = node.position?.start ?? { line: 1, column: 1 };
      const line = start.line + before.length - 1;
      const column = (before.length === 1 ? start.column : 1) + (before.at(-1)?.length ?? 0);
      env.report('HTML_REMOVED', { name: name(match) }, { position: { start: { line, column } } });
    }
  }
}
