/** Comments of a slide: settings of Marp and of Dossier, rules about readers, and notes. */
import type { BlockContent, DefinitionContent, Html, Nodes, RootContent } from 'mdast';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import { type Place, placeInNode } from '../../model/place.ts';
import { readYaml } from '../config/yaml.ts';
import { looseYaml } from '../deck/loose-yaml.ts';
import type { SettingMark } from '../deck/mark.ts';
import { bareName, isSettingName } from '../deck/names.ts';
import { readSettings, type SettingsReading, swallowedRule } from '../deck/read-settings.ts';
import { takeStyles } from '../deck/style-elements.ts';
import { ruleShapes } from '../rules/lookalike.ts';
import { fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';
import type { SourceName } from '../types.ts';
import { type CommentRule, comments, ruleInComment, ruleInWords, textOfComment } from './comment-rules.ts';
import { isSwitch } from './misplaced-matter.ts';

export type Block = BlockContent | DefinitionContent;

/** What a deck is read with. */
export interface DeckReading extends SettingsReading {
  readonly source: SourceName;
  /** Settings of the front matter. */
  readonly marks: readonly SettingMark[];
  /** Reads a note as Markdown. */
  readonly blocks: (text: string, place: Place) => readonly Block[];
  /** Comments that are neither settings nor notes in the program that the deck was written for. */
  readonly isIdle?: (comment: string) => boolean;
  /** It is a deck of another program than Marp. */
  readonly isForeign?: boolean;
  /** Only the last comment of a slide is its note. */
  readonly hasLastNote?: boolean;
}

/** What all slides of a deck are read with. */
export interface Deck extends DeckReading {
  /** The attribute that each of these settings becomes. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What the comments of one slide are read into. */
export interface Reading extends Deck {
  readonly attributes: Record<string, string>;
  /** The notes, one for each comment. */
  readonly said: (readonly Block[])[];
  /** Set when a setting cannot be read. */
  isWithheld: boolean;
}

/** Marp's `# <!-- fit --> Title`. */
const isFitComment = (node: Nodes) => node.type === 'html' && /^<!--\s*fit\s*-->$/.test(node.value);

/** Takes the comments out of a block: settings go to `attributes` or stay as nodes, all else is a note. */
export function withoutComments(node: RootContent, reading: Reading): RootContent[] {
  if (node.type === 'html') {
    const styles = takeStyles(node, (offset) => placeInNode(node, offset, reading.source), reading.names, reading.report);
    reading.isWithheld ||= styles.isDoubtful;
    const rest = { ...node, value: styles.value };
    const marks = [...styles.marks, ...takeComments(rest, reading)];
    const value = rest.value.replace(comments, '').trim();
    return value === '' ? marks : [...marks, { ...node, value }];
  }
  if (node.type === 'heading' && node.children.some(isFitComment)) {
    const children = node.children.filter((child) => !isFitComment(child));
    const hProperties = { ...node.data?.hProperties, dataFitLine: '' };
    return withoutComments({ ...node, children, data: { ...node.data, hProperties } }, reading);
  }
  if (!('children' in node)) return [node];
  const children = (node.children as RootContent[]).flatMap((child) => withoutComments(child, reading));
  if (children.length === 0 && node.type === 'paragraph' && node.children.length > 0) return [];
  return [{ ...node, children } as RootContent];
}

function takeComments(node: Html, reading: Reading): SettingMark[] {
  const { names, source, report } = reading;
  return [...node.value.matchAll(comments)].flatMap(({ 1: inside = '', index }) => {
    const text = textOfComment(inside);
    const place = placeInNode(node, index, source);
    const marks = text === '' ? [] : takeSettings(text, place, reading);
    if (marks) return marks;
    const besideFit = /^[\s{"'_$]*fit\b([\s\S]*)$/i.exec(text)?.[1] ?? '';
    const rule = ruleInComment(text, names) ?? switchIn(text) ?? ruleOnElement(text, names) ?? ruleInFit(besideFit, names);
    if (rule) {
      report(diagnostic('SETTING_RULE', rule, place));
      reading.isWithheld = true;
    } else if (!reading.isIdle?.(text)) reading.said.push(reading.blocks(inside, place));
    return [];
  });
}

/** A way to fit is one word, in `fit: none` and in Marp's `fit`: all that could be a rule beside it is one, whomever it names. */
const ruleInFit = (said: string, names: DeckReading['names']) => ruleInWords(said, names) ?? ruleInComment(said, names);

/** reveal.js gives attributes to slides and elements: `<!-- .slide: class="wide" audience -->`. */
const ruleOnElement = (text: string, names: DeckReading['names']) => {
  const [, attributes] = /^\.(?:slide|element):?\s+([\s\S]*)$/.exec(text) ?? [];
  return attributes === undefined ? undefined : ruleShapes(`<x ${attributes.replace(/[<>]/g, ' ')}>`, names)[0];
};

/** `<!-- skip: true -->`, which hides a slide elsewhere. */
function switchIn(text: string): CommentRule | undefined {
  const field = fieldOf(plainLine(text));
  return field && isSwitch(field) ? { text, word: field.name } : undefined;
}

/**
 * Reads a comment as settings. Undefined if it is a note: it begins with no setting's name, nor with one like a rule's.
 * What looks like a rule and cannot be read may have said who must not see the slide, so the slide is withheld.
 */
function takeSettings(text: string, place: Place, reading: Reading): SettingMark[] | undefined {
  const { settings, names, attributes, source, report } = reading;
  const [, first, begun = ''] = /^[\s{]*["']?[_$]?([A-Za-z][\w-]*)["']?[ \t]*:(.*)/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const isKnown = Object.hasOwn(settings, first) || isSettingName(first);
  if (!isKnown && lookOfField({ name: first, value: begun.trim() }, names) === undefined) return undefined;
  const withhold = (problem: Diagnostic) => {
    report(problem);
    reading.isWithheld = true;
    return [];
  };
  const { value, problems } = readYaml(looseYaml(text), source.shown);
  if (problems.length > 0 || value === null || typeof value !== 'object' || Array.isArray(value)) {
    const why = problems[0]?.message ?? 'not a list of settings';
    if (!isSettingName(first) || ruleInComment(text, names)) return withhold(diagnostic('SETTING_SYNTAX', { why }, place));
    report(diagnostic('SETTINGS_UNREADABLE', { why }, place));
    return undefined;
  }
  const swallowed = swallowedRule(text, Object.keys(value), names) ?? ruleInRemark(text, names);
  if (swallowed) return withhold(diagnostic('SETTING_RULE', swallowed, place));
  const others: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value as Record<string, unknown>)) {
    const attribute = own(settings, bareName(key));
    if (attribute === undefined) {
      others[key] = entry;
      continue;
    }
    const isRule = names.words.includes(attribute);
    const words = Array.isArray(entry) ? entry.join(' ') : String(entry ?? '');
    const rule = isRule ? undefined : (attribute === 'fit' ? ruleInFit : ruleInWords)(words, names);
    if (rule) return withhold(diagnostic('SETTING_RULE', rule, place));
    // Both would have to hold, and one attribute states one rule.
    if (isRule && Object.hasOwn(attributes, attribute) && attributes[attribute] !== words)
      return withhold(diagnostic('SETTING_SYNTAX', { why: `"${attribute}" is given twice` }, place));
    attributes[attribute] = words;
  }
  const { marks, lookalikes } = readSettings(others, () => place, reading, true);
  for (const { key, text: written, word } of lookalikes) {
    const known = Object.keys(settings);
    const name = bareName(key);
    withhold(
      isSettingName(name)
        ? diagnostic('SETTING_RULE', { text: written, word }, place)
        : diagnostic('SETTING_UNKNOWN', { name, known, near: nearest(name, known) }, place),
    );
  }
  return [...marks];
}

/** A rule in a remark of YAML: `# audience: press`. */
function ruleInRemark(text: string, names: DeckReading['names']): CommentRule | undefined {
  for (const { 1: said = '' } of text.matchAll(/(?:^|\s)#+[ \t]*(.*)$/gm)) {
    const rule = ruleInComment(said, names);
    if (rule) return rule;
  }
  return undefined;
}
