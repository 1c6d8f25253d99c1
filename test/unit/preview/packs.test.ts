import { expect } from 'vitest';
import { readPack } from '../../../pipeline/preview/packs.ts';
import { testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

test('a pack that the machine does not let be read is a problem, not the end of the preview', async ({ folder }) => {
  await write(folder, { 'pack.yaml': 'title: T\n', '01.md': '# One\n\nWords.\n' });
  const { context } = testContext(folder);
  const list = () => Promise.reject(Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE', syscall: 'scandir' }));
  const { view, diagnostics } = await readPack(folder, undefined, { ...context, files: { ...context.files, list } });
  expect(view.documents).toEqual([]);
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([['INTERNAL', expect.stringContaining('EMFILE')]]);
});
