import { expect, test } from 'vitest';
import { Acceptance } from '../../../pipeline/build/acceptance.ts';
import { diagnostic, stops } from '../../../pipeline/model/diagnostic.ts';
import { plainPack } from '../../support/context.ts';

type Entry = { code: string; reason: string; file?: string; until?: string };
const today = '2026-06-15';
const configFile = { name: 'pack.yaml', path: '/content/p/pack.yaml', shown: 'content/p/pack.yaml', text: '', lang: 'en' };
const acceptance = (...accept: Entry[]) => new Acceptance({ ...plainPack, configFile, config: { ...plainPack.config, accept } }, today);
const link = diagnostic('LINK_WITHHELD', { name: '#x' }, { file: 'content/p/a.md', line: 1, column: 1 });
const leak = diagnostic('WITHHELD_MORE', { name: 'x', count: 2 }, { file: 'content/p/a.md' });

test('an accepted warning is information that says why, and stops nothing', () => {
  const one = acceptance({ code: 'LINK_WITHHELD', file: 'a.md', reason: 'the press edition has no annex' });
  const [told] = one.applied([link]);
  expect(told?.severity).toBe('info');
  expect(told?.message).toContain('(accepted: the press edition has no annex)');
  expect(stops([link], { isStrict: true, isAccepted: one.isAccepted })).toBe(false);
  expect(one.unused([link], false)).toEqual([]);
});

test('an entry for another file or code accepts nothing, and is reported', () => {
  for (const entry of [
    { code: 'LINK_WITHHELD', file: 'b.md', reason: 'r' },
    { code: 'LINK_BROKEN', reason: 'r' },
  ]) {
    const one = acceptance(entry);
    expect(one.applied([link])).toEqual([link]);
    expect(stops([link], { isStrict: true, isAccepted: one.isAccepted })).toBe(true);
    expect(one.unused([link], false).map(({ severity, code }) => [severity, code])).toEqual([['warning', 'ACCEPT_UNUSED']]);
    expect(one.unused([link], true).map(({ severity }) => severity)).toEqual(['error']);
  }
});

test('without a file it is for the whole pack', () => {
  expect(acceptance({ code: 'LINK_WITHHELD', reason: 'r' }).isAccepted(link)).toBe(true);
});

test('the last day counts; after it the warning is one again, and the entry is reported', () => {
  const on = acceptance({ code: 'LINK_WITHHELD', reason: 'r', until: today });
  expect([on.isAccepted(link), on.expired(), on.nextEnd()]).toEqual([true, [], today]);
  const over = acceptance({ code: 'LINK_WITHHELD', reason: 'r', until: '2026-06-14' });
  expect([over.isAccepted(link), over.nextEnd()]).toEqual([false, undefined]);
  expect(over.expired().map(({ code }) => code)).toEqual(['ACCEPT_EXPIRED']);
  expect(over.unused([link], false)).toEqual([]);
});

test('an error is never accepted, whatever an entry says', () => {
  const one = acceptance({ code: 'WITHHELD_MORE', reason: 'r' });
  expect(one.isAccepted(leak)).toBe(false);
  expect(one.applied([leak])).toEqual([leak]);
  expect(stops([leak], { isStrict: false, isAccepted: () => true })).toBe(true);
});
