import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { bareLinks } from '../../../pipeline/source/markdown/bare-links.ts';
import { sameTrees } from '../../support/chapters.ts';

const usual = unified().use(remarkParse).use(remarkGfm).freeze();
const quick = (text: string): Root =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(bareLinks, { hasMail: text.includes('@') })
    .parse(text) as Root;

describe('bare links', () => {
  test.each([
    'See https://example.org/a?b=c, and HTTP://EXAMPLE.ORG.',
    'At www.example.org/(x), WWW.example.org and wwwexample.org',
    'Write to ann@example.org or mailto:ann@example.org or xmpp:ann@example.org/r.',
    'Written otherwise: ann&#64;example.org, ann&commat;example.org, http&#58;//example.org, w&#119;w.example.org',
    'Half of one: ann@ @example.org a@b http:// www. https',
    '[a link to www.example.org](https://example.org) and ![an image](a@b.png)',
    '~~https://example.org~~ **ann@example.org** `ann@example.org`',
    '| a | b |\n| - | - |\n| www.example.org | plain |\n\n- [ ] a-b_c+d.e 1-2 h w H W\n',
    'Words of letters, figures 12.5, dashes-and_underlines + signs.',
  ])('%s', (text) => {
    expect(quick(text)).toEqual(usual.parse(text));
  });

  test('every chapter and document of the project has the same tree, to the character', () => {
    sameTrees(quick, (text) => usual.parse(text));
  });
});
