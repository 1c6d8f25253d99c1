/** `pack.yaml` of a translation: what it says of texts that the pack has not is reported. */
import { expect, it } from 'vitest';
import { loadPack } from '../../../pipeline/source/config/load.ts';
import { translatePack } from '../../../pipeline/source/config/translate.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';

const file = (name: string, text: string) => ({ name, path: `/${name}`, shown: name, lang: 'de', text });

function problemsOf(original: string, translation: string): string[] {
  const pack = file('pack.yaml', original);
  const { config } = loadPack(pack, [], kindNames);
  if (config === undefined) throw new Error('no configuration');
  const { problems } = translatePack(config, pack, file('de/pack.yaml', translation));
  return problems.map(({ code, place: { line, column } }) => `${line}:${column} ${code}`);
}

it.each([
  ['title: A\n', 'title: B\ncolophon: { publisher: C }\n', ['2:1 CONFIG_UNKNOWN_KEY']],
  ['title: A\ncolophon: false\n', 'colophon: { publisher: C }\n', ['1:1 CONFIG_UNKNOWN_KEY']],
  ['title: A\ncolophon: true\n', 'colophon: { publisher: C }\n', []],
  ['title: A\nmarking: M\n', 'marking: { words: { secret: S } }\n', ['1:12 CONFIG_UNKNOWN_KEY']],
])('%j in %j: %j', (original, translation, expected) => {
  expect(problemsOf(original, translation)).toEqual(expected);
});
