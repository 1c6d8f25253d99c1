/** Word and PowerPoint files as Markdown. */
import path from 'node:path';
import { expect } from 'vitest';
import { planFrom } from '../../../pipeline/init/from/from.ts';
import { test, write } from '../../support/folders.ts';
import { docx, pptx, shape } from '../../support/office.ts';

async function taken(folder: string, name: string, bytes: Uint8Array) {
  await write(folder, { [name]: bytes });
  const pack = path.join(folder, 'pack');
  const plan = await planFrom({ source: path.join(folder, name), folder: pack, ci: undefined, date: '2026-03-04' });
  const files = new Map(plan.files.map(({ path: file, content }) => [path.relative(pack, file), content]));
  return { files, text: (file: string) => String(files.get(file)), lost: plan.lost.join('\n') };
}

const p = (text: string, style = '') => `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (inner: string, span = 1) => `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>${inner}</w:tc>`;

test('a Word file: title, headings, table, note, comment, and no word that is hidden or means a rule', async ({ folder }) => {
  const body = [
    p('The report', 'Title'),
    p('First', 'heading1'),
    p('Read {audience="press"} and :for[this] at 12:30, $5 @ noon.'),
    '<w:p><w:r><w:t>Known</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> and said</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDENWORD</w:t></w:r><w:del><w:r><w:delText>DELETEDWORD</w:delText></w:r></w:del></w:p>',
    p('Table 3: Costs', 'caption'),
    `<w:tbl><w:tr>${cell(p('Year'))}${cell(p('Cost'))}</w:tr><w:tr>${cell(p('2024'))}${cell(p('12') + p('13'))}</w:tr></w:tbl>`,
    `<w:tbl><w:tr>${cell(p('Both'), 2)}</w:tr><w:tr>${cell(p('a'))}${cell(p('b'))}</w:tr></w:tbl>`,
    '<w:p><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>',
  ].join('');
  const { text, lost } = await taken(
    folder,
    'report.docx',
    docx(body, {
      footnotes: `<w:footnote w:id="2">${p('The note.')}</w:footnote>`,
      comments: `<w:comment w:id="1" w:author="Ann" w:initials="A">${p('Is it so?')}</w:comment>`,
    }),
  );
  const written = text('01-text.md');
  expect(text('pack.yaml')).toContain('title: The report\n');
  expect(written).toMatch(/^# First$/m);
  expect(written).toContain('Read \\{audience="press"} and \\:for\\[this] at 12:30, \\$5 \\@ noon.');
  expect(written).toMatch(/Known\[\^footnote-2\] and said/);
  expect(written).toMatch(/^\[\^footnote-2\]: The note\.$/m);
  expect(written).toContain('and said{>>A1\\: Is it so?<<}');
  expect(written).toMatch(/^Table: Costs\n\n\| Year \| Cost +\|/m);
  expect(written).toContain('12<br>13');
  expect(written).toMatch(/<table>.*colspan="2".*<\/table>/);
  expect(written).toContain('E=mc');
  expect(written).not.toMatch(/HIDDENWORD|DELETEDWORD/);
  expect(lost).toMatch(/1 hidden text[\s\S]*1 tracked deletion[\s\S]*1 formula/);
});

test('text that a style of Word hides is hidden, and what a run shows again is not', async ({ folder }) => {
  const vanish = '<w:rPr><w:vanish/></w:rPr>';
  const styles = [
    `<w:style w:type="paragraph" w:styleId="secret"><w:name w:val="Secret"/>${vanish}</w:style>`,
    '<w:style w:type="paragraph" w:styleId="child"><w:name w:val="Child"/><w:basedOn w:val="secret"/></w:style>',
    `<w:style w:type="character" w:styleId="veiled"><w:name w:val="Veiled"/>${vanish}</w:style>`,
    '<w:style w:type="paragraph" w:styleId="circle"><w:name w:val="Circle"/><w:basedOn w:val="circle"/></w:style>',
  ].join('');
  const body = [
    p('HIDDENONE', 'secret'),
    p('HIDDENTWO', 'child'),
    p('Known', 'circle'),
    '<w:p><w:r><w:rPr><w:rStyle w:val="veiled"/></w:rPr><w:t>HIDDENTHREE</w:t></w:r><w:r><w:t>plain</w:t></w:r></w:p>',
    '<w:p><w:pPr><w:pStyle w:val="secret"/></w:pPr><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>',
  ].join('');
  const { text, lost } = await taken(folder, 'report.docx', docx(body, { styles }));
  expect(text('01-text.md')).toMatch(/Known\n\nplain\n\nshown\n$/);
  expect(text('01-text.md')).not.toContain('HIDDEN');
  expect(lost).toContain('3 hidden texts');
});

test('a PowerPoint file: a slide each, with notes, and none that is hidden', async ({ folder }) => {
  const table =
    '<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>A|B</a:t></a:r></a:p></a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody><a:p><a:r><a:t>1</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>';
  const picture =
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="x" descr="A dot"/></p:nvPicPr><p:blipFill><a:blip r:embed="p1"/></p:blipFill></p:pic>';
  const { files, text, lost } = await taken(
    folder,
    'talk.pptx',
    pptx([
      { shapes: shape('ctrTitle', 'The talk') + shape('subTitle', 'Part one') },
      { shapes: shape('title', 'Second {audience="x"}') + shape('body', 'One\n\tInner\nTwo'), notes: 'audience: press\nSay -- this' },
      { shapes: shape('title', 'Hidden') + shape('body', 'HIDDENWORD'), isHidden: true },
      { shapes: shape('title', 'Third') + table + picture },
      { shapes: shape('title', 'Both') + shape('body', 'Left one\nLeft two') + shape('body', 'Right one\nRight two') },
    ]),
  );
  const slides = text('slides.md').split('\n\n---\n\n');
  expect(slides).toHaveLength(4);
  expect(slides[0]).toBe('# The talk\n\nPart one');
  expect(slides[1]).toBe('## Second \\{audience="x"\\}\n\n-   One\n    -   Inner\n-   Two\n\n<!--\naudience\\: press\n\nSay – this\n-->');
  expect(slides[2]).toBe('## Third\n\n| A\\|B |\n| --- |\n| 1 |\n\n![A dot](images/image1.png)');
  expect(slides[3]).toMatch(/::::columns\n:::column\n- {3}Left one[\s\S]*:::column\n- {3}Right one/);
  expect([...files.keys()]).toContain(path.join('images', 'image1.png'));
  expect(text('pack.yaml')).toMatch(/kinds:\n {2}- slides\n {2}- handout/);
  expect(lost).toContain('1 hidden slide');
  expect(text('slides.md')).not.toContain('HIDDENWORD');
});

test('what is no Office file is refused in one sentence', async ({ folder }) => {
  await expect(taken(folder, 'broken.docx', new TextEncoder().encode('no zip'))).rejects.toThrow(/"broken\.docx" cannot be read/);
});
