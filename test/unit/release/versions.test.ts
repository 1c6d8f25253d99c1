/** Which version comes before which. */
import { expect, test } from 'vitest';
import { bareVersion, compareVersions } from '../../../pipeline/release/versions.ts';

test('versions are in the order of their numbers, pre-releases before their release', () => {
  const ordered = ['0.9', '1.0-beta', '1.0-rc.1', '1.0-rc.2', '1.0', '1.0.1', '1.2', '1.10', 'v2.0-alpha', 'v2.0', '2026-03', '2026-11'];
  const mixed = [...ordered].sort((a, b) => (a < b ? 1 : -1));
  expect(mixed.sort(compareVersions)).toEqual(ordered);
  expect(compareVersions('1.0', '1.0')).toBe(0);
});

test('what follows a plus is the same version', () => {
  expect(bareVersion('1.0+lifted')).toBe('1.0');
  expect(compareVersions('1.0', '1.0+lifted')).toBeLessThan(0);
  expect(compareVersions('1.0+lifted', '1.1')).toBeLessThan(0);
});
