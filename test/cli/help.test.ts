/** The help of every command. `npm run messages` writes it anew. */
import { expect, test } from 'vitest';
import { helpTexts } from '../support/messages.ts';

test('help says what it said before', async () => {
  await expect(helpTexts()).toMatchFileSnapshot('help.txt');
});
