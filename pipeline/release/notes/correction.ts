/** The part of a notice of correction that names the documents which are not to be used any more. */
import type { ReleaseManifest } from '../manifest.ts';
import { escaped } from './markdown.ts';

/** As a chapter: each document with its digest. */
export function correctionChapter({ artifacts }: ReleaseManifest, word: (key: string) => string): string {
  const lines = artifacts.map(({ path, sha256 }) => `- **${escaped(path, 'print')}**\n  SHA-256 \`${sha256}\``);
  // The look of notes prints no titles of chapters.
  return `# SHA-256\n\n## ${escaped(word('correction-files'), 'print')}\n\n${lines.join('\n')}\n`;
}
