/** What is said of syntax of other programs that a print has no use for. */
import { expect, it } from 'vitest';
import { parseText } from '../../../pipeline/source/markdown/parse-text.ts';

const names = { words: ['for', 'audience', 'except'], values: ['press'], audiences: ['press'] };
const codes = (text: string) =>
  parseText({ source: { name: 'a.md', path: '/a.md', shown: 'a.md', lang: 'en', text }, isDeck: false, names }).diagnostics.map(
    ({ code, place }) => `${place.line} ${code}`,
  );

it.each([
  ['[words]{.a data-x=1}', '1 ATTRIBUTES_UNUSED'],
  ['Text.\n\n[TOC]', '3 CONTENTS_MARK'],
  ['Text.\n\n![[Other note]]', '3 WIKI_EMBED'],
])('%s: %s', (text, told) => expect(codes(text)).toContain(told));
