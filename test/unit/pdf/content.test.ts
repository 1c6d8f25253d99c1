/** Rewriting of page content. */
import { describe, expect, test } from 'vitest';
import type { PdfFont } from '../../../pipeline/pdf/content/fonts.ts';
import { findMarks, type Rewriting, rewriteContent } from '../../../pipeline/pdf/content/rewrite.ts';
import type { Run } from '../../../pipeline/pdf/content/run.ts';

/** Every code has the character of its number, and is as wide as `width` says. */
function fontOf(num: number, width = 500, more: readonly (readonly [number, string])[] = []): PdfFont {
  const characters = new Map([
    ...Array.from({ length: 128 }, (_, code) => [code, String.fromCharCode(code)] as const),
    [0xb6, '¶'] as const,
    ...more,
  ]);
  const codes = new Map([...characters].map(([code, character]) => [character, code]));
  return { num, name: `Font${num}`, widths: new Float64Array(256).fill(width), defaultWidth: 1000, characters, codes };
}

const roman = fontOf(1);
const text = { isPicture: false, isArtifact: false, isLink: false };

function rewritten(
  content: string,
  options: Partial<Rewriting> = {},
): { written: string; kept: number[]; boxes: Map<number, readonly number[]> } {
  const kept: number[] = [];
  const boxes = new Map<number, readonly number[]>();
  const written = rewriteContent(Buffer.from(content, 'latin1'), {
    fonts: new Map([['F4', roman]]),
    marks: [text, text, text, text],
    keep: (mcid) => void kept.push(mcid),
    run: () => undefined,
    reach: () => [0, 0, 1, 1],
    extent: (mcid, box) => void boxes.set(mcid, box),
    form: () => undefined,
    ...options,
  });
  return { written: written.toString('latin1'), kept, boxes };
}

const hex = (word: string) => [...word].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0'));

/** As Skia writes a line: each glyph after a step of so many units. */
function line(word: string, { x = 10, y = 20, step = 5, font = 'F4', size = 10 } = {}): string {
  const [first, ...rest] = hex(word);
  return `BT\n/${font} ${size} Tf\n1 0 0 -1 ${x} ${y} Tm\n<${first}> Tj\n${rest.map((code) => `${step} 0 Td <${code}> Tj\n`).join('')}ET\n`;
}

describe('text', () => {
  test('becomes one operator if the spacing of its glyphs matches their widths', () => {
    const { written, kept } = rewritten(`/P <</MCID 2>>BDC\n${line('abc')}EMC\n`);
    expect(written).toBe('/P<</MCID 2>>BDC\nBT\n/F4 10 Tf\n1 0 0 -1 10 20 Tm\n<006100620063>Tj\nET\nEMC\n');
    expect(kept).toEqual([2]);
  });

  test('keeps kerning, and drops invisible differences', () => {
    const { written } = rewritten(`/P <</MCID 0>>BDC\n${line('abcd', { step: 5.25 })}EMC\n`);
    expect(written).toContain('[<0061>-25<0062>-25<0063>-25<0064>]TJ');
    expect(rewritten(`/P <</MCID 0>>BDC\n${line('abcd', { step: 5.001 })}EMC\n`).written).toContain('<0061006200630064>Tj');
  });

  test('with anything that cannot be parsed is not changed', () => {
    const odd = '/P <</MCID 0>>BDC\nBT\n/F4 10 Tf\n2 Tr\n1 0 0 -1 10 20 Tm\n<0061> Tj\nET\nEMC\n';
    expect(rewritten(odd).written).toBe(odd.replace('/P <</MCID 0>>', '/P<</MCID 0>>'));
    const unknown = `/P <</MCID 0>>BDC\n${line('ab', { font: 'F9' })}EMC\n`;
    expect(rewritten(unknown).written).toContain('5 0 Td <0062> Tj');
  });

  test('longer than any page is written whole', () => {
    const lines = Array.from({ length: 9000 }, (_, index) => line('a word that goes on', { y: index, step: 5.5 }));
    const { written } = rewritten(`/P <</MCID 0>>BDC\n${lines.join('')}EMC\n`);
    expect(written.match(/TJ/g)).toHaveLength(9000);
    expect(
      written.endsWith(
        ' 10 8999 Tm\n[<0061>-50<0020>-50<0077>-50<006f>-50<0072>-50<0064>-50<0020>-50<0074>-50<0068>-50<0061>-50<0074>-50<0020>-50<0067>-50<006f>-50<0065>-50<0073>-50<0020>-50<006f>-50<006e>]TJ\nET\nEMC\n',
      ),
    ).toBe(true);
  });

  test('of more runs than any page has is read', () => {
    // Empty texts between changes of font: nothing that prints, and the shortest that runs can be.
    const content = `BT\n/F4 1 Tf${'<>1 Tf'.repeat(60_000)}\nET\n`;
    expect(rewritten(content).written).toBe('/Artifact BMC\nBT\nET\nEMC\n');
  });
});

describe('marks', () => {
  test('around lines and backgrounds become artifacts, and empty ones are removed', () => {
    const { written, kept } = rewritten('/P <</MCID 0>>BDC\n0 0 10 10 re\nf\nEMC\n/P <</MCID 1>>BDC\nEMC\n0 0 5 5 re\nf\n');
    expect(written).toBe('/Artifact BMC\n0 0 10 10 re\nf\nEMC\n/Artifact BMC\n0 0 5 5 re\nf\nEMC\n');
    expect(kept).toEqual([]);
  });

  test('that the structure does not know are artifacts too', () => {
    expect(rewritten(`/P <</MCID 77>>BDC\n${line('a')}EMC\n`).written).toMatch(/^\/Artifact BMC\nBT/);
  });

  test('of figures are measured under all transformations', () => {
    const picture = { isPicture: true, isArtifact: false, isLink: false };
    const content = 'q\n2 0 0 2 100 0 cm\n/Figure <</MCID 1>>BDC\n1 2 3 4 re\nf\nq\n1 0 0 1 10 10 cm\n/X1 Do\nQ\n0 0 9 9 re\nW n\nEMC\nQ\n';
    const { written, boxes } = rewritten(content, { marks: [text, picture] });
    expect(written).toContain('/Figure<</MCID 1>>BDC');
    expect(boxes.get(1)).toEqual([102, 4, 122, 22]);
  });
});

describe('hyphens', () => {
  const soft = 'BT\n/F4 10 Tf\n1 0 0 -1 50 20 Tm\n/Span<</ActualText <FEFF00AD> >> BDC\n<0020> Tj\nEMC\nET\n';

  test('that Chrome paints over a space replace it', () => {
    const { written } = rewritten(`/P <</MCID 0>>BDC\n${soft}${line('-', { x: 50 })}EMC\n`);
    expect(written).toBe('/P<</MCID 0>>BDC\nBT\n/F4 10 Tf\n1 0 0 -1 50 20 Tm\n/Span<</ActualText<FEFF00AD>>>BDC\n<002d>Tj\nEMC\nET\nEMC\n');
  });

  test('in other places are kept', () => {
    const { written } = rewritten(`/P <</MCID 0>>BDC\n${soft}${line('-', { x: 90 })}EMC\n`);
    expect(written.match(/Tj/g)).toHaveLength(2);
  });
});

describe('runs', () => {
  const marked = '0123456789¶0001';

  test('with a placeholder are replaced, also with fonts that the page did not have', () => {
    const other = fontOf(2, 250);
    const fonts = new Map([['F4', roman]]);
    const seen: string[] = [];
    const run = (shown: Run) => {
      seen.push(String.fromCharCode(...shown.codes));
      fonts.set('D2', other);
      return [shown.with([0x37], [3]), shown.with([0x38, 0x39], [8, 10.5], 'D2', other)];
    };
    const { written } = rewritten(`/P <</MCID 0>>BDC\n${line('plain')}${line(marked)}EMC\n`, { fonts, run });
    expect(seen).toEqual([marked]);
    expect(written).toContain('1 0 0 -1 13 20 Tm\n<0037>Tj\n/D2 10 Tf\n1 0 0 -1 18 20 Tm\n<00380039>Tj\nET');
  });

  test('with a placeholder are found without rewriting', () => {
    const found: string[] = [];
    const content = `q\n${line('plain')}BT\nnonsense\n${line(marked)}Q\n`;
    findMarks(Buffer.from(content, 'latin1'), new Map([['F4', roman]]), ({ codes }) => void found.push(String.fromCharCode(...codes)));
    expect(found).toEqual([marked]);
  });

  test('of links are reported with their mark', () => {
    const told: [string, number][] = [];
    const run = (shown: Run, mcid: number) => void told.push([String.fromCharCode(...shown.codes), mcid]);
    rewritten(`/P <</MCID 0>>BDC\n${line('text')}EMC\n/Link <</MCID 1>>BDC\n${line('link')}EMC\n`, {
      marks: [text, { ...text, isLink: true }],
      run,
    });
    expect(told).toEqual([['link', 1]]);
  });
});

test('a form with marks is inlined into the page, and so is a form inside it', () => {
  const inner = Buffer.from(`/P <</MCID 2>>BDC\n${line('in')}EMC\n`);
  const outer = Buffer.from(`/P <</MCID 1>>BDC\n${line('out')}EMC\n/X2 Do\n`);
  const states: string[] = [];
  const form = (name: string, state: string) => {
    states.push(state);
    return { open: '', matrix: [1, 0, 0, 1, 0, 0] as const, content: name === 'X1' ? outer : inner };
  };
  const { written, kept } = rewritten(`/P <</MCID 0>>BDC\n${line('a')}/G3 gs\n/X1 Do\n${line('b')}EMC\n`, { form });
  expect(kept.sort()).toEqual([0, 1, 2]);
  expect(states).toEqual(['G3', '']);
  expect(written).not.toContain('Do');
  // What follows the form cannot have the number of the mark again.
  expect(written.match(/BDC|BMC|EMC/g)).toEqual(['BDC', 'EMC', 'BDC', 'EMC', 'BDC', 'EMC', 'BMC', 'EMC']);
});

test('graphics states that are nested too deeply are an error', () => {
  expect(() => rewritten('q\n'.repeat(5000))).toThrow('nested too deeply');
  expect(rewritten('q\n'.repeat(4000)).written).toBe('q\n'.repeat(4000));
});

test('an error on one page does not affect the next', () => {
  const wide = fontOf(3, 900);
  expect(() => rewritten('q\n'.repeat(5000))).toThrow();
  const told = () => {
    throw new Error('no');
  };
  expect(() => rewritten(`/P <</MCID 0>>BDC\n${line('¶')}EMC\n`, { run: told })).toThrow('no');
  rewritten(line('abc'));
  const fonts = new Map([
    ['F4', roman],
    ['F5', wide],
  ]);
  expect(rewritten(line('abc'), { fonts }).written).toContain('<006100620063>Tj');
  expect(rewritten(line('abc', { font: 'F5', step: 9 }), { fonts }).written).toContain('<006100620063>Tj');
});
