/** What `dossier verify` found in a file, for people. */
import { plural } from '../model/plural.ts';
import type { SignatureReport } from '../pdf/verify/index.ts';
import type { Verified } from './verify.ts';

export function verifiedText({ file, pages, bytes, manifest, signatures, openFields, claims }: Verified): string {
  const lines = signatures.flatMap(linesOf);
  const isSigned = signatures.some(({ isTimestamp }) => !isTimestamp);
  const all = [
    ...(isSigned ? [] : [['signature', 'none']]),
    ...lines,
    ...openFields.map((name) => ['missing', `nobody has signed for ${name} yet`]),
    ['manifest', manifest ?? 'not listed in any'],
    ['claims', claims.join(', ') || 'no conformance'],
    ['size', `${plural(pages, 'page')}, ${plural(bytes, 'byte')}`],
  ];
  return `${file}\n${all.map(([name = '', text = '']) => `  ${name.padEnd(10)} ${text}`).join('\n')}\n`;
}

function linesOf(report: SignatureReport): string[][] {
  const { field, isTimestamp, signer, form, algorithm, time, isTimeProven, isIntact, isTrusted, path, coversWholeFile } = report;
  const state = `${isIntact ? 'valid' : 'not valid'}; ${coversWholeFile ? 'covers the whole file' : 'covers an earlier revision of the file'}`;
  const how = isTimeProven ? ' (time-stamped)' : time ? ' (according to the signer)' : '';
  return [
    [isTimestamp ? 'time stamp' : 'signature', state],
    [isTimestamp ? 'authority' : 'signer', `${path.join(' < ') || (signer ?? 'unknown')}${isTrusted ? ', trusted' : ', trust unknown'}`],
    ...(isTimestamp ? [['time', time ?? 'not stated']] : []),
    ...(isTimestamp ? [] : [['field', field]]),
    ...(isTimestamp ? [] : [['signed', `${time ?? 'time not stated'}${how}; ${[form, algorithm].filter(Boolean).join(', ')}`]]),
    ['revoked', report.revocation],
  ];
}
