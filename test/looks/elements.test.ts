/** Elements that every briefing needs, as final HTML. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf } from '../support/trust.ts';

const config = 'title: Ports\ndate: 2026-11-30\nkinds: [briefing, slides]\naudiences: { staff: {}, press: {} }\n';
const text = `# Ports

:::at-a-glance
- One look.
:::

:::recommendations
1. Build a second line. {owner="Ministry of Transport" date=2027-03-31}
2. Hold an exercise. {owner="Port Authority" date="every autumn"}
3. Braces stay: {x}
4. For staff. {audience=staff owner="Office of staff" date=2027-06}
:::

:::decision[The Council decides]{owner="Council" date=2026-12-15}
Whether money is released.
:::

:::decision{audience=staff owner="Private office"}
Whether to say so.
:::

::qr[More]{href="https://example.org/ports?a=1" alt="Code to the data"}

::qr{href="example.org"}

:::takeaways
- One line is not enough.
:::
`;

const plain = (html: string) =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\u00ad/g, '')
    .replace(/\s+/g, ' ');

test('at a glance, recommendations, decisions, codes and takeaways, and rules in them', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': config,
    'one.md': text,
    'slides.md': '# Do\n\n:::recommendations\n1. Build. {owner="Ministry" date=2027-03}\n:::\n',
  });
  const { documents, diagnostics } = await documentsOf(folder);
  const of = (audience: string, kind: string) => documents.find((one) => one.audience === audience && one.kind === kind)?.html ?? '';
  const [staff, press, slide] = [of('staff', 'briefing'), of('press', 'briefing'), of('press', 'slides')];
  for (const words of ['At a glance', 'Recommendations', 'The Council decides', 'Takeaways', 'Braces stay: {x}'])
    expect(plain(press)).toContain(words);
  expect(press).toMatch(
    /<span class="responsible__owner">Ministry of Transport<\/span> · <time datetime="2027-03-31">31 March 2027<\/time>/,
  );
  expect(plain(press)).toMatch(/Port Authority · every autumn/);
  expect(plain(press)).toMatch(/Council · 15 December 2026/);
  expect(press).not.toMatch(/For staff|Office of staff|Private office/);
  expect(plain(staff)).toMatch(/For staff\. Office of staff · June 2027.*Decision sought Whether to say so\. Private office/);
  expect(press).toMatch(/<svg[^>]*aria-label="Code to the data"[^>]*>.*<path d="M0 0h7v1h-7z/s);
  expect(press).toMatch(/<a[^>]*href="https:\/\/example\.org\/ports\?a=1"/);
  expect(
    diagnostics
      .filter(({ code }) => code === 'ATTRIBUTE_VALUE')
      .map(({ message }) => message)
      .join(),
  ).toContain('example.org');
  // The slide's own title says what it is.
  expect(plain(slide)).not.toContain('Recommendations');
  expect(plain(slide)).toMatch(/Build\. Ministry · March 2027/);
});

test.for([
  ['de', 'Empfehlungen', 'Erbetene Entscheidung'],
  ['ja', '提言', '決定を求める事項'],
  ['mt', 'Rakkomandazzjonijiet', 'Deċiżjoni mitluba'],
] as const)('titles in %s', async ([lang, recommendations, decision], { folder }) => {
  await write(folder, {
    'pack.yaml': `title: T\ndate: 2026-11-30\nkinds: [briefing]\nlanguages: [${lang}]\n`,
    'one.md': '# One\n\n:::recommendations\n1. X\n:::\n\n:::decision\nY\n:::\n',
  });
  const { documents } = await documentsOf(folder);
  const words = plain(documents[0]?.html ?? '');
  expect(words).toContain(recommendations);
  expect(words).toContain(decision);
});

test('credits are printed at images and in the colophon; those of withheld images nowhere', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': `title: Ports
issuer: Port Authority
authors: [Ada Brown]
date: 2026-11-30
licence: { name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/" }
kinds: [briefing, slides]
checks: [IMAGE_CREDIT]
colophon: { contact: press@port.example, isbn: 978-3-16-148410-0 }
audiences: { staff: {}, press: {} }
`,
    'credits.yaml': 'listed.png: © Listed\nsecret.png: © Secret agent\n',
    'one.md': `# Ports

:::figure[The quay]{credit="© Figure"}
![A quay](plain.png)
:::

![One](listed.png)

![Two](plain.png){credit="© Braces"}

![Three](own.jpg)

![Four](plain.png)

![Five](secret.png){audience=staff}
`,
    'slides.md': '# S\n\n![Six](plain.png){credit="© Slide"}\n',
  });
  const image = sharp({ create: { width: 300, height: 200, channels: 3, background: '#888' } });
  const png = await image.clone().png().toBuffer();
  for (const name of ['plain', 'listed', 'secret']) await writeFile(path.join(folder, `${name}.png`), png);
  const exif = { IFD0: { Artist: 'Eva Meer', Copyright: 'Port Museum' } };
  await writeFile(path.join(folder, 'own.jpg'), await image.clone().jpeg().withExif(exif).toBuffer());
  const { documents, diagnostics } = await documentsOf(folder);
  const of = (audience: string, kind: string) => plain(documents.find((one) => one.audience === audience && one.kind === kind)?.html ?? '');
  const [press, staff] = [of('press', 'briefing'), of('staff', 'briefing')];
  const colophon = press.slice(press.lastIndexOf('Colophon'));
  for (const credit of ['© Figure', '© Listed', '© Braces', 'Eva Meer, Port Museum']) {
    expect(press.split(credit).length - 1, credit).toBe(2);
    expect(colophon).toContain(credit);
  }
  expect(colophon).toMatch(
    /Publisher Port Authority Contact press@port\.example .* How to cite Ada Brown \(2026\)\. Ports\. Port Authority\. Licence CC BY 4\.0 ISBN 978/,
  );
  expect(colophon).toContain('Figure 1: © Figure');
  expect(press).not.toContain('Secret agent');
  expect(staff.split('© Secret agent').length - 1).toBe(2);
  expect(of('press', 'slides')).toContain('© Slide');
  expect(press).not.toContain('© Slide');
  expect(diagnostics.filter(({ code }) => code === 'IMAGE_CREDIT').map(({ place }) => place.line)).toEqual(expect.arrayContaining([13]));
  expect(new Set(diagnostics.filter(({ code }) => code === 'IMAGE_CREDIT').map(({ place }) => place.line)).size).toBe(1);
});

test('what an attribute cannot be is reported, with what is used instead', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': 'title: T\ndate: 2026-11-30\nkinds: [slides]\n',
    'a.csv': 'n,v\nX,1\nY,2\n',
    'slides.md': [
      '## A\n\n::contents{levels=top}',
      '## B\n\n::chart[C]{data="a.csv" x=n y=v alt="c" height=900}',
      '## D\n\n::chart[E]{data="a.csv" x=n y=v alt="e" height=tall}',
      '<!-- _fragments: never -->\n\n## F\n\n- x',
    ].join('\n\n---\n\n'),
    'one.md': '# One\n\n::::slide[G]{fragments=yes}\n- x\n::::\n',
  });
  const { diagnostics } = await documentsOf(folder);
  expect(diagnostics.map(({ message, remedy }) => `${message}; ${remedy}`)).toEqual(
    expect.arrayContaining([
      'attribute "levels" cannot be "top"; it has no effect; use a number of levels, such as 1',
      'attribute "height" cannot be "900"; 260 is used; use a number up to 260',
      'attribute "height" cannot be "tall"; 236 is used; use a number up to 260',
      'attribute "fragments" cannot be "yes"; "whole" is used; use whole or steps',
    ]),
  );
});
