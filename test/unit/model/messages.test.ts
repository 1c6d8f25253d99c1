/** The words of all messages, so that each change of them is seen in review. `npm run messages` writes the list anew. */
import { expect, test } from 'vitest';
import { diagnosticTexts } from '../../support/messages.ts';

test('diagnostics say what they said before', async () => {
  await expect(diagnosticTexts()).toMatchFileSnapshot('diagnostics.txt');
});
