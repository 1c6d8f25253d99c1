import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../pipeline/model/diagnostic.ts';
import { withClaims } from '../../../pipeline/template/claims.ts';
import type { Templated } from '../../../pipeline/template/types.ts';

function claims(html: string, { isAsked = false, parts = [] as string[] } = {}) {
  const found: Diagnostic[] = [];
  const edition = { options: { conformance: ['ua-1', 'a-3a'] }, ...(isAsked ? { conformancePlace: { file: 'pack.yaml', line: 4 } } : {}) };
  const of = (text: string, inner: readonly unknown[]) => ({ html: text, kind: 'briefing', edition, parts: inner }) as unknown as Templated;
  const document = of(
    html,
    parts.map((part) => ({ document: of(part, []) })),
  );
  const { conformance } = withClaims(document, { report: (one) => void found.push(one) }).edition.options;
  return { conformance, told: found.map(({ code, message }) => `${code} ${message}`) };
}

const broken = '<p>Text</p><img src="/pack/a.png" alt="a > b" data-at="a.md:3:1" data-breaks-ua="a.md:3:1"><p>More</p>';

test('a document that shows what breaks PDF/UA-1 does not claim it; other claims stay', () => {
  expect(claims(broken)).toEqual({ conformance: ['a-3a'], told: [] });
  expect(claims('<p>Text</p>').conformance).toEqual(['ua-1', 'a-3a']);
});

test('losing a claim that pack.yaml asks for is a warning at that place', () => {
  const { told } = claims(broken + broken.replaceAll('3:1', '5:1'), { isAsked: true });
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^CONFORMANCE_LOST the briefing does not claim PDF\/UA-1.*2 elements break it, first at a\.md:3:1$/);
});

test('a combined document loses the claim with one of its parts', () => {
  expect(claims('<p>Cover</p>', { parts: ['<p>Sound</p>', broken] }).conformance).toEqual(['a-3a']);
});

test('text that looks like the mark is none', () => {
  expect(claims('<pre><code>&#x3C;img data-breaks-ua="x"> data-breaks-ua="y"</code></pre>').conformance).toContain('ua-1');
});
