/** Sigstore bundles of a release: whether each is signed with the key of its certificate, about these very files, and for whom. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import { type Envelope, openEnvelope, type Statement } from './statements.ts';

export const bundlesName = 'provenance.sigstore.jsonl';

/** What is read of a bundle (Sigstore bundle v0.3). */
interface Bundle {
  readonly verificationMaterial: {
    readonly certificate?: { readonly rawBytes: string };
    readonly x509CertificateChain?: { readonly certificates: readonly { readonly rawBytes: string }[] };
  };
  readonly dsseEnvelope: Envelope;
}

/** The statements of all bundles. Whether Sigstore issued the certificates is not checked: that needs its list of keys. */
export async function readBundles(folder: string, file: string, report: (diagnostic: Diagnostic) => void): Promise<Statement[]> {
  try {
    const text = await readFile(path.join(folder, bundlesName), 'utf8');
    const bundles = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Bundle);
    const all = bundles.map(({ verificationMaterial, dsseEnvelope }) => {
      const { certificate, x509CertificateChain } = verificationMaterial;
      const own = new X509Certificate(Buffer.from((certificate ?? x509CertificateChain?.certificates[0])?.rawBytes ?? '', 'base64'));
      return { statement: openEnvelope(dsseEnvelope, own), who: own.subjectAltName ?? own.subject };
    });
    for (const who of new Set(all.map((one) => one.who)))
      report(diagnostic('RELEASE_BUNDLE_UNCHECKED', { name: bundlesName, who: who.replace(/^\w+:/, '') }, { file }));
    return all.map(({ statement }) => statement);
  } catch (cause) {
    report(diagnostic('RELEASE_BUNDLE', { name: bundlesName, why: (cause as Error).message }, { file }));
    return [];
  }
}
