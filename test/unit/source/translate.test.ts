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
  ['title: A\nsignature: { fields: [Director, Minister] }\n', 'signature: { fields: [Direktor, Minister] }\n', []],
  ['title: A\nsignature: { fields: [Director, Minister] }\n', 'signature: { fields: [Direktor] }\n', ['1:14 CONFIG_VALUE']],
  ['title: A\n', 'signature: { fields: [Direktor] }\n', ['1:14 CONFIG_VALUE']],
])('%j in %j: %j', (original, translation, expected) => {
  expect(problemsOf(original, translation)).toEqual(expected);
});

it('names of those who sign are translated, or the original is printed and that is said', () => {
  const pack = file('pack.yaml', 'title: A\nsignature: { fields: [Director, Minister], reason: Release, level: b }\n');
  const { config } = loadPack(pack, [], kindNames);
  if (config === undefined) throw new Error('no configuration');
  const own = translatePack(config, pack, file('de/pack.yaml', 'title: B\nsignature: { fields: [Direktor, Ministerin] }\n'));
  expect(own.config.signature).toMatchObject({ fields: ['Direktor', 'Ministerin'], reason: 'Release', level: 'b' });
  expect(own.untranslated).toEqual([]);
  const none = translatePack(config, pack, file('de/pack.yaml', 'title: B\n'));
  expect(none.config.signature.fields).toEqual(['Director', 'Minister']);
  expect(none.untranslated.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'LANG_FALLBACK "signature.fields" has no de translation; the original is printed',
  ]);
});
