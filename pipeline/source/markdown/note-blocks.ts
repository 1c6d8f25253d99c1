/** A speaker note in a comment, read as Markdown. */
import type { BlockContent, DefinitionContent, Root, RootContent } from 'mdast';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { withoutBareDirectives } from './bare-directives.ts';
import { blockRules } from './block-rules.ts';
import { movedTree } from './decks/places.ts';
import type { Reading } from './fence-rules.ts';
import { checkFences } from './fences.ts';
import { headingAttributes } from './heading-attributes.ts';
import { checkHtml } from './html-rules.ts';
import { checkMisplacedRules } from './misplaced-rules.ts';

type Block = BlockContent | DefinitionContent;

/**
 * @param place where the comment begins
 * @param parse a Markdown text → its tree
 */
export function noteBlocks(text: string, place: Place, parse: (text: string) => Root, { source, names, report }: Reading): Block[] {
  // Behind a blank line nothing is front matter.
  const own = { ...source, text: `\n${outdented(text.replace(/^-+|-+$/g, ''))}` };
  const lineOf = (line: number) => line + (place.line ?? 1) - 2;
  const moved = (one: Diagnostic) => report({ ...one, place: { ...one.place, line: lineOf(one.place.line ?? 2) } });
  const reading: Reading = { source: own, names, report: moved };
  const tree = withoutBareDirectives(parse(own.text));
  checkFences(tree, own, names, moved);
  checkMisplacedRules(tree, reading);
  checkHtml(tree, false, reading);
  const ruled = blockRules(headingAttributes(tree, own, names, moved), reading);
  return (movedTree(ruled, lineOf) as Root).children as RootContent[] as Block[];
}

/** The lines without what all but the first are moved in by: that is how the comment is set, and no code. */
function outdented(text: string): string {
  const [first = '', ...others] = text.split(/\r\n|\n|\r/);
  const indents = others.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return [first.trimStart(), ...others.map((line) => line.slice(Math.min(least, line.length)))].join('\n');
}
