import { describe, expect, test } from 'vitest';
import { withToken } from '../../../pipeline/preview/brand.ts';

const text = `# Ours
title: T   # the title

audiences:
  press:
    brand: { accent: '#111111' } # theirs
  council: {}

brand:
  # Blue
  accent: "#1a4a8a" # as the sea
date: 2025-10-15
`;

describe('a token', () => {
  test('takes the place of the old value, in its quotation marks, and nothing else changes', () => {
    expect(withToken(text, 'council', 'accent', '#7a1a4a')).toBe(text.replace('#1a4a8a', '#7a1a4a'));
  });

  test('is that of the audience where it has one of its own', () => {
    expect(withToken(text, 'press', 'accent', '#7a1a4a')).toBe(text.replace('#111111', '#7a1a4a'));
  });

  test('that is new is put beside the others, and comments stay', () => {
    const changed = withToken(text, 'council', 'ink', '#222222') as string;
    for (const comment of ['# Ours', '# the title', '# theirs', '# Blue', '# as the sea']) expect(changed).toContain(comment);
    expect(changed).toMatch(/accent: "#1a4a8a" # as the sea\n {2}ink: "#222222"\ndate/);
  });

  test('of a pack without a brand makes one at its end', () => {
    expect(withToken('title: T\n', 'x', 'accent', '#222222')).toBe('title: T\nbrand:\n  accent: "#222222"\n');
    expect(withToken('title: T\n', 'x', 'text-size', '10pt')).toBe('title: T\nbrand:\n  text-size: 10pt\n');
  });

  test('is not written to a file with errors', () => {
    expect(withToken('title: [', 'x', 'accent', '#222222')).toBeUndefined();
  });
});
