/**
 * Rules where none is read: in the middle of words, in alternative texts and titles, in attributes, behind nothing. Each is an
 * error at its place, and so is what only looks like one. Those that are read are at the end of a block, and on directives.
 */
import type { Definition, Nodes, Parent, PhrasingContent, Root, TableCell } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { placeInText, placeOf } from '../../model/place.ts';
import { isNear, lookOfAttribute, ruleShapes, twiceIn } from '../rules/lookalike.ts';
import { classOfReaders, isNameOfReaders, isSwitchForReaders } from '../rules/lookalike-names.ts';
import { otherAttributes } from '../rules/other-attributes.ts';
import { parseAttributes } from './attributes.ts';
import { ruleInComment } from './comment-rules.ts';
import type { Reading } from './fence-rules.ts';
import { calloutOf } from './foreign/callouts.ts';
import { ownDirectives } from './foreign/names.ts';
import { ofColumns, ofFormula, ofIndented } from './misplaced-blocks.ts';
import { takeTrailing } from './trailing.ts';
import { definitionAsWritten, isBare, type Written, wordsAsWritten } from './words-as-written.ts';

type Directive = Extract<Nodes, { name: string; attributes?: unknown; children: unknown[] }>;

/** Directives that are nothing but a rule. */
const wrappers = new Set(['for', 'only', 'except', 'otherwise', 'redact']);
/** Attributes that have no words. */
const unread = new Set(['data', 'id', 'class']);

/**
 * Reports every rule of a tree that is not read.
 * @param tree as it was parsed: nothing has been taken off its blocks
 */
export function checkMisplacedRules(tree: Root, reading: Reading): void {
  // Without any of these, there is neither a rule nor what looks like one.
  if (!/[{}:=｛｝﹛﹜❴❵⦃⦄：﹕＝]|[&@%\\#[!?]/.test(reading.source.text)) return;
  for (const child of tree.children) check(child, tree, reading);
}

function check(node: Nodes, parent: Parent, reading: Reading): void {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'tableCell':
    case 'defListTerm' as never:
      ofBlock(node as Extract<Nodes, { type: 'paragraph' }>, parent, reading);
      break;
    case 'tableRow':
      ofRow(node.children, parent.children[0] === node, reading);
      break;
    case 'table':
      ofColumns(node, reading);
      break;
    case 'leafDirective':
      reportShapes(wordsAsWritten(node.children, reading.source.text), reading);
      break;
    case 'definition':
      reportShapes(definitionAsWritten(node, reading.source.text), reading);
      ofComment(node, reading);
      ofImage(node, reading);
      return;
    case 'image':
    case 'imageReference':
      ofImage(node, reading);
      return;
    case 'code':
      ofIndented(node, parent, reading);
      return;
    case 'math' as never:
    case 'inlineMath' as never:
      ofFormula(node, reading);
      return;
  }
  if (isDirective(node)) {
    ofDirective(node, reading);
    // Of some only the words are used, so that nobody else looks at what is in them.
    if (node.name === 'stakeholders' || node.type !== 'containerDirective') reportMisspelt(node as Nodes, reading);
  }
  if (!('children' in node)) return;
  // Formulas have braces of their own.
  const isFormula = isDirective(node) && node.name === 'equation';
  if (isFormula) ofFormula(node, reading);
  for (const child of node.children as Nodes[])
    if (!isFormula || (child.type === 'paragraph' && child.data?.directiveLabel)) check(child, node as Parent, reading);
}

/** Words of an image or a definition that end with an attribute: `![Plan|audience=desk](plan.png)`. All others are read where they are. */
function ofImage(
  node: { readonly alt?: string | null | undefined; readonly title?: string | null | undefined },
  { source, names, report }: Reading,
): void {
  for (const words of [node.alt, node.title])
    for (const { text, word } of ruleShapes(words ?? '', names))
      if (/^[\p{L}_]/u.test(text)) report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: true }, placeOf(node as Nodes, source)));
}

/** Definitions that are written as comments: `[//]: # (audience: press)`. */
function ofComment(node: Definition, { source, names, report }: Reading): void {
  const isComment = /^(?:\/\/|comment|#|_)/i.test(node.label ?? '') || /^#?$/.test(node.url);
  const rule = isComment ? ruleInComment(node.title ?? '', names) : undefined;
  if (rule) report(diagnostic('COMMENT_RULE', rule, placeOf(node, source)));
}

const isDirective = (node: Nodes): node is Directive =>
  node.type === 'containerDirective' || node.type === 'leafDirective' || node.type === 'textDirective';

/** Words with, at their end, the rule of their block. */
function ofBlock(node: Extract<Nodes, { children: PhrasingContent[] }>, parent: Parent, reading: Reading): void {
  const { source, names, report } = reading;
  const written = wordsAsWritten(node.children, source.text);
  if (written === undefined) return;
  const taken = takeTrailing(node.children, source.text);
  const attributes = taken && parseAttributes(taken.inside);
  const isRead =
    attributes !== undefined &&
    (node.type === 'heading' ||
      names.words.some((word) => word in attributes && (attributes[word] !== '' || /=/.test(taken?.inside ?? ''))));
  if (!taken || !isRead) {
    reportShapes(written, reading);
    return;
  }
  const isOther = node.type === 'paragraph' && isMeantOtherwise(written.text, node, parent);
  reportShapes(isOther ? written : { ...written, text: written.text.slice(0, taken.offset - written.offset) }, reading);
  const place = placeInText(source.text, taken.offset, source.shown);
  const twice = twiceIn(taken.inside, names);
  if (twice !== undefined) report(diagnostic('RULE_TWICE', { name: twice }, place));
  reportReaders(attributes, reading, place);
  // Headings know all their attributes, and report others.
  if (node.type !== 'heading') reportNear(attributes, reading, place);
  if (taken.rest.length === 0 && isAlone(node, parent)) report(diagnostic('RULE_ALONE', {}, place));
}

/**
 * Whether a paragraph was meant for something else, so that its rule would withhold less than its author thinks: a heading
 * without a space (`##Costs`), the definition of a link with something behind it, the caption of the table before it, the head
 * of a box whose text is moved in (`!!! note`).
 */
function isMeantOtherwise(text: string, node: Nodes, parent: Parent): boolean {
  if (/^\s*(?:#{2,}|＃+|\[[^\]\n^]+\]:\s|(?:!!!|\?\?\?\+?|===)\s)/.test(text)) return true;
  const before = parent.children[(parent.children as Nodes[]).indexOf(node) - 1];
  return (before?.type === 'table' || (before?.type as string) === 'gridTable') && /^\s*(?:table)?\s*:/i.test(text);
}

/** The rule of a row is in its first cell; alone in another, it is for nothing. */
function ofRow(cells: readonly TableCell[], isHead: boolean, { source, names, report }: Reading): void {
  for (const cell of isHead ? [] : cells.slice(1)) {
    const taken = takeTrailing(cell.children, source.text);
    const attributes = taken && taken.rest.length === 0 ? parseAttributes(taken.inside) : undefined;
    if (taken && attributes && names.words.some((word) => attributes[word]))
      report(diagnostic('RULE_ALONE', {}, placeInText(source.text, taken.offset, source.shown)));
  }
}

/** Blocks that take over the rule of their first paragraph. */
const leads = new Set<string>(['listItem', 'footnoteDefinition', 'defListDescription']);

/** Whether a rule without words has nothing else that it is for. */
function isAlone(node: Nodes, parent: Parent): boolean {
  if (node.type === 'paragraph') return !(leads.has(parent.type) && parent.children[0] === node && parent.children.length > 1);
  // The row, or the column, of a table; `ofRow` has other cells.
  if (node.type === 'tableCell' && parent.children[0] !== node) return false;
  if (node.type === 'tableCell')
    return parent.children.every((cell) => cell === node || ('children' in cell && cell.children.length === 0));
  return false;
}

function ofDirective(node: Directive, reading: Reading): void {
  const { source, names, report } = reading;
  if (isBare(node as Nodes)) return;
  const place = placeOf(node, source);
  const attributes = node.attributes ?? {};
  const braces = bracesOf(node, source.text);
  const twice = twiceIn(braces, names);
  if (twice !== undefined) report(diagnostic('RULE_TWICE', { name: twice }, place));
  if (node.type !== 'containerDirective' && node.children.length === 0) {
    const isRuled = names.words.some((word) => word in attributes);
    if (wrappers.has(node.name) || (node.type === 'textDirective' && isRuled)) report(diagnostic('RULE_ALONE', {}, place));
  }
  // `:::desk`: content would be printed for everybody, since nothing has that name.
  if (!ownDirectives.has(node.name) && calloutOf(node.name) === undefined && classOfReaders(node.name, names) !== undefined)
    report(diagnostic('RULE_LOOKALIKE', { text: `:${node.name}`, word: 'audience', isPlain: false }, place));
  reportReaders(attributes, reading, place);
  for (const [name, value] of Object.entries(attributes)) {
    if (names.words.includes(name) || unread.has(name)) continue;
    reportName(name, value ?? '', braces, place, reading);
    const words = name === 'columns' ? withoutColumnRules(value ?? '', reading) : (value ?? '');
    for (const { text, word } of ruleShapes(words, names)) report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: true }, place));
  }
}

/** `name=Name; cost=Cost {for=press}`: what is in braces is read, or is an error, when a column is cut. */
const withoutColumnRules = (columns: string, { names }: Reading) =>
  columns
    .split(';')
    .map((part) => {
      const [braces = '', inside = ''] = /\{([^{}]*)\}\s*$/.exec(part) ?? [];
      const attributes = parseAttributes(inside) ?? {};
      const isRead = names.words.some((word) => word in attributes);
      if (!isRead) return part.includes('{') ? '' : part;
      return twiceIn(inside, names) === undefined ? part.slice(0, part.length - braces.length) : part;
    })
    .join(';');

/** An attribute that looks like a rule: `clearence=secret`, or with its value in its name, as in `{except:press}`. */
function reportName(name: string, value: string, braces: string, place: Place, { names, report }: Reading): void {
  const [shape] = name.includes(':') ? ruleShapes(braces, names) : [];
  const [bare] = value === '' && !otherAttributes.has(name.toLowerCase()) ? ruleShapes(`{${name}}`, names) : [];
  const word = shape?.word ?? lookOfAttribute(name, value, names)?.word ?? bare?.word;
  const text = value === '' ? name : `${name}="${value}"`;
  if (word !== undefined) report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: false }, place));
}

/** Words under a directive that looks like a rule: `:redct[…]`. */
function reportMisspelt(node: Nodes, reading: Reading): void {
  for (const child of 'children' in node ? (node.children as Nodes[]) : []) {
    const meant =
      child.type === 'textDirective' && !wrappers.has(child.name) && [...wrappers].find((name) => isNear(child.name, name, true));
    if (meant && isDirective(child))
      reading.report(
        diagnostic('RULE_LOOKALIKE', { text: `:${child.name}[…]`, word: meant, isPlain: false }, placeOf(child, reading.source)),
      );
    reportMisspelt(child, reading);
  }
}

/** What a directive has behind its name and label. */
function bracesOf(node: Directive, file: string): string {
  const start = node.position?.start.offset ?? 0;
  const label = node.children.at(node.type === 'containerDirective' ? 0 : -1) as Nodes | undefined;
  const isLabel = node.type !== 'containerDirective' || (label?.type === 'paragraph' && label.data?.directiveLabel === true);
  const raw = file.slice((isLabel && label?.position?.end.offset) || start, node.position?.end.offset);
  return node.type === 'textDirective' ? raw : (/^[^\n]*/.exec(raw)?.[0] ?? '');
}

/** Classes and switches that name readers: `{.desk}`, `{hide="press"}`. */
function reportReaders(attributes: Readonly<Record<string, string | null | undefined>>, { names, report }: Reading, place: Place): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (names.words.includes(name)) continue;
    const ofClass = name === 'class' ? classOfReaders(value ?? '', names) : undefined;
    const isOne = ofClass !== undefined || (value ? isSwitchForReaders(name, value, names) : isNameOfReaders(name, names));
    const text = ofClass !== undefined ? `.${ofClass}` : value ? `${name}="${value}"` : name;
    if (isOne) report(diagnostic('RULE_LOOKALIKE', { text, word: 'audience', isPlain: false }, place));
  }
}

function reportNear(attributes: Readonly<Record<string, string>>, { names, report }: Reading, place: Place): void {
  for (const [name, value] of Object.entries(attributes)) {
    const look = lookOfAttribute(name, value, names);
    if (look && !look.isExact) report(diagnostic('RULE_LOOKALIKE', { text: `${name}="${value}"`, word: look.word, isPlain: false }, place));
    for (const { text, word } of look?.isExact ? [] : ruleShapes(value, names))
      report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: true }, place));
  }
}

function reportShapes(written: Written | undefined, { source, names, report }: Reading): void {
  for (const { offset, text, word } of written === undefined ? [] : ruleShapes(written.text, names))
    report(
      diagnostic('RULE_LOOKALIKE', { text, word, isPlain: false }, placeInText(source.text, (written?.offset ?? 0) + offset, source.shown)),
    );
}
