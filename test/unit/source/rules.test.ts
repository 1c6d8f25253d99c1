import { describe, expect, test } from 'vitest';
import { packSchema } from '../../../pipeline/source/config/schema.ts';
import { vocabularyOf } from '../../../pipeline/source/rules/audiences.ts';
import { rulesFor } from '../../../pipeline/source/rules/rules.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';

const config = packSchema(kindNames).parse({
  title: 'T',
  date: '2025-01-01',
  languages: ['en', 'pt-BR'],
  properties: { clearance: { levels: ['open', 'inner', 'closed'] }, region: { values: ['EU', 'JP'] } },
  audiences: {
    staff: { group: true, properties: { clearance: 'inner' } },
    executive: { inherits: 'staff', properties: { region: ['EU', 'JP'] } },
    minister: { inherits: 'executive', depth: 'summary', properties: { clearance: 'closed' } },
    press: { properties: { clearance: 'open', region: 'EU' } },
    partner: { inherits: 'press' },
    guest: {},
  },
});
const vocabulary = vocabularyOf(config);
const rules = rulesFor(vocabulary);
const read = (attributes: Record<string, string>, lang = 'en') => {
  const verdict = rules.of(attributes);
  return ['executive', 'minister', 'press', 'partner', 'guest']
    .filter((audience) => verdict && rules.has(verdict.readers, { audience, lang }))
    .join(' ');
};

describe('a rule is met by', () => {
  test.for([
    [{ audience: 'executive' }, 'executive minister'],
    [{ audience: 'staff' }, 'executive minister'],
    [{ audience: 'minister press' }, 'minister press partner'],
    [{ audience: 'executive -minister' }, 'executive'],
    [{ audience: '-press' }, 'executive minister guest'],
    [{ audience: 'minister -executive' }, ''],
    [{ except: 'press' }, 'executive minister guest'],
    [{ except: 'press -partner' }, 'executive minister partner guest'],
    [{ except: 'press, minister' }, 'executive guest'],
    [{ audience: 'executive press', except: 'minister' }, 'executive press partner'],
    [{ clearance: 'open' }, 'executive minister press partner'],
    [{ clearance: 'inner' }, 'executive minister'],
    [{ clearance: 'closed' }, 'minister'],
    [{ for: '-clearance:inner' }, 'press partner guest'],
    [{ region: 'JP' }, 'executive minister'],
    [{ region: 'EU JP' }, 'executive minister press partner'],
    [{ for: 'region:EU -region:JP' }, 'press partner'],
    [{ for: 'press clearance:inner' }, ''],
    [{ for: 'executive press clearance:open region:JP' }, 'executive minister'],
    [{ depth: 'summary' }, 'minister'],
    [{ for: 'lang:en' }, 'executive minister press partner guest'],
    [{ for: 'lang:pt' }, ''],
    [{ except: 'lang:en' }, ''],
  ] as const)('%o: %s', ([attributes, who]) => {
    expect(rules.of(attributes)?.problems).toEqual([]);
    expect(read(attributes)).toBe(who);
  });

  test('a language, by its first part too', () => {
    expect(read({ for: 'lang:pt press' }, 'pt-BR')).toBe('press partner');
    expect(read({ for: 'lang:pt press' }, 'en')).toBe('');
  });
});

describe('a rule with a problem is met by nobody', () => {
  test.for([
    [{ audience: 'exekutive press' }, 'AUDIENCE_UNKNOWN'],
    [{ except: 'pres' }, 'AUDIENCE_UNKNOWN'],
    [{ audience: '' }, 'AUDIENCE_MISSING'],
    [{ for: 'clearence:inner' }, 'PROPERTY_UNKNOWN'],
    [{ clearance: 'iner' }, 'PROPERTY_VALUE'],
    [{ for: '-region:US' }, 'PROPERTY_VALUE'],
    [{ for: 'lang:fr' }, 'PROPERTY_VALUE'],
  ] as const)('%o: %s', ([attributes, code]) => {
    expect(rules.of(attributes)?.problems.map((problem) => problem.code)).toEqual([code]);
    expect(read(attributes)).toBe('');
  });
});

test('attributes that state no rule are no rule', () => {
  expect(rules.of({ id: 'x', lang: 'fr', class: 'wide' })).toBeUndefined();
  expect(rules.without({ id: 'x', audience: 'press', clearance: 'open' })).toEqual({ id: 'x' });
});
