/** More of data: each pack has a secret that the press may not read, in another form than the committed cases. */
import { mkdir, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test as plain } from 'vitest';
import { loadPack } from '../../pipeline/source/config/load.ts';
import { checkedData } from '../../pipeline/source/data/rule-columns.ts';
import { vocabularyOf } from '../../pipeline/source/rules/audiences.ts';
import { ruleNamesOf } from '../../pipeline/source/rules/lookalike.ts';
import { kindNames } from '../../pipeline/template/kinds/index.ts';
import { test, write } from '../support/folders.ts';
import { documentsOf, errorsAt, expectError, expectWithheld, leaks, reported, secret } from '../support/trust.ts';

const head = 'title: P\ndate: 2025-10-15\nkinds: [briefing]\naudiences:\n  desk: { label: Desk }\n  press: { label: Press }\n';
const chapter = (text: string) => `# Harbour\n\nThe harbour opens in May.\n\n${text}\n`;
const csv = `quay,owner\nNorth,38\nSouth,${secret}\n`;
const table = (more = '') => chapter(`::table[Quays]{data="data/quays.csv"${more}}`);
const ruled = (key: string) => `${head}data: { "${key}": { columns: { owner: { audience: desk } } } }\n`;

/** A pack of these files, in the test's folder. */
const packIn = (folder: string, files: Readonly<Record<string, string | Uint8Array>>) =>
  write(path.join(folder, 'p'), { 'pack.yaml': head, ...files });

describe('columns of rules in data files', () => {
  const { config } = loadPack(
    {
      name: 'pack.yaml',
      path: '/p/pack.yaml',
      shown: 'pack.yaml',
      lang: 'en',
      text: `${head}properties: { clearance: { levels: [open, closed] } }\n`,
    },
    [],
    kindNames,
  );
  const names = ruleNamesOf(vocabularyOf(config as NonNullable<typeof config>));
  const read = (text: string, name = 'a.csv') => {
    const { rows, problems } = checkedData(name, text, name, names);
    return { rows, problems: problems.map(({ code, place }) => `${code} ${place.line}`) };
  };
  plain.each([
    ['another case', 'quay,Audience\nNorth,desk\n'],
    ['capitals', 'quay,AUDIENCE\nNorth,desk\n'],
    ['a letter less', 'quay,audence\nNorth,desk\n'],
    ['two letters changed places', 'quay,fro\nNorth,desk\n'],
    ['a sign that nobody sees', 'quay,audi\u200bence\nNorth,desk\n'],
    ['full-width letters', 'quay,ａｕｄｉｅｎｃｅ\nNorth,desk\n'],
    ['another separator in a head with commas', 'quay,owner;audience\nNorth,38;desk\n'],
    ['a property of the pack', 'quay,clearance\nNorth,closed\n'],
    ['without an audience in the first record', 'quay,Except\nNorth,\nSouth,press\n'],
    ['a rule in a cell', 'quay,owner\nNorth,"38 {audience=desk}"\n'],
  ])('%s: an error, and no records', (_, text) => {
    const { rows, problems } = read(text);
    expect(rows).toEqual([]);
    expect(problems).toContainEqual(expect.stringMatching(/^RULE_LOOKALIKE [123]$/));
  });
  plain.each([
    ['semicolons', 'quay;audience\nNorth;desk\n'],
    ['tabs', 'quay\taudience\nNorth\tdesk\n'],
    ['spaces around', ' quay , audience \n North , desk \n'],
    ['a byte order mark before it', 'quay,\ufeffaudience\nNorth,desk\n'],
    ['quotes', '"quay","audience"\n"North","desk"\n'],
    ['an empty line first', '\n\nquay,audience\nNorth,desk\n'],
    ['Excel’s own first line', 'sep=;\nquay;audience\nNorth;desk\n'],
    ['Windows’ ends of lines', 'quay;audience\r\nNorth;desk\r\n'],
  ])('%s: a rule as ever', (_, text) => {
    expect(read(text)).toEqual({ rows: [{ quay: 'North', audience: 'desk' }], problems: [] });
  });
  plain('a file with tabs by its name', () => {
    expect(read('quay, harbour\taudience\nNorth\tdesk\n', 'a.tsv').rows).toEqual([{ 'quay, harbour': 'North', audience: 'desk' }]);
  });
  plain.each([
    ['two columns of one name', 'quay,audience,owner,audience\nNorth,desk,38,\n', 'a.csv'],
    ['UTF-16', Buffer.from('\ufeffquay\taudience\nNorth\tdesk\n', 'utf16le').toString('utf8'), 'a.csv'],
  ])('%s: an error, and no records', (_, text, name) => {
    expect(read(text, name)).toEqual({ rows: [], problems: [expect.stringMatching(/^DATA_SYNTAX 1$/)] });
  });
  plain.each([
    ['in another case', '- { quay: North, Audience: desk }\n', 'a.yaml'],
    ['as a list', '[{"quay":"North","fro":["desk","press"]}]', 'a.json'],
    ['inside of a field', '- { quay: North, owner: { audience: desk, name: Bo } }\n', 'a.yaml'],
  ])('YAML and JSON, %s: an error, and no records', (_, text, name) => {
    expect(read(text, name)).toEqual({ rows: [], problems: ['RULE_LOOKALIKE 1'] });
  });
  plain.each([
    ['numbers of readers', 'paper,Audience\nGazette,1200\n'],
    ['votes', 'motion,For,Against\nQuays,12,3\n'],
    ['forms', 'form,font\nA4,12px\n'],
    ['braces in prose', 'set,words\nA,"{x, y} and :smile:"\n'],
    ['a depth in metres', 'quay,depth\nNorth,12.5\n'],
    ['a desk', 'room,desk\nA,oak\n'],
    ['semicolons in a cell', 'quay,notes\nNorth,"a; b; c"\n'],
  ])('%s are data', (_, text) => {
    expect(read(text).problems).toEqual([]);
    expect(read(text).rows.length).toBe(1);
  });
});

describe('rules of files hold for other ways to them', () => {
  test('two keys for one file: both hold', async ({ folder }) => {
    const both = `${head}data:\n  data/quays.csv: { columns: { owner: { audience: desk } } }\n  ./data/quays.csv: { columns: { quay: {} } }\n`;
    expectWithheld(await documentsOf(await packIn(folder, { 'pack.yaml': both, '01.md': table(), 'data/quays.csv': csv })), {
      file: 'pack.yaml',
      line: [7, 9],
    });
  });
  test('a translation, named by its own path', async ({ folder }) => {
    const config = ruled('data/quays.csv').replace('kinds:', 'languages: [en, ja]\nkinds:');
    const text = chapter('::table[Quays]{data="ja/data/quays.csv"}');
    const pack = await packIn(folder, {
      'pack.yaml': config,
      '01.md': text,
      'data/quays.csv': 'quay,owner\nNorth,38\n',
      'ja/data/quays.csv': csv,
    });
    expectWithheld(await documentsOf(pack), { file: '01.md', line: 5 });
  });
  test('a key that is a link to a folder', async ({ folder }) => {
    const pack = await packIn(folder, { 'pack.yaml': ruled('tables/quays.csv'), '01.md': table(), 'data/quays.csv': csv });
    await symlink('data', path.join(pack, 'tables'));
    expectWithheld(await documentsOf(pack), { file: 'pack.yaml', line: 7 });
  });
  test('a link to a link, in a chart’s own specification', async ({ folder }) => {
    const spec = '{"data":{"url":"b.csv"},"mark":"bar","encoding":{"x":{"field":"owner"},"y":{"field":"quay"}}}';
    const text = chapter(`\`\`\`vega-lite alt="Owners"\n${spec}\n\`\`\``);
    const pack = await packIn(folder, { 'pack.yaml': ruled('data/quays.csv'), '01.md': text, 'data/quays.csv': csv });
    await symlink('data/quays.csv', path.join(pack, 'a.csv'));
    await symlink('a.csv', path.join(pack, 'b.csv'));
    const outcome = await documentsOf(pack);
    expect(leaks(outcome)).toEqual([]);
  });
  test('a pack that is itself behind a link', async ({ folder }) => {
    const pack = await packIn(folder, {
      'pack.yaml': ruled('data/quays.csv'),
      '01.md': chapter('::table[Quays]{data="data/alias.csv"}'),
      'data/quays.csv': csv,
    });
    await symlink('quays.csv', path.join(pack, 'data/alias.csv'));
    await mkdir(path.join(folder, 'real'));
    await rename(pack, path.join(folder, 'real/p'));
    await symlink('real/p', pack);
    expectWithheld(await documentsOf(pack), { file: 'pack.yaml', line: 7 });
  });
  test.for([
    ['a chapter', '01.md'],
    ['a glossary', 'glossary.yaml'],
    ['a bibliography', 'works.json'],
    ['a picture of the templates', 'templates/quay.png'],
    ['pack.yaml', 'pack.yaml'],
  ] as const)('%s states its own: a rule of data for it is an error', async ([, key], { folder }) => {
    const config = `${head}bibliography: works.json\ndata: { ${key}: { for: desk } }\n`;
    const pack = await packIn(folder, {
      'pack.yaml': config,
      '01.md': chapter(secret),
      'glossary.yaml': '[]\n',
      'works.json': '[]',
      'templates/quay.png': 'x',
    });
    expectError(await documentsOf(pack), { file: 'pack.yaml', line: 8, code: /^DATA_RULE$/ });
  });
  test.for(['below/02.md', '03.qmd', 'code/quay.ts'])(
    '%s is printed as a text, and attached: a rule of data is an error',
    async (key, { folder }) => {
      const pack = await packIn(folder, {
        'pack.yaml': `${head}data: { ${key}: { for: desk } }\nattachments: [{ file: ${key}, title: Text }]\nchapters: [01.md, below/02.md, 03.qmd]\n`,
        '01.md': chapter('Text.'),
        'below/02.md': '# Two\n',
        '03.qmd': '# Three\n',
        'slides.md': '---\nmdc: true\n---\n\n# Four\n\n<<< @/code/quay.ts\n',
        'code/quay.ts': 'quay();\n',
      });
      expectError(await documentsOf(pack), { file: 'pack.yaml', line: 7, code: /^DATA_RULE$/ });
    },
  );
});

describe('an image under a rule of data', () => {
  const config = `${head}data: { images/quay.png: { for: desk } }\n`;
  const picture = () =>
    sharp({ create: { width: 40, height: 20, channels: 3, background: '#357' } })
      .png()
      .toBuffer();
  test.for([
    ['as a figure', `![${secret}](images/quay.png "${secret}")`],
    ['in a line', `See ![${secret}](images/quay.png).`],
    ['by another spelling', `![${secret}](./images//quay.png)`],
    ['through a link', `![${secret}](alias.png)`],
  ] as const)('%s is not printed for others', async ([, text], { folder }) => {
    const pack = await packIn(folder, { 'pack.yaml': config, '01.md': chapter(text), 'images/quay.png': await picture() });
    await symlink('images/quay.png', path.join(pack, 'alias.png'));
    const outcome = await documentsOf(pack);
    expect(leaks(outcome), reported(outcome)).toEqual([]);
    expect(leaks(outcome, 'desk')).not.toEqual([]);
    expect(outcome.documents.find(({ audience }) => audience === 'press')?.html).not.toContain('quay.png');
  });
  const inHtml = config.replace('kinds:', 'html: true\nkinds:');
  test.for([
    ['raw HTML', inHtml, { '01.md': chapter('<img src="images/quay.png" alt="Quay">') }, '01.md', 5],
    ['raw HTML in a line', inHtml, { '01.md': chapter('A <img src="./images/%71uay.png" alt="Quay"> quay') }, '01.md', 5],
    ['an image by reference', config, { '01.md': chapter('![Quay][q]\n\n[q]: images/quay.png') }, '01.md', 5],
    ['an image whose words are the reference', config, { '01.md': chapter('![q]\n\n[q]: <alias.png>') }, '01.md', 5],
    ['a logo', `${config}logo: images/quay.png\n`, { '01.md': chapter('A') }, 'pack.yaml', 1],
    ['a logo through a link', `${config}logo: alias.png\n`, { '01.md': chapter('A') }, 'pack.yaml', 1],
  ] as const)('%s is an error for others, and shown to its own', async ([, yaml, files, file, line], { folder }) => {
    const pack = await packIn(folder, { 'pack.yaml': yaml, ...files, 'images/quay.png': await picture() });
    await symlink('images/quay.png', path.join(pack, 'alias.png'));
    const outcome = await documentsOf(pack);
    expect(outcome.diagnostics.map(({ code }) => code)).toContain('IMAGE_WITHHELD');
    expectError(outcome, { file, line });
    expect(outcome.documents.find(({ audience }) => audience === 'press')?.html ?? '').not.toMatch(/quay\.png|alias\.png/);
    expect(outcome.documents.find(({ audience }) => audience === 'desk')?.html).toMatch(/quay\.png|alias\.png/);
  });
  test('a link among templates is an error for others', async ({ folder }) => {
    const pack = await packIn(folder, {
      'pack.yaml': config,
      '01.md': chapter('A'),
      'images/quay.png': await picture(),
      'templates/a.txt': '',
    });
    await symlink('../images/quay.png', path.join(pack, 'templates/back.png'));
    const outcome = await documentsOf(pack);
    expect(outcome.diagnostics.filter(({ code }) => code === 'IMAGE_WITHHELD').length).toBe(1);
  });
  test('behind slides, in every way, it is not printed for others', async ({ folder }) => {
    for (const shown of ['![bg](images/quay.png)', '![bg][q]\n\n[q]: images/quay.png', '<!-- backgroundImage: url(images/quay.png) -->']) {
      const pack = await packIn(folder, {
        'pack.yaml': config.replace('briefing', 'slides, handout'),
        'slides.md': `# Open\n\n---\n\n${shown}\n\n## Quay\n\n- open\n`,
        'images/quay.png': await picture(),
      });
      const outcome = await documentsOf(pack);
      for (const { audience, html } of outcome.documents) if (audience === 'press') expect(html, shown).not.toContain('quay.png');
    }
  });
  test('its translation is withheld too', async ({ folder }) => {
    const pack = await packIn(folder, {
      'pack.yaml': inHtml.replace('kinds:', 'languages: [en, ja]\nkinds:'),
      '01.md': chapter('A'),
      'ja/01.md': chapter('<img src="images/quay.png" alt="Quay">'),
      'images/quay.png': await picture(),
      'ja/images/quay.png': await picture(),
    });
    const outcome = await documentsOf(pack);
    expect(outcome.diagnostics.map(({ code }) => code)).toContain('IMAGE_WITHHELD');
  });
});

describe('what a table withholds', () => {
  const attached = `${head}conformance: [ua-1, a-3a]\nattachments: [data]\n`;
  test.for([
    ['a name with spaces, in a condition', 'columns="quay=Quay; the owner=Owner {audience=desk}" where="the owner>2"', 'quay,the owner'],
    ['several conditions', 'columns="quay=Quay; owner=Owner {audience=desk}" where="quay!=East; owner > 2"', 'quay,owner'],
    ['a second order', 'columns="quay=Quay; owner=Owner {audience=desk}" sort="quay; owner desc"', 'quay,owner'],
    ['by except', 'columns="quay=Quay; owner=Owner {except=press}" group=owner', 'quay,owner'],
  ] as const)('%s', async ([, attributes, line], { folder }) => {
    const data = csv.replace('quay,owner', line);
    const outcome = await documentsOf(
      await packIn(folder, { '01.md': chapter(`::table[Quays]{data="data/quays.csv" ${attributes}}`), 'data/quays.csv': data }),
    );
    expect(outcome.diagnostics.map(({ code }) => code)).toContain('DATA_WITHHELD');
    for (const word of [secret, 'North', 'South']) expect(leaks(outcome, 'press', word)).toEqual([]);
    expect(leaks(outcome, 'desk', 'South')).not.toEqual([]);
  });
  test('one column with a heading for each audience is for both', async ({ folder }) => {
    const text = chapter(
      '::table[Quays]{data="data/quays.csv" columns="quay=Desk words {audience=desk}; quay=Press words {audience=press}" sort=quay}',
    );
    const outcome = await documentsOf(await packIn(folder, { '01.md': text, 'data/quays.csv': csv }));
    expect(outcome.diagnostics, reported(outcome)).toEqual([]);
    expect(leaks(outcome, 'press', 'Press words')).not.toEqual([]);
    expect(leaks(outcome, 'press', 'Desk words')).toEqual([]);
  });
  test.for([
    ['a chart', '::chart[Quays]{data="data/quays.csv" x=quay y=length alt="Lengths"}'],
    [
      'a chart of its own specification',
      '```vega-lite alt="Lengths"\n{"data":{"url":"data/quays.csv"},"mark":"bar","encoding":{"x":{"field":"quay"},"y":{"field":"length"}}}\n```',
    ],
    [
      'one that computes',
      '```vega-lite alt="Lengths"\n{"data":{"url":"data/quays.csv"},"mark":"bar","encoding":{"x":{"aggregate":"count"},"y":{"field":"quay"}}}\n```',
    ],
    [
      'one that leaves records out',
      '```vega-lite alt="Lengths"\n{"data":{"url":"data/quays.csv"},"transform":[{"filter":"datum.length<5"}],"mark":"bar","encoding":{"x":{"field":"owner"},"y":{"field":"quay"}}}\n```',
    ],
    [
      'two tables of one file',
      '::table[A]{data="data/quays.csv" columns="quay=Quay"}\n\n::table[B]{data="./data/quays.csv" columns="length=Length" where="quay=North"}',
    ],
    ['a group', '::table[A]{data="data/quays.csv" columns="quay=Quay" group=length}'],
  ] as const)('%s: attached is only what it shows', async ([, text], { folder }) => {
    const data = `quay,owner,length\nNorth,38,4\nSouth,${secret},7\n`;
    const outcome = await documentsOf(await packIn(folder, { 'pack.yaml': attached, '01.md': chapter(text), 'data/quays.csv': data }));
    expect(errorsAt(outcome, { file: '01.md' }), reported(outcome)).toEqual([]);
    for (const { texts } of outcome.documents)
      for (const [place, words] of Object.entries(texts)) if (place.startsWith('attachment')) expect(words, place).not.toContain(secret);
  });
  test('cells that only one of two tables shows', async ({ folder }) => {
    const text =
      '::table[A]{data="data/quays.csv" columns="quay=Quay"}\n\n::table[B]{data="./data/quays.csv" columns="length=Length" where="quay=North"}';
    const outcome = await documentsOf(
      await packIn(folder, {
        'pack.yaml': attached,
        '01.md': chapter(text),
        'data/quays.csv': `quay,owner,length\nNorth,38,4\nSouth,1,7\n`,
      }),
    );
    const names = Object.keys(outcome.documents[0]?.texts ?? {}).filter((place) => place.startsWith('attachment'));
    expect(names).toEqual(['attachment quays.csv']);
    expect(outcome.documents[0]?.texts['attachment quays.csv']).toContain('quay,length\r\nNorth,4\r\nSouth,\r\n');
  });
  test('slides that nobody prints attach nothing', async ({ folder }) => {
    const deck = `# Quays\n\n::table[Quays]{data="data/quays.csv"}\n`;
    const outcome = await documentsOf(
      await packIn(folder, { 'pack.yaml': attached, '01.md': chapter('Words.'), 'slides.md': deck, 'data/quays.csv': csv }),
    );
    expect(Object.keys(outcome.documents[0]?.texts ?? {}).filter((place) => place.startsWith('attachment'))).toEqual([]);
  });
});

describe('nothing outside of the pack is read', () => {
  test('a citation style through a link', async ({ folder }) => {
    await write(folder, { 'outside/own.csl': '<style><citation/></style>' });
    const pack = await packIn(folder, {
      'pack.yaml': `${head}bibliography: works.json\ncitation: { style: own.csl }\n`,
      '01.md': chapter('Words.'),
      'works.json': '[]',
    });
    await symlink('../outside/own.csl', path.join(pack, 'own.csl'));
    const outcome = await documentsOf(pack);
    expectError(outcome, { file: 'pack.yaml', line: 8, code: /^PATH_OUTSIDE$/ });
  });
  test.for([
    ['a folder of partials', 'partials'],
    ['words', 'words'],
    ['styles', 'styles'],
  ] as const)('%s through a link', async ([, name], { folder }) => {
    const files = { 'outside/cover.hbs': secret, 'outside/en.yaml': `page: ${secret}\n`, 'outside/extra.css': `/* ${secret} */` };
    await write(folder, { ...files, 'p/templates/.keep': '' });
    const pack = await packIn(folder, { '01.md': chapter('Words.') });
    await symlink('../../outside', path.join(pack, 'templates', name));
    const outcome = await documentsOf(pack);
    expect([...leaks(outcome), ...leaks(outcome, 'desk')]).toEqual([]);
    const refused = outcome.diagnostics.filter(({ code, place }) => code === 'PATH_OUTSIDE' && place.file.startsWith(`templates/${name}`));
    expect(refused.length, reported(outcome)).toBeGreaterThan(0);
  });
  test('a link inside of the pack is as good as a file', async ({ folder }) => {
    const pack = await packIn(folder, { '01.md': chapter('Words.'), 'shared/extra.css': `/* ${secret} */`, 'templates/styles/.keep': '' });
    await symlink('../../shared/extra.css', path.join(pack, 'templates/styles/extra.css'));
    const outcome = await documentsOf(pack);
    expect(outcome.diagnostics, reported(outcome)).toEqual([]);
    expect(leaks(outcome, 'desk')).not.toEqual([]);
  });
});
