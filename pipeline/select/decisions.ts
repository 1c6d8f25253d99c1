/** All rules of a pack with who reads under them. Nobody in particular reads here, so nothing is cut. */

import type { Diagnostic } from '../model/diagnostic.ts';
import { printedAudiences } from '../source/rules/audiences.ts';
import type { Parsed } from '../source/types.ts';
import type { Decision } from './cutting.ts';
import { bibliographyOf, glossaryOf, optionsOf } from './pack.ts';
import { choosingFor, cutPack } from './whole.ts';

/**
 * What every rule of the pack comes to, in the order in which they are met.
 * @param report called with the problems of rules: those that selection reports
 * @param audience whose own options are read
 */
export function decisionsOf(
  parsed: Parsed,
  report: (one: Diagnostic) => void,
  audience: string = printedAudiences(parsed.source.config)[0] ?? '',
): Decision[] {
  const decisions: Decision[] = [];
  const choosing = choosingFor(parsed, undefined, report, (one) => void decisions.push(one));
  optionsOf(parsed, audience, choosing);
  cutPack(parsed, choosing);
  glossaryOf(parsed, choosing);
  bibliographyOf(parsed, choosing);
  return decisions;
}
