/** Lines of text without a font. */
import { expect, test } from 'vitest';
import { outlinesOf } from '../../../pipeline/platform/text-outlines.ts';

test('a name in any script is drawn whole, as wide as it would be printed', async () => {
  const widths: Record<string, number> = {};
  for (const name of ['Jane Doe', '山田花子', 'Ελένη', 'Nguyễn Thị Ánh', 'محمد علي', 'देवेन्द्र']) {
    const { path, width } = await outlinesOf(name, 600);
    widths[name] = Number(width.toFixed(1));
    expect(path.match(/^[-.\d ]+ m$/gm)?.length ?? 0, name).toBeGreaterThan(2);
    expect(
      path.split('\n').every((line) => /^(?:(?:-?[\d.]+ )+[mlc]|h|)$/.test(line)),
      name,
    ).toBe(true);
  }
  // Letters of Japanese are one em wide each.
  expect(widths).toMatchObject({ 山田花子: 4 });
  expect(Object.values(widths).every((width) => width > 1.5)).toBe(true);
});
