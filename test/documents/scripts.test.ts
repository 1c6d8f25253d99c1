/** Documents in many scripts: letters are there, lines break as each language has it, and stand at even distances. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { gapsOf, linesOf } from '../support/lines.ts';
import { openPdf } from '../support/pdf.ts';

/** In one paragraph each, so that lines mix scripts. */
const words = {
  NotoSerifJP: '日本語の文章',
  NotoSerifSC: '汉语欢迎们',
  NotoSerifKR: '대한민국의 서울',
  NotoSerifThai: 'ภาษาไทย',
  NotoSerifDevanagari: 'हिन्दी में',
  NotoSerifBengali: 'বাংলা ভাষা',
  NotoSerifTamil: 'தமிழ்',
  NotoSerifGeorgian: 'ქართული ენა',
  NotoSerifArmenian: 'Հայերեն',
  NotoSansEthiopic: 'አማርኛ',
  NotoSerifKhmer: 'ភាសាខ្មែរ',
  NotoSerifTibetan: 'བོད་ཡིག',
} as const;

const mixed = `${Object.values(words).join(', an English word or two, ')}, and so on for some more lines of English text. `;

describe('a document in many scripts', () => {
  test('prints every letter at even distances, and boxes with one message for a script that no font has', async ({ folder }) => {
    await write(folder, {
      'many/pack.yaml': 'title: Many scripts\ndate: 2025-10-15\nkinds: [briefing]\ncover: false\ncontents: 0\n',
      'many/a.md':
        `# Many scripts\n\n${mixed.repeat(2)}\n\n[直骨]{lang=zh-Hant} and \`\\def\` in C:\\face, well\u2010known.\n\nMongolian ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ and a hieroglyph 𓀀.\n`.replace(
          '[直骨]{lang=zh-Hant}',
          ':span[直骨]{lang=zh-Hant}',
        ),
    });
    const { result, told, code } = await build('many', folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    expect(
      result.diagnostics.map(({ code, place }) => `${place.line}:${place.column} ${code}`),
      told,
    ).toEqual(['7:11 GLYPH_MISSING', '7:41 GLYPH_MISSING']);
    expect(told).toContain('of Mongolian (');
    const file = path.join(folder, 'out/many/everyone/en/briefing.pdf');
    const pdf = await openPdf(file);
    const text = pdf.pages.join('\n').replaceAll(/\s+/g, ' ');
    // pdf.js reads no ActualText, which is where clusters of several glyphs have their letters: it knows the base letters.
    const bases = (of: string) => of.replaceAll(/[\s\p{M}]/gu, '');
    for (const word of Object.values(words).filter((one) => one !== words.NotoSerifKhmer)) expect(bases(text)).toContain(bases(word));
    for (const word of ['U+182E', 'U+13000', '\\def', 'C:\\face', 'well-known']) expect(text).toContain(word);
    const used = await pdf.fonts();
    expect(used.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    const fonts = used.map(({ name }) => name);
    for (const family of [...Object.keys(words), 'NotoSerifTC'])
      expect(
        fonts.some((name) => name.startsWith(family)),
        family,
      ).toBe(true);
    await pdf.close();

    const lines = await linesOf(file, 1);
    const first = lines.findIndex(({ text: line }) => line.includes('日本語'));
    const paragraph = lines.slice(first, first + 8);
    // A leading of whole points falls on pixels of 0.75.
    const gaps = gapsOf(paragraph);
    expect(Math.max(...gaps) - Math.min(...gaps), JSON.stringify(paragraph)).toBeLessThanOrEqual(0.75);
  });

  test('in Chinese, Korean and Thai, breaks lines as they do', async ({ folder }) => {
    const pack = (lang: string) => `title: Lines\ndate: 2025-10-15\nlanguages: [${lang}]\nkinds: [briefing]\ncover: false\ncontents: 0\n`;
    const korean = '버전 관리 시스템은 파일 변화를 시간에 따라 기록했다가 나중에 특정 시점의 버전을 다시 꺼내올 수 있는 시스템이다. ';
    const thai = 'รายงานฉบับนี้อธิบายการบริหารจัดการการคมนาคมของเมืองใหญ่ในช่วงสิบปีที่ผ่านมาโดยเน้นการขนส่งสาธารณะ';
    await write(folder, {
      'zh/pack.yaml': pack('zh'),
      'zh/a.md': `# 汇报\n\n${'根据《规划》的要求，说明了三个方面的“内容”；一是公共交通。'.repeat(8)}\n`,
      'ko/pack.yaml': pack('ko'),
      'ko/a.md': `# 시작하기 漢字\n\n${korean.repeat(5)}\n`,
      'th/pack.yaml': pack('th'),
      'th/a.md': `# น้ำใจ\n\n${thai.repeat(3)}\n`,
    });
    const { told, code } = await build(['zh', 'ko', 'th'], folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    expect(told).not.toContain('GLYPH_MISSING');
    const of = async (lang: string) =>
      (await linesOf(path.join(folder, `out/${lang}/everyone/${lang}/briefing.pdf`), 1)).map(({ text }) => text.trim());
    const chinese = (await of('zh')).filter((line) => line.length > 20);
    expect(chinese.length).toBeGreaterThan(3);
    expect(chinese.filter((line) => /^[，。；”》]|[《“]$/.test(line))).toEqual([]);
    const known = new Set(korean.split(' '));
    const words = (await of('ko')).filter((line) => line.length > 20).flatMap((line) => line.split(/\s+/));
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => !known.has(word))).toEqual([]);
    // Thai has neither spaces between words nor hyphens.
    const ends = (await of('th')).filter((line) => line.length > 20);
    expect(ends.length).toBeGreaterThan(3);
    expect(ends.filter((line) => /[-\u00AD]$/.test(line))).toEqual([]);
    const segments = new Set([...new Intl.Segmenter('th', { granularity: 'word' }).segment(thai.repeat(3))].map(({ segment }) => segment));
    expect(ends.slice(0, -1).filter((line) => ![...segments].some((word) => line.endsWith(word)))).toEqual([]);
  });

  test('leaves no letter alone on a last line in Japanese and Chinese, and parts long words in Latin letters', async ({ folder }) => {
    const pack = (lang: string) => `title: Lines\ndate: 2025-10-15\nlanguages: [${lang}]\nkinds: [briefing]\ncover: false\ncontents: 0\n`;
    // Some end anywhere in a line; calls of notes and bold words are at ends.
    const texts = (words: string, last: string) =>
      Array.from(
        { length: 14 },
        (_, index) => `${words}${words.slice(0, index * 3)}${index % 3 === 0 ? `**${words.slice(0, 4)}**` : ''}${last}`,
      );
    const japanese = '組織の枠組みが整い共同の取組が始まった後も協議は続いている、その成果を次に示すことができる';
    const chinese = '根据规划的要求说明了三个方面的内容，一是公共交通的建设和管理，二是城市道路的养护和安全';
    const note = ['成果である[^1]。', '\n\n[^1]: 注記。\n'];
    await write(folder, {
      'ja/pack.yaml': pack('ja'),
      'ja/a.md': `# 行末\n\n${texts(japanese, 'である。').join('\n\n')}\n\n- ${texts(japanese, 'と考える。').join('\n- ')}\n\n${japanese}${note.join('')}\n\nこの事業の名称は「人工知能を使う通信網の研究開発」（Telecommunications Infrastructure Standardisation Communication）と定められた。\n`,
      'zh/pack.yaml': pack('zh'),
      'zh/a.md': `# 行末\n\n${texts(chinese, '共 320 公里。').join('\n\n')}\n`,
    });
    const { told, code } = await build(['ja', 'zh'], folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    for (const lang of ['ja', 'zh']) {
      const file = path.join(folder, `out/${lang}/everyone/${lang}/briefing.pdf`);
      const pages = lang === 'ja' ? [1, 2] : [1];
      const lines = (await Promise.all(pages.map((page) => linesOf(file, page)))).flat().map(({ text }) => text.trim());
      expect(lines.length).toBeGreaterThan(25);
      expect(lines.filter((line) => /[。、]$/.test(line) && [...line].length < 4 && line !== '注記。')).toEqual([]);
      if (lang === 'ja')
        expect(lines.some((line) => /[a-z][-\u2010\u00AD]?$/.test(line) && /Tele|Infra|Standard|Commun/.test(line))).toBe(true);
    }
  });
});
