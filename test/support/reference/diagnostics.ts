/** All diagnostics, from the catalogue. */
import { catalogue } from '../../../pipeline/model/catalogue.ts';
import { diagnosticGroups, messageParams } from '../messages.ts';
import { code, page, plain, table } from './text.ts';

/** A text of the catalogue: what it fills in is in italics. */
const words = (text: string) =>
  text
    .split(/‹([^›]+)›/)
    .map((part, at) => (at % 2 === 1 ? `*${part}*` : plain(part)))
    .join('');

/** What a group is about, where its title does not say it. */
const intros: Readonly<Record<string, string>> = {
  'Rules about readers':
    '\nA rule names readers, such as `{audience="press"}`. What only looks like one would withhold nothing, so it is an error.\n',
};

export function diagnosticsPage(): string {
  const named = new Set(Object.values(diagnosticGroups).flatMap((group) => Object.keys(group)));
  const missing = Object.keys(catalogue).filter((one) => !named.has(one));
  if (missing.length > 0) throw new Error(`no group of diagnostics has ${missing.join(', ')}`);
  const sections = Object.entries(diagnosticGroups).map(([title, group]) => {
    const rows = Object.keys(group).map((name) => {
      const { severity, message, remedy } = catalogue[name as keyof typeof catalogue];
      return [`${code(name)} ${severity.slice(0, 1).toUpperCase()}`, words(message(messageParams)), words(remedy(messageParams))];
    });
    return `\n## ${title}\n${intros[title] ?? ''}${table(['code', 'message', 'remedy'], rows)}`;
  });
  return page(
    ['# Reference: diagnostics'],
    `\nA diagnostic has a severity, a code, a place, a message and a remedy. \`E\` is an error: the document is not printed. \`W\` is a warning: it is printed, with the stand-in that the message names; with \`--strict\` it is not. \`I\` is information. Codes never change their meaning.\n${sections.join('')}`,
  );
}
