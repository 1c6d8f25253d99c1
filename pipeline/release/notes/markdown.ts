/** Notes of change as Markdown: as a file that people read as it is, and as a chapter to be printed. */
import type { Change, DocumentChanges, Run } from './changes.ts';

/** Whether Markdown is read as it is, or by Dossier, which knows more signs than most. */
export type Use = 'file' | 'print';

/** A text in which nothing is a sign of Markdown. */
export function escaped(text: string, use: Use): string {
  if (use === 'print') return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
  return text.replace(/[\\`*_[\]<>~|&]/g, '\\$&');
}

/** As elements: signs of Markdown depend on the letters beside them. */
const elements = { same: ['', ''], removed: ['<del>', '</del>'], added: ['<ins>', '</ins>'] } as const;

function runText({ sort, text }: Run, use: Use): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  const [open, close] = elements[sort];
  return inner === '' ? text : `${before}${open}${escaped(inner, use)}${close}${after}`;
}

/** Changes of all documents, with a heading for each. */
export function changesText(documents: readonly DocumentChanges[], word: (key: string) => string, use: Use): string {
  const hasSeveral = new Set(documents.map(({ pack }) => pack)).size > 1;
  const nameOf = ({ pack, kind, lang }: DocumentChanges) => {
    const name = kindWord(kind, word);
    return `${hasSeveral ? `${pack}, ` : ''}${name} (${lang})`;
  };
  const change = ({ sort, page, runs }: Change) => {
    const about = `${word(`changes-${sort}`)}, ${word('ref-page').replace('{}', String(page))}:`;
    // What is wholly new or gone needs no sign.
    const text = sort === 'changed' ? runs.map((run) => runText(run, use)).join('') : runs.map((run) => escaped(run.text, use)).join('');
    return `- *${escaped(about, use)}* ${text}`;
  };
  const parts = documents.map((one) => {
    const head = `## ${escaped(nameOf(one), use)}\n\n`;
    if (one.state === 'changed') return `${head}${one.changes.map(change).join('\n')}\n`;
    return `${head}${escaped(word(`changes-${one.state}`), use)}\n`;
  });
  const text = parts.join('\n');
  return use === 'print' ? `# ${escaped(word('changes-changed'), use)}\n\n${text}` : text;
}

/** Kinds without a word of their own are called as they are. */
function kindWord(kind: string, word: (key: string) => string): string {
  try {
    return word(`kind-${kind}`);
  } catch {
    return kind;
  }
}
