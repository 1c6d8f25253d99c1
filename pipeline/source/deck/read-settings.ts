/** Reads the settings of a deck, from its front matter or from a comment. */
import type { PhrasingContent } from 'mdast';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { Attributes } from '../markdown/attributes.ts';
import { ruleInComment, ruleInWords } from '../markdown/comment-rules.ts';
import { variablesIn } from '../markdown/variables.ts';
import { namesReaders, type RuleNames, ruleShapes } from '../rules/lookalike.ts';
import { ruleWordInField } from '../rules/lookalike-fields.ts';
import { fieldOf, lookOfField, plainLine } from '../rules/lookalike-lines.ts';
import { type SettingMark, settingMark } from './mark.ts';
import { bareName, isSettingName, type SettingName, scopeOf, withoutEffect, withText } from './names.ts';
import { ruleInStyle } from './style-rules.ts';
import { checkedValue, urlIn } from './values.ts';

/** Markdown of one line, with the rule behind it. */
export type Inline = (text: string, place: Place) => { readonly children: PhrasingContent[]; readonly attributes: Attributes };

export interface SettingsReading {
  readonly names: RuleNames;
  readonly report: Context['report'];
  readonly inline: Inline;
  /** Reported once for the whole deck. */
  readonly unusedSettings: UnusedSettings;
  /** Whether the program that a deck was written for knows a setting that has no effect here. */
  readonly isKnown?: (name: string, isInSlide: boolean) => boolean;
}

/** Names with their first places. */
export interface UnusedSettings {
  readonly unknown: Map<string, Place>;
  readonly unused: Map<string, Place>;
}

/** The settings and, beside them, what looks like a rule in them: then nobody knows who may read what they are for. */
export interface SettingsRead {
  readonly marks: readonly SettingMark[];
  readonly lookalikes: readonly { readonly key: string; readonly text: string; readonly word: string }[];
}

/**
 * @param entries without those that state rules or mean something else here
 * @param at where a key or its value is
 */
export function readSettings(
  entries: Readonly<Record<string, unknown>>,
  at: (key: string, isKey: boolean) => Place,
  { names, report, inline, unusedSettings, isKnown }: SettingsReading,
  isInSlide = false,
): SettingsRead {
  const marks: SettingMark[] = [];
  const lookalikes: { key: string; text: string; word: string }[] = [];
  for (const [key, value] of Object.entries(entries)) {
    const name = bareName(key);
    // Themes of other programs are no style sheets of slides as ours.
    const isOtherTheme = isKnown !== undefined && name === 'theme';
    if (!isSettingName(name) || isOtherTheme) {
      const word = ruleWordInField(key, value, names, { nameOf: bareName });
      const found = isKnown && word === undefined ? ruleIn(value, false, names) : undefined;
      if (word !== undefined) lookalikes.push({ key, text: key, word });
      else if (found) lookalikes.push({ key, ...found });
      else if (isOtherTheme || isKnown?.(name, isInSlide))
        unusedSettings.unused.set(name, unusedSettings.unused.get(name) ?? at(key, true));
      else unusedSettings.unknown.set(key, unusedSettings.unknown.get(key) ?? at(key, true));
      continue;
    }
    if (withoutEffect.has(name)) unusedSettings.unused.set(name, unusedSettings.unused.get(name) ?? at(key, true));
    const place = at(key, false);
    const isMarkdown = name === 'header' || name === 'footer';
    const found =
      name === 'style' && typeof value === 'string'
        ? ruleInStyle(value, names)
        : (ruleIn(value, isMarkdown, names) ?? (withText.has(name) ? undefined : ruleInWords([value].flat().join(' '), names)));
    if (found) {
      lookalikes.push({ key, text: found.text, word: found.word });
      continue;
    }
    const checked = checkedValue(name, value);
    if ('expected' in checked) {
      report(diagnostic('SETTING_VALUE', { name: key, expected: checked.expected }, place));
      continue;
    }
    marks.push(markOf(name, key, checked.text, place, isMarkdown ? inline : undefined));
  }
  return { marks, lookalikes };
}

function markOf(name: SettingName, key: string, text: string, place: Place, inline: Inline | undefined): SettingMark {
  const { line = 1, column = 1 } = place;
  const position = { start: { line, column }, end: { line, column } };
  // A value of "false" takes a header away, as an empty one does.
  if (inline && text !== 'false') {
    const { children, attributes } = inline(text, place);
    return settingMark(name, scopeOf(key), children, position, attributes);
  }
  const url = name === 'backgroundImage' ? urlIn(text) : undefined;
  if (url) return settingMark(name, scopeOf(key), [{ type: 'image', url, alt: '', position }], position);
  const isText = name === 'title' || name === 'author' || name === 'description' || name === 'keywords';
  const plain: PhrasingContent[] = text === '' || inline ? [] : [{ type: 'text', value: text, position }];
  return settingMark(name, scopeOf(key), isText ? variablesIn(text).map((child) => ({ ...child, position })) : plain, position);
}

/** What looks like a rule in a value. Markdown reads those in its words. */
function ruleIn(value: unknown, isMarkdown: boolean, names: RuleNames): { text: string; word: string } | undefined {
  // What is in braces is a rule of the words before it.
  if (typeof value === 'string')
    return isMarkdown
      ? ruleInComment(value.replace(/\{[^{}]*\}/g, ' ').replaceAll(/:{1,3}\w+\[/g, '['), names)
      : ruleShapes(value, names)[0];
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, one] of Object.entries(value)) {
    const word = Array.isArray(value) ? undefined : ruleWordInField(key, one, names, { nameOf: bareName, isInside: true });
    const found = word === undefined ? ruleIn(one, false, names) : { text: key, word };
    if (found) return found;
  }
  return undefined;
}

/**
 * A line that would be a rule, if YAML had not taken it for a part of another value: behind `footer: >`, or moved in.
 * @param keys that YAML has read
 */
export function swallowedRule(text: string, keys: readonly string[], names: RuleNames): { text: string; word: string } | undefined {
  const read = new Set(keys.map(bareName));
  for (const line of text.split(/\r\n|\n|\r/)) {
    const field = fieldOf(plainLine(line));
    // Without its sign, it continues the value before it. Names of readers alone may be that value.
    const isWords = field === undefined && /^\s*\p{L}[\p{L}\p{N}_ ,-]+$/u.test(line) && !namesReaders(line.trim(), names);
    const word = isWords ? ruleInComment(line, names)?.word : field && lookOfField(field, names);
    // Each is read once.
    if (word !== undefined && !read.delete(bareName(field?.name ?? ''))) return { text: line.trim(), word };
  }
  return undefined;
}

/** What is said once for a deck: settings that are not known, and those that a print has no use for. */
export function reportOnce(
  { unknown, unused }: UnusedSettings,
  report: (one: Diagnostic) => void,
  ofOther?: (unused: string[]) => Diagnostic[],
): void {
  const [firstUnknown] = unknown.values();
  if (firstUnknown) report(diagnostic('SETTINGS_UNKNOWN', { names: [...unknown.keys()] }, firstUnknown));
  // A deck of another program says it in its own line.
  if (ofOther) ofOther([...unused.keys()]).forEach(report);
  const [firstUnused] = unused.values();
  if (firstUnused && !ofOther) report(diagnostic('SETTINGS_UNUSED', { names: [...unused.keys()] }, firstUnused));
}
