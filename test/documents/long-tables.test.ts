/** Long tables: their name on further pages, their heads read once, the notes under them; and tags of templates over several lines. */
import path from 'node:path';
import { expect } from 'vitest';
import { PdfDocument } from '../../pipeline/pdf/objects/index.ts';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { outlineOf } from '../support/structure.ts';
import { documentsOf, says } from '../support/trust.ts';

const rows = (count: number) => Array.from({ length: count }, (_, index) => `| Liegeplatz ${index + 1} | ${index + 3} m |`).join('\n');
const table = (caption: string, count: number, note = '') =>
  `:::table[${caption}]\n| Platz | Länge${note} |\n| --- | --- |\n${rows(count)}\n:::`;

test('further pages of a long table name it, and its head is read once', async ({ folder }) => {
  const pack = await write(folder, {
    'pack/pack.yaml': 'title: Hafen\nlanguages: [de]\nkinds: [briefing]\ncover: false\ncontents: 0\n',
    'pack/01-tabellen.md': `# Tabellen\n\n${table('Liegeplätze', 60)}\n\nAnmerkung: In Metern.\n\n${table('Kurz', 3)}\n`,
    'pack/02-noten.md': `# Noten\n\nEin Satz.[^1]\n\n${table('Plätze mit Noten', 45, '[^2]')}\n\n[^1]: Eine Note.\n[^2]: Noch eine.\n`,
  });
  const { code, told } = await build(path.join(pack, 'pack'), folder);
  expect(code, told).toBe(0);
  const pdf = await openPdf(path.join(folder, 'out/pack/everyone/de/briefing.pdf'));
  try {
    const heads = (pages: readonly string[]) => pages.map((page) => page.match(/Tabelle \d(?: \(Fortsetzung\))?|Platz(?= |\n)/g) ?? []);
    const printed = heads(pdf.pages);
    const [first = [], second = []] = printed;
    expect(first).toEqual(['Tabelle 1', 'Platz']);
    expect(second.slice(0, 2)).toEqual(['Tabelle 1 (Fortsetzung)', 'Platz']);
    expect(printed.flat().filter((words) => words === 'Tabelle 3 (Fortsetzung)')).toHaveLength(1);
    expect(printed.flat()).not.toContain('Tabelle 2 (Fortsetzung)');
    // A screen reader reads neither these names nor repeated heads.
    expect(heads(pdf.reading).flat()).toEqual(['Tabelle 1', 'Platz', 'Tabelle 2', 'Platz', 'Tabelle 3', 'Platz']);
    expect(pdf.reading.join('').match(/Liegeplatz \d+/g)).toHaveLength(108);
    const structure = outlineOf(PdfDocument.read(pdf.bytes)).map((line) => line.trim());
    expect(structure.filter((role) => role === 'THead')).toHaveLength(3);
    expect(structure.filter((role) => role === 'TR')).toHaveLength(111);
  } finally {
    await pdf.close();
  }
});

test('notes under a table belong to it, and cells name the heads they are under', async ({ folder }) => {
  const grid = `+-------+-----------------+
| Place | Dues            |
|       +--------+--------+
|       | Summer | Winter |
+=======+========+========+
| North | 1      | 2      |
+-------+--------+--------+`;
  const text = `# Tables

${table('Berths', 3)}

Note: lengths in metres.

Source: the harbour office.

An ordinary paragraph.

${grid}

:::note
A callout below.
:::

| A | B |
| - | - |
| 1 | 2 |

Notes are words of prose here.
`;
  await write(folder, { 'pack.yaml': 'title: Tables\n', '01-tables.md': text });
  const { documents } = await documentsOf(folder);
  const html = documents[0]?.html ?? '';
  expect(html.match(/<p class="table-note">[^<]*/g)).toEqual([
    '<p class="table-note">Note: lengths in metres.',
    '<p class="table-note">Source: the harbour office.',
  ]);
  expect(html).toMatch(/class="callout callout--note table-callout"/);
  expect(html).not.toContain('class="table__again"');
  expect(html).toMatch(/<th[^>]*colspan="2"[^>]*scope="col(?:group)?"|<th[^>]*scope="col(?:group)?"[^>]*colspan="2"/);
});

test('tags of templates may go over several lines', async ({ folder }) => {
  const text = `# Tags

Before {% include picture.html
   title="A quay"
%} and {{<
video https://example.org >}} behind.

> {% note
> In a quotation %} too

{% never closed

\`\`\`
{% code
stays %}
\`\`\`
`;
  await write(folder, { 'pack.yaml': 'title: Tags\naudiences: { desk: {}, press: {} }\n', '01-tags.md': text });
  const { documents, diagnostics } = await documentsOf(folder);
  expect(diagnostics.map(({ code, place, message }) => `${place.line} ${code} ${message}`)).toEqual([
    expect.stringMatching(/^3 TEMPLATE_TAG 3 tags of a template language \({% include picture.html title="A qu.*printed as code/),
  ]);
  const html = documents[0]?.html ?? '';
  for (const code of ['{% include picture.html title="A quay" %}', '{{&#x3C; video https://example.org >}}', '{% note In a quotation %}'])
    expect(html.replaceAll('&#x3C;wbr>', '')).toMatch(new RegExp(`<code[^>]*>${code.replace(/[{}.?|]/g, '\\$&')}</code>`));
  expect(says(html, 'too')).toBe(true);
  await write(folder, { '01-tags.md': '# Tags\n\n{% if audience ==\n  "desk" %}\nBrambleworth\n{% endif %}\n' });
  expect((await documentsOf(folder)).diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
});
