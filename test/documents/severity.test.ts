/** Errors stop, warnings print; strict packs, accepted warnings, and problems that hide nothing. */
import path from 'node:path';
import { describe } from 'vitest';
import type { BuildRequest } from '../../pipeline/build/types.ts';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';

const head = 'title: T\ndate: 2026-01-01\nkinds: [briefing]\n';
const warned = '# A\n\nA dead [link](#nowhere).\n';

async function told(folder: string, files: Readonly<Record<string, string>>, asked: Partial<Omit<BuildRequest, 'packs' | 'output'>> = {}) {
  const pack = path.join(folder, 'pack');
  await write(pack, files);
  const { code, result } = await build('pack', folder, { mode: 'check', ...asked }, { cwd: folder });
  const { failed, artifacts, diagnostics } = result;
  return { code, failed, made: artifacts.length, codes: diagnostics.map((one) => `${one.severity} ${one.code}`) };
}

describe('strict', () => {
  test('a warning stops documents where the pack or the command says so, and is accepted where the pack says so', async ({
    folder,
    expect,
  }) => {
    const warning = ['warning LINK_BROKEN'];
    expect(await told(folder, { 'pack.yaml': head, 'a.md': warned })).toMatchObject({ code: 0, codes: warning });
    expect(await told(folder, { 'pack.yaml': head, 'a.md': warned }, { strict: true })).toMatchObject({ code: 1, codes: warning });
    const strict = `${head}strict: true\n`;
    expect(await told(folder, { 'pack.yaml': strict, 'a.md': warned }, { mode: 'build' })).toMatchObject({
      code: 1,
      made: 0,
      codes: warning,
    });
    const accept = (rest: string) => `${strict}accept: [{ code: LINK_BROKEN, file: a.md, reason: known${rest} }]\n`;
    const accepted = { code: 0, failed: [], made: 1, codes: ['info LINK_BROKEN'] };
    expect(await told(folder, { 'pack.yaml': accept('') }, { mode: 'build' })).toMatchObject(accepted);
    // The pack cache and the artifact cache report the same.
    expect(await told(folder, {}, { mode: 'build' })).toMatchObject(accepted);
    expect(await told(folder, { 'pack.yaml': strict }, { mode: 'build' })).toMatchObject({ code: 1, made: 0, codes: warning });
    expect(await told(folder, { 'pack.yaml': accept(', until: 2020-01-01') })).toMatchObject({
      code: 1,
      codes: ['warning LINK_BROKEN', 'warning ACCEPT_EXPIRED'],
    });
    expect(await told(folder, { 'pack.yaml': accept(''), 'a.md': '# A\n\nText.\n' })).toMatchObject({
      code: 1,
      codes: ['error ACCEPT_UNUSED'],
    });
    // Whoever builds a part cannot know.
    expect(await told(folder, {}, { kinds: ['briefing'] })).toMatchObject({ code: 0, codes: [] });
  });
});

describe('one run reports everything', () => {
  test('an error in pack.yaml hides nothing of chapters, and nothing is printed', async ({ folder, expect }) => {
    const files = { 'pack.yaml': `${head}colour: red\n`, 'a.md': warned, 'b.md': '# B\n\n:::weird\ntext\n:::\n' };
    const { code, failed, codes, made } = await told(folder, files, { mode: 'build' });
    expect({ code, failed, made }).toEqual({ code: 1, failed: ['pack'], made: 0 });
    expect(codes).toEqual(['warning LINK_BROKEN', 'warning DIRECTIVE_UNKNOWN', 'error CONFIG_UNKNOWN_KEY']);
  });

  test('front matter that cannot be read withholds its chapter, whose other problems are reported', async ({ folder, expect }) => {
    const files = { 'pack.yaml': head, 'a.md': `---\ntitle: [x\n---\n\n${warned}`, 'b.md': '# B\n\nText.\n' };
    const { code, codes } = await told(folder, files);
    expect(code).toBe(1);
    expect(codes.filter((one) => !one.endsWith('YAML_SYNTAX'))).toEqual(['warning LINK_BROKEN']);
    expect(codes).toContain('error YAML_SYNTAX');
  });
});

test('an unknown directive that may be meant as a rule is an error', async ({ folder, expect }) => {
  const config = `${head}audiences: { press: {}, staff: {} }\n`;
  const chapter = (text: string) => ({ 'pack.yaml': config, 'a.md': `# A\n\n${text}\n` });
  for (const text of [
    ':::exclude{audience="press"}\nsecret\n:::',
    ':::excpet{audience="press"}\nsecret\n:::',
    ':::otherwse\nsecret\n:::',
    ':hide[secret]{audience="press"}',
  ])
    expect((await told(folder, chapter(text))).codes, text).toContain('error RULE_DIRECTIVE');
  for (const text of [':::tip{press}\nsecret\n:::', ':::weird{press}\nsecret\n:::', ':::tip{audiense="press"}\nsecret\n:::'])
    expect((await told(folder, chapter(text))).codes, text).toContain('error RULE_LOOKALIKE');
});
