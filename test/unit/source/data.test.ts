/** Data files as spreadsheets save them: separators, encodings, numbers, and where each cell is. */
import { describe, expect, test } from 'vitest';
import { columnOf, numberOf, readingsOf, typedRows } from '../../../pipeline/source/data/columns.ts';
import { decodedText } from '../../../pipeline/source/data/encoding.ts';
import { parseData } from '../../../pipeline/source/data/files.ts';
import { decimalShownBy } from '../../../pipeline/source/data/number-signs.ts';

const rowsOf = (text: string | Uint8Array, name = 'data/a.csv', lang = 'en') => parseData(name, text, name, lang);

describe('separators', () => {
  test.each([
    ['commas', 'area,year\nA,2024\nB,2025\n'],
    ['semicolons', 'area;year\nA;2024\nB;2025\n'],
    ['tabs', 'area\tyear\nA\t2024\nB\t2025\n'],
    ['tabs beside spaces', 'area\t year\nA \t2024\nB\t2025\n'],
    ['Windows’ line ends', 'area;year\r\nA;2024\r\nB;2025\r\n'],
    ['old line ends of a Mac', 'area;year\rA;2024\rB;2025\r'],
    ['empty rows at the end', 'area;year\nA;2024\nB;2025\n;\n;\n'],
    ['columns that were never used', 'area;year;;\nA;2024;;\nB;2025;;\n'],
  ])('%s', (_, text) => {
    expect(rowsOf(text).rows).toEqual([
      { area: 'A', year: '2024' },
      { area: 'B', year: '2025' },
    ]);
  });
  test('a comma in the head does not hide semicolons', () => {
    expect(rowsOf('area;amount, in euros;year\nA;1,5;2024\nB;2,5;2025\n').rows).toEqual([
      { area: 'A', 'amount, in euros': '1,5', year: '2024' },
      { area: 'B', 'amount, in euros': '2,5', year: '2025' },
    ]);
  });
  test('a column of decimal commas beside semicolons', () => {
    expect(rowsOf('area;amount\nA;1,5\nB;2,5\n').rows[1]).toEqual({ area: 'B', amount: '2,5' });
  });
  test('a quoted cell of several lines', () => {
    expect(rowsOf('area;note\nA;"one\ntwo; ""three"""\nB;x\n').rows[0]).toEqual({ area: 'A', note: 'one\ntwo; "three"' });
  });
  test('an uneven record is a problem on its own line', () => {
    expect(rowsOf('area,year\nA,2024\nB\n').problems.map(({ code, place }) => [code, place.line])).toEqual([['DATA_SYNTAX', 3]]);
  });
});

describe('encodings', () => {
  const text = 'area;name\nÎle;café – €\n';
  const utf16 = Buffer.from(text, 'utf16le');
  const ansi = Uint8Array.from([...text].map((letter) => ({ '–': 0x96, '€': 0x80 })[letter] ?? letter.charCodeAt(0)));
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['UTF-16 without a byte order mark', utf16],
    ['Windows-1252', ansi],
  ])('%s', (_, bytes) => {
    expect(rowsOf(bytes).rows).toEqual([{ area: 'Île', name: 'café – €' }]);
  });
  test('what was guessed is reported', () => {
    expect(rowsOf(ansi).notes?.map(({ code, message }) => [code, message])).toEqual([
      ['DATA_ENCODING', '"data/a.csv" is not UTF-8; it is read as windows-1252'],
    ]);
    expect(rowsOf(utf16).notes).toEqual([]);
  });
  test('the language says which code page', () => {
    expect(decodedText(Uint8Array.from([0xb3, 0xf3, 0x64, 0x9f]), 'pl').text).toBe('łódź');
    expect(decodedText(Uint8Array.from([0x93, 0xfa, 0x96, 0x7b]), 'ja').text).toBe('日本');
  });
});

describe('numbers', () => {
  test.each([
    ['1210', '.', 1210],
    ['1,210', '.', 1210],
    ['1,210.5', '.', 1210.5],
    ['1.210', '.', 1.21],
    ['1.210', ',', 1210],
    ['1.210,5', ',', 1210.5],
    ['1 210,5', ',', 1210.5],
    ['1\u202f210\u202f000', ',', 1_210_000],
    ['1’210.50', '.', 1210.5],
    ['12,34,567', '.', 1_234_567],
    ['−3,5', ',', -3.5],
    ['(1,210)', '.', -1210],
    ['€1,210', '.', 1210],
    ['-€5', '.', -5],
    ['1.210,50 €', ',', 1210.5],
    ['EUR 12', '.', 12],
    ['12.5 %', '.', 0.125],
    ['1.2e3', ',', 1200],
    ['.5', '.', 0.5],
    ['1,21', '.', undefined],
    ['12.5', ',', undefined],
    ['1,2,3', '.', undefined],
    ['12 May', '.', undefined],
    ['n/a', '.', undefined],
    ['', '.', undefined],
    ['-', '.', undefined],
    ['2024-05', '.', undefined],
    ['1,210)', '.', undefined],
  ] as const)('%s with %s is %s', (text, decimal, value) => {
    expect(numberOf(text, decimal)).toBe(value);
  });
  test.each([
    ['12,5', ','],
    ['12.5', '.'],
    ['1.234,5', ','],
    ['1,234.5', '.'],
    ['1,234,567', '.'],
    ['0,125', ','],
    ['1234,567', ','],
    ['1,210', 'either'],
    ['1.210', 'either'],
    ['1210', undefined],
    ['North', undefined],
  ] as const)('%s shows %s', (text, sign) => {
    expect(decimalShownBy(text)).toBe(sign);
  });
  const decimals = (text: string, lang: string) =>
    Object.fromEntries(Object.entries(rowsOf(text, 'a.csv', lang).readings ?? {}).map(([name, { decimal }]) => [name, decimal]));
  test('the column decides, then the file, then the language', () => {
    expect(decimals('a;b\n1.210;12,5\n3.400;1\n', 'en')).toEqual({ a: ',', b: ',' });
    expect(decimals('a;b\n1.210;x\n3.400;y\n', 'de')).toEqual({ a: ',', b: ',' });
    expect(decimals('a,b\n1.210,0.25\n3.400,1\n', 'de')).toEqual({ a: '.', b: '.' });
    expect(decimals('a,b\n"1,210",x\n', 'en')).toEqual({ a: '.', b: '.' });
    expect(decimals('a;b\n1,5;0.5\n', 'fr')).toEqual({ a: ',', b: '.' });
    expect(decimals('a;b\n1.210;x\n', 'de-CH')).toEqual({ a: '.', b: '.' });
  });
  test('what the language alone decides against the form of the file is doubtful', () => {
    expect(readingsOf([{ a: '1.210' }], 'de', ',')['a']).toEqual({ decimal: ',', doubtful: 0 });
    expect(readingsOf([{ a: '1,210' }], 'en', ';')['a']).toEqual({ decimal: '.', doubtful: 0 });
    expect(readingsOf([{ a: '1.210' }], 'de', ';')['a']).toEqual({ decimal: ',' });
  });
  test('types of columns', () => {
    const typeOf = (...values: unknown[]) =>
      columnOf(
        values.map((a) => ({ a })),
        'a',
      ).type;
    expect(typeOf('1,210', '980', '')).toBe('number');
    expect(typeOf('1,210', '–')).toBe('number');
    expect(typeOf('12 %', '3.5%')).toBe('number');
    expect(typeOf('00123', '00456')).toBe('text');
    expect(typeOf('2025-05-01', '2025-06-01')).toBe('date');
    expect(typeOf('1,210', 'n/a')).toBe('text');
    expect(typeOf('', null)).toBe('empty');
    expect(typeOf(1, 2)).toBe('number');
    expect(
      typedRows(
        [
          { a: '1,210', b: 'x' },
          { a: '', b: '2' },
        ],
        () => '.',
      ),
    ).toEqual([
      { a: 1210, b: 'x' },
      { a: null, b: '2' },
    ]);
  });
});

describe('places of cells', () => {
  const at = (text: string, index: number, column: string, name = 'a.csv') => {
    const { places, at: cell } = rowsOf(text, name);
    const { line, column: own } = cell?.(places[index] as never, column) ?? {};
    return `${line}:${own}`;
  };
  test('in CSV', () => {
    expect(at('area,year\nA,2024\nBeta,2025\n', 1, 'year')).toBe('3:6');
    expect(at('area;year\r\n"A ; B"; 2024\r\n', 0, 'year')).toBe('2:10');
    expect(at('sep=;\narea;year\nA;2024\n', 0, 'area')).toBe('3:1');
    expect(at('area,note,year\nA,"one\ntwo",2024\nB,x,2025\n', 0, 'year')).toBe('3:6');
    expect(at('area,note,year\nA,"one\ntwo",2024\nB,x,2025\n', 1, 'year')).toBe('4:5');
    expect(at('area,year\n\n\nA,2024\n', 0, 'year')).toBe('4:3');
    expect(at('area\tyear\nA\t2024\n', 0, 'year')).toBe('2:3');
  });
  test('in YAML and JSON', () => {
    expect(at('- area: A\n  year: 2024\n- area: B\n  year: 2025\n', 1, 'year', 'a.yaml')).toBe('4:9');
    expect(at('[{"area": "A", "year": 2024}, {"area": "B", "year": 2025}]', 1, 'year', 'a.json')).toBe('1:53');
  });
});
