/** What the leak check searches for, and how it distinguishes that from permitted text. */
import { describe, expect, test } from 'vitest';
import { Memory } from '../../../pipeline/platform/memory.ts';
import { commit } from '../../../pipeline/prove/commitment.ts';
import { fixedWords, isFalsePositive } from '../../../pipeline/prove/false-positives.ts';
import { softBreak } from '../../../pipeline/prove/letters.ts';
import { planOf as plan } from '../../../pipeline/prove/plan.ts';
import { type OnMatch, searching } from '../../../pipeline/prove/search.ts';
import type { Selected } from '../../../pipeline/select/types.ts';
import type { Cut } from '../../../pipeline/select/withheld.ts';

type Cutting = Partial<Cut> & Pick<Cut, 'text'>;
const cut = (one: string | Cutting): Cut => ({
  sort: 'text',
  place: { file: '01.md', line: 1, column: 1 },
  rule: 'audience="a"',
  ...(typeof one === 'string' ? { text: one } : one),
});

/** What an edition permits: paragraphs, and data. */
const selectedOf = (paragraphs: readonly string[], data: readonly object[] = []) =>
  ({
    edition: { pack: 'p', audience: 'b', lang: 'en', options: { title: 'A title' } },
    chapters: [
      {
        source: { name: '01.md' },
        matter: {},
        tree: { type: 'root', children: paragraphs.map((value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })) },
      },
    ],
    data: new Map([['x', { rows: data }]]),
    withheld: new Set(),
  }) as unknown as Selected;

/** The plan for some withheld strings. */
const planOf = (withheld: readonly (string | Cutting)[], permitted: readonly string[] = [], data: readonly object[] = []) =>
  plan(withheld.map(cut), { images: [], permitted: [], words: [] }, selectedOf(permitted, data), new Memory());

/** The withheld strings that are found in a print. `|` marks a new line, cell or run. */
function foundIn(printed: string, ...[withheld, permitted, data]: Parameters<typeof planOf>): string[] {
  const plan = planOf(withheld, permitted, data);
  const text = printed.split('|').map((piece) => softBreak + piece);
  const found = new Set<string>();
  const onMatch: OnMatch = (searchTerm, at, searched) => {
    const end = at + (plan.packed.starts[searchTerm + 1] as number) - (plan.packed.starts[searchTerm] as number);
    const softBreaks = searched.softBreaksIn(at, end);
    if (!isFalsePositive({ searchTerm, where: '', softBreaks }, plan, fixedWords(['Contents'])))
      found.add((plan.cuts[searchTerm] as Cut).text);
  };
  searching(plan.packed, (find) => find(text.join(''), onMatch));
  return [...found];
}

const paragraph = 'The partners will invest twelve million euros in the joint laboratory that opens in the second half of the year.';

describe('the leak check finds', () => {
  test.for<[string, string, (string | Cutting)[], string[]?]>([
    ['a word', 'All of Falcon is here.', ['Falcon']],
    ['a word in other capitals and accents', 'ALL OF FALCON', ['Fälcon']],
    ['a word broken across lines', 'All of Fal-|con is here.', ['Falcon']],
    ['a word broken across lines without a hyphen', 'All of Fal|con is here.', ['Falcon']],
    ['a compound at the end of a line', 'a follow-|up meeting', ['follow-up meeting']],
    ['a number with other separators', 'It cost €1,234,567.80 in all', ['1234567.8']],
    ['a number as it is rounded', 'It cost 1,234,568 in all', ['1234567.8']],
    ['a date as the language writes it', 'It is due on 15 May 2025.', ['2025-05-15']],
    ['typed apostrophes and quotes', 'the ministry’s “forty falcons”', [`the ministry's "forty falcons"`]],
    ['ligatures', 'the oﬃce of the chief', ['office of the chief']],
    ['Japanese without spaces', 'この極秘計画は来年に始まる', ['極秘計画']],
    ['half-width Japanese', 'ｺﾉ極秘ｹｲｶｸ', ['極秘ケイカク']],
    ['a name in a sentence', 'They speak of Falcon', ['The codename is now Falcon in all of it, and nothing else.']],
    [
      'two words of a sentence',
      'a laboratory in the crimson orchard',
      ['The falcons of the ministry live in the crimson orchard near the sea.'],
    ],
    ['an amount in a sentence', 'It is 12 million', ['The partners pay as much as 12 million in the second year.']],
    ['part of a paragraph', 'We hear: twelve million euros in the joint laboratory that is new.', [paragraph]],
    [
      'the end of a paragraph that begins as another does',
      'whom the chair calls Tanaka Kazuko',
      ['They name for the post whom the chair calls Tanaka Kazuko'],
      ['They name for the post whom the chair calls Suzuki Ichiro'],
    ],
    ['a short value with the words before it', 'The budget is 12 a year.', [{ text: '12', before: 'The budget is', after: 'a year' }]],
    [
      'a permitted word in a context that is not',
      'It is led by Tanaka and others.',
      [{ text: 'Tanaka', before: 'It is led by', after: 'and others' }],
      ['Tanaka is a member.'],
    ],
    ['a context broken across lines', 'The budget is| 12 a year.', [{ text: '12', before: 'The budget is', after: 'a year' }]],
  ])('%s', ([, printed, withheld, permitted]) => {
    expect(foundIn(printed, withheld, permitted)).toEqual(withheld.map((one) => (typeof one === 'string' ? one : one.text)));
  });
});

describe('the leak check ignores', () => {
  test.for<[string, string, (string | Cutting)[], string[]?, object[]?]>([
    ['a word inside another', 'A variable thing', ['aria']],
    ['letters across word ends', 'via, ran', ['Iran']],
    ['a word that permitted text contains', 'Falcon is open', ['Falcon'], ['Falcon is open']],
    [
      'a word in a permitted context',
      'Tanaka is a member.',
      [{ text: 'Tanaka', before: 'It is led by', after: 'and others' }],
      ['Tanaka is a member.'],
    ],
    ['a short value by itself', 'There are 12 of them', ['12']],
    ['a short value in another context', 'They meet 12 times a year', [{ text: '12', before: 'The budget is', after: 'a year in all' }]],
    ['a sentence that permitted text contains too', paragraph, [paragraph], [paragraph]],
    ['a value that permitted data contain', 'University of Tokyo', ['University of Tokyo'], [], [{ name: 'University of Tokyo' }]],
    [
      'two permitted cells side by side',
      'University of Tokyo|lead',
      ['University of Tokyo (lead)'],
      [],
      [{ name: 'University of Tokyo', a: 'x' }, { role: 'lead' }],
    ],
    [
      'a heading and its page number',
      '共同声明によるパートナーシップの発足|2',
      ['共同声明によるパートナーシップの発足(2022年)'],
      ['共同声明によるパートナーシップの発足'],
    ],
    ['a table’s number and its caption', 'Table 2|Projects', ['They have 2 projects in all, which nobody knows.'], ['Projects']],
    ['a fixed word of the language', 'Contents', ['Contents']],
    ['the title of the pack', 'A title', ['A title']],
    ['a part of a number', 'It cost 91234567', ['1234567']],
  ])('%s', ([, printed, ...rest]) => {
    expect(foundIn(printed, ...rest)).toEqual([]);
  });

  test('and finds the same where it is not permitted', () => {
    expect(
      foundIn('University of Tokyo (lead)', ['University of Tokyo (lead)'], [], [{ name: 'University of Tokyo' }, { role: 'lead' }]),
    ).toHaveLength(1);
    expect(foundIn('It cost 1234567', ['1234567'])).toHaveLength(1);
  });
});

test('counts strings searched for, strings in permitted text, and strings that are too short', () => {
  const plan = planOf(['Falcon', 'falcon', 'Orchard', '12', { text: 'Falcon', sort: 'heading' }], ['An orchard']);
  expect(Object.fromEntries([...plan.searched].map(([sort, texts]) => [sort, texts.length]))).toEqual({ text: 1, heading: 1 });
  expect([plan.permitted, plan.short]).toEqual([1, 1]);
});

describe('the manifest', () => {
  const finished = { edition: selectedOf([]).edition, kind: 'briefing', sha256: 'abc' };
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const proof = commit(planOf(['Falcon', 'Orchard']), finished, key);

  test('states how much was searched for, without revealing it', () => {
    expect(proof.strings).toEqual({ text: { count: 2, hash: expect.stringMatching(/^[0-9a-f]{32}$/) } });
    expect(JSON.stringify(proof)).not.toMatch(/falcon|orchard/i);
  });

  test('has the same hashes for the same strings and key, and for no others', () => {
    expect(commit(planOf(['Orchard', 'FALCON']), finished, key)).toEqual(proof);
    const hash = (...[plan, what, by]: Parameters<typeof commit>) => commit(plan, what, by).strings['text']?.hash;
    const hashes = [
      proof.strings['text']?.hash,
      hash(planOf(['Falcon', 'Orchards']), finished, key),
      hash(planOf(['Falcon', 'Orchard']), finished, other),
      hash(planOf(['Falcon', 'Orchard']), { ...finished, sha256: 'abd' }, key),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
