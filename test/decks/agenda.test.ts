/** The agenda of a deck without parts: its slides, and how many there are beyond those that it has lines for. */
import { expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf } from '../support/trust.ts';

test('an agenda says how many slides it does not list', async ({ folder }) => {
  const deck = (count: number) =>
    ['<!-- _class: agenda -->\n\n## Agenda', ...Array.from({ length: count }, (_, at) => `## Topic ${at + 1}\n\n- x\n- y`)].join(
      '\n\n---\n\n',
    );
  const agenda = async (count: number) => {
    await write(folder, { 'pack.yaml': 'title: T\ndate: 2026-11-30\nkinds: [slides]\n', 'slides.md': deck(count) });
    const html = (await documentsOf(folder)).documents[0]?.html ?? '';
    const [list = ''] = /<ol class="agenda">[\s\S]*?<\/ol>/.exec(html) ?? [];
    return [...list.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map(([, item = '']) => item.replace(/<[^>]*>/g, ''));
  };
  expect(await agenda(9)).toHaveLength(9);
  const long = await agenda(13);
  expect(long).toHaveLength(9);
  expect(long.slice(-2)).toEqual(['Topic 8', 'and 5 more']);
});
