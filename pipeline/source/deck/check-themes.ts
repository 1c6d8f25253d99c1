/** Rules in the themes that a deck names: nothing reads them there, and what a style sheet prints is printed for everybody. */
import type { Nodes, Root } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeInText } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { RuleNames } from '../rules/lookalike.ts';
import type { SourceFile } from '../types.ts';
import { isSettingMark, settingText } from './mark.ts';
import { ruleInStyle } from './style-rules.ts';
import { findTheme, type Theme, withImports } from './theme-files.ts';

/** Each is an error at its place. */
export async function checkThemes(
  { tree, source }: { readonly tree: Root; readonly source: SourceFile },
  folder: string,
  names: RuleNames,
  { files, report }: Context,
): Promise<void> {
  const themes: (Theme | undefined)[] = [];
  for (const name of valuesOf(tree, 'theme')) themes.push(await findTheme(name, source.path, folder, files));
  const own = valuesOf(tree, 'style').map((css) => ({ file: source.path, css }));
  if (own.length > 0) themes.push(await withImports(own, source.path, folder, files));
  const sheets = new Map(themes.flatMap((theme) => (theme?.files ?? []).map(({ file, css }) => [file, css])));
  sheets.delete(source.path);
  for (const [file, css] of sheets) {
    const rule = ruleInStyle(css, names);
    if (rule === undefined) continue;
    const place = placeInText(css, rule.offset, files.shown(file));
    report(diagnostic('RULE_LOOKALIKE', { text: rule.text, word: rule.word, isPlain: true }, place));
  }
}

function valuesOf(node: Nodes, name: 'theme' | 'style'): string[] {
  if (isSettingMark(node)) return node.data.setting.name === name ? [settingText(node) ?? ''] : [];
  return 'children' in node ? node.children.flatMap((child) => valuesOf(child, name)) : [];
}
