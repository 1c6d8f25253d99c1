/** Front matter of a deck: the fields of every file, settings of Marp, and whatever other tools keep there. */
import { diagnostic } from '../../model/diagnostic.ts';
import type { YamlText } from '../config/yaml.ts';
import type { SettingMark } from './mark.ts';
import { bareName, isSettingName } from './names.ts';
import { readSettings, type SettingsReading } from './read-settings.ts';

interface DeckMatter {
  /** What is left for the schema: fields of every file, and what looks like a rule, which is an error there. */
  readonly own: YamlText;
  readonly marks: readonly SettingMark[];
  /** What is looked through for rules that are not read: headers and footers are Markdown, which reads them. */
  readonly shown: YamlText;
}

const isMarkdown = (key: string) => ['header', 'footer'].includes(bareName(key));

/** @param fields that the schema knows */
export function deckMatter(yaml: YamlText, fields: readonly string[], reading: SettingsReading): DeckMatter {
  const { value } = yaml;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { own: yaml, marks: [], shown: yaml };
  const entries = Object.entries(value);
  const others = Object.fromEntries(entries.filter(([key]) => !fields.includes(key)));
  const { marks, lookalikes } = readSettings(others, (key, isKey) => yaml.at([key], isKey), reading);
  const [inSettings, unknown] = [true, false].map((is) => lookalikes.filter(({ key }) => isSettingName(bareName(key)) === is));
  for (const { key, text, word } of inSettings ?? [])
    reading.report(diagnostic('RULE_LOOKALIKE', { text, word, isPlain: true }, yaml.at([key])));
  const kept = [...fields, ...(unknown ?? []).map(({ key }) => key)];
  const settings = (inSettings ?? []).map(({ key }) => key);
  return {
    own: { ...yaml, value: Object.fromEntries(entries.filter(([key]) => kept.includes(key))) },
    marks,
    shown: { ...yaml, value: Object.fromEntries(entries.filter(([key]) => !settings.includes(key) && !isMarkdown(key))) },
  };
}
