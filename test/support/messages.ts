/** Every message that Dossier may show, with sample values in it: for readers of the list, and for the test that holds it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ofData } from '../../pipeline/model/catalogue/data.ts';
import { ofDrawings } from '../../pipeline/model/catalogue/drawings.ts';
import { ofEnvironment } from '../../pipeline/model/catalogue/environment.ts';
import { ofFetch } from '../../pipeline/model/catalogue/fetch.ts';
import { ofFinishedFiles } from '../../pipeline/model/catalogue/finished.ts';
import { ofForeign } from '../../pipeline/model/catalogue/foreign.ts';
import { ofLimits } from '../../pipeline/model/catalogue/limits.ts';
import { ofMarkdown } from '../../pipeline/model/catalogue/markdown.ts';
import { ofPrint } from '../../pipeline/model/catalogue/print.ts';
import { ofQueues } from '../../pipeline/model/catalogue/queues.ts';
import { ofReferences } from '../../pipeline/model/catalogue/references.ts';
import { ofReleases } from '../../pipeline/model/catalogue/releases.ts';
import { ofRules } from '../../pipeline/model/catalogue/rules.ts';
import { ofSecurity } from '../../pipeline/model/catalogue/security.ts';
import { ofShards } from '../../pipeline/model/catalogue/shards.ts';
import { ofSource } from '../../pipeline/model/catalogue/source.ts';
import { ofTemplates } from '../../pipeline/model/catalogue/templates.ts';
import { catalogue } from '../../pipeline/model/catalogue.ts';
import { home } from './cli.ts';

/** What may stand in a message: its name in brackets, and for what is counted or listed a value of that sort. */
const samples: Readonly<Record<string, unknown>> = {
  known: ['first', 'second'],
  names: ['first', 'second'],
  shards: ['2', '3'],
  shard: 2,
  documents: ['first', 'second'],
  lost: 2,
  unused: ['first', 'second'],
  files: ['first', 'second'],
  cells: ['B2', 'B3'],
  values: ['first', 'second'],
  near: undefined,
  isPlain: false,
  isDays: false,
  count: 2,
  more: 0,
  by: 12,
  size: 65,
  line: 7,
  column: 3,
  lines: 2,
  hidden: 2,
  moved: 2,
  insertions: 2,
  deletions: 1,
  comments: 2,
  isReview: false,
  isComment: false,
  styles: ['bold', 'italic'],
  packages: ['bullmq', 'pg'],
  browsers: ['first', 'second'],
  waiting: 2,
  left: 2,
};
/** Sample values for every message. */
export const messageParams = new Proxy(
  {},
  { get: (_, name) => (String(name) in samples ? samples[String(name)] : `‹${String(name)}›`) },
) as never;

/** Each diagnostic: severity, code, message and remedy. */
export function diagnosticTexts(): string {
  const entries = Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries
    .map(([code, { severity, message, remedy }]) => `${severity} ${code}\n    ${message(messageParams)}\n    ${remedy(messageParams)}\n`)
    .join('');
}

/** The catalogue by what may be wrong. */
export const diagnosticGroups = {
  'Pack and front matter': ofSource,
  Data: ofData,
  Markdown: ofMarkdown,
  'Markdown of other programs': ofForeign,
  'Rules about readers': ofRules,
  'References, citations and links': ofReferences,
  'Figures, code, formulas and drawings': ofDrawings,
  Templates: ofTemplates,
  'The printed page': ofPrint,
  'Leak check, signatures and encryption': ofSecurity,
  'Finished files': ofFinishedFiles,
  Releases: ofReleases,
  'Builds in parts': ofShards,
  'Builds by workers': ofQueues,
  'Remote images': ofFetch,
  'The machine': ofEnvironment,
  Limits: ofLimits,
};

const commands = [
  '',
  'init',
  'build',
  'merge',
  'submit',
  'worker',
  'status',
  'check',
  'release',
  'sign',
  'verify',
  'explain',
  'schema',
  'completion',
];

/** The help of every command. */
export function helpTexts(): string {
  return commands
    .map((command) => {
      const argv = [path.join(home, 'dist/cli.js'), ...(command ? [command] : []), '--help'];
      return `$ dossier ${argv.slice(1).join(' ')}\n${execFileSync(process.execPath, argv, { encoding: 'utf8' }).replaceAll(home, '…')}\n`;
    })
    .join('');
}
