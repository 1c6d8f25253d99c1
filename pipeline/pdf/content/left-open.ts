/** What a content stream begins and never ends (ISO 32000-1, 8.4.2 and 14.6): viewers forgive it, what is written after it does not. */
import { endOfImage, endOfLine, endOfLiteral, endOfRegular, isRegular, operatorIn } from './bytes.ts';
import { BDC, BMC, EMC, ID, Q, q } from './operators.ts';

/** Numbers of graphics states and of marked-content sequences that are open at the end. */
export function leftOpen(bytes: Buffer): { readonly states: number; readonly marks: number } {
  const end = bytes.length;
  let [states, marks, at] = [0, 0, 0];
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === 0x25) at = endOfLine(bytes, at, end);
    else if (byte === 0x28) at = endOfLiteral(bytes, at, end);
    else if (byte === 0x2f) at = endOfRegular(bytes, at + 1, end);
    else if (!isRegular(byte)) at += 1;
    else {
      const from = at;
      at = endOfRegular(bytes, at, end);
      const operator = operatorIn(bytes, from, at);
      if (operator === q) states += 1;
      else if (operator === Q) states = Math.max(0, states - 1);
      else if (operator === BDC || operator === BMC) marks += 1;
      else if (operator === EMC) marks = Math.max(0, marks - 1);
      else if (operator === ID) at = endOfImage(bytes, at, end);
    }
  }
  return { states, marks };
}
