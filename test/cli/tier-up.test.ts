import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { tierUpFlag } from '../../pipeline/platform/tier-up.ts';

test('this Node knows the flag that is chosen for it', () => {
  const flag = tierUpFlag(process.versions.node)?.replace(/=.*/, '');
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  expect(known.split(/\s+/)).toContain(flag);
});

test('each version has its own flag, and one that nobody has tried has none', () => {
  expect(tierUpFlag('20.19.0')).toMatch(/^--interrupt-budget=\d+$/);
  for (const version of ['22.12.0', '24.0.0', '26.1.0']) expect(tierUpFlag(version)).toMatch(/^--invocation-count-for-turbofan=\d+$/);
  expect(tierUpFlag('27.0.0')).toBeUndefined();
});
