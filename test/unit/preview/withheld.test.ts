import { describe, expect, test as plain } from 'vitest';
import { parsedFor } from '../../../pipeline/preview/flow.ts';
import { type WithheldBlock, withheldBlocks, withheldFrom } from '../../../pipeline/preview/withheld.ts';
import type { Selected } from '../../../pipeline/select/types.ts';
import type { Parsed } from '../../../pipeline/source/types.ts';
import type { Templated } from '../../../pipeline/template/types.ts';
import { testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

describe('what is withheld', () => {
  plain('is a type that no stage takes', () => {
    const block = {} as WithheldBlock;
    // @ts-expect-error what is withheld is no document that could be printed
    const document: Templated = block;
    // @ts-expect-error … and nothing that an audience may read
    const selected: Selected = block;
    // @ts-expect-error … and nobody else makes one
    const made: WithheldBlock = { audience: 'a', place: { file: 'a.md' }, end: 1, what: '', rule: '', text: '', isBarred: false };
    expect([document, selected, made].length).toBe(3);
  });

  test('is listed once: what is inside of it is part of it', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': 'title: T\ndate: 2025-10-15\naudiences: { a: {}, b: {} }\n',
      '01.md':
        '# One\n\nFor all.\n\n## Ours {audience="a"}\n\nInner words.\n\n- item {audience="a"}\n\n## Next\n\nSee :for[this]{audience="a"} and that.\n\nLast {audience="b"}\n',
    });
    const parsed = (await parsedFor(folder, 'en', testContext(folder).context)) as Parsed;
    const shown = (audience: string) => withheldBlocks(parsed, audience).map(({ place, what, text }) => [place.line, what, text]);
    expect(shown('b')).toEqual([
      [5, 'section', 'Ours Inner words. item'],
      [13, 'words', 'this'],
    ]);
    expect(shown('a')).toEqual([[15, 'paragraph', 'Last']]);
  });

  test('is not said to be nothing where the pack cannot be read', async ({ folder }) => {
    await write(folder, { 'pack.yaml': 'title: T\naudiences: { a: {}, b: [ }\n', '01.md': '# One\n\nWords. {audience="a"}\n' });
    const selection = { pack: 0, lang: 'en', kind: 'briefing', audiences: ['b'] };
    expect(await withheldFrom(folder, selection, testContext(folder).context)).toBeUndefined();
  });
});
