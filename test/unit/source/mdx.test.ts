/** MDX is read for its text. */
import { expect, it } from 'vitest';
import { packSchema } from '../../../pipeline/source/config/schema.ts';
import { parseText } from '../../../pipeline/source/markdown/parse-text.ts';
import { vocabularyOf } from '../../../pipeline/source/rules/audiences.ts';
import { ruleNamesOf } from '../../../pipeline/source/rules/lookalike.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';

const audiences = { board: {}, press: {} };
const names = ruleNamesOf(vocabularyOf(packSchema(kindNames).parse({ title: 'T', audiences })));
const parsed = (name: string, text: string) =>
  parseText({ source: { name, path: `/${name}`, shown: name, lang: 'en', text }, isDeck: false, names });

const text = "import Tabs from '@theme/Tabs';\n\nexport const a = 1;\n\n# Title\n\nThe import of goods.\n\n{/* a remark */}\n";

it('leaves out imports and exports of MDX, and says so once', () => {
  const { tree, diagnostics } = parsed('a.mdx', text);
  expect(diagnostics.map(({ code }) => code)).toEqual(['MDX_CODE']);
  expect(tree.children.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'html']);
});

it('leaves Markdown alone', () => {
  expect(parsed('a.md', text).tree.children.filter(({ type }) => type === 'paragraph')).toHaveLength(4);
});

it('finds a rule in a comment of MDX', () => {
  expect(parsed('a.mdx', '{/* audience: board */}\n\nText.\n').diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
});
