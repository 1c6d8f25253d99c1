/** Lines that are nothing but a mark: where a page ends, or where a table of contents would be. */
import { type Line, opaqueLines, rewritten } from './lines.ts';
import type { Rewriting } from './reading.ts';

const pageBreak =
  /^[ \t]*(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\{\})?|\{\{<\s*pagebreak\s*>\}\}|<div class="page-?break">\s*<\/div>)[ \t]*$/i;
const contents = /^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\]|\[\[toc\]\]|\\tableofcontents|\$\{toc\}|\{\{<\s*toc\s*>\}\}|\{:\s*toc[^}]*\})[ \t]*$/i;
/** Where a deck says how deep its list of slides goes, as a directive. */
const ownContents = /^[ \t]*::contents[ \t]*$/;
/** What kramdown puts the table in the place of. */
const stub = /^[ \t]*(?:[-*+]|1\.)[ \t]+\S.*$/;

export const pageBreaks: Rewriting = {
  sign: /\\(?:newpage|pagebreak|clearpage|cleardoublepage)|\{\{<\s*pagebreak|class="page-?break"/i,
  rewrite: (lines) => {
    const opaque = opaqueLines(lines);
    return lines.flatMap((line, index) => {
      if (opaque[index] || !pageBreak.test(line.text)) return [line];
      const isTight = (other: Line | undefined) => other !== undefined && other.text.trim() !== '';
      return [
        ...(isTight(lines[index - 1]) ? [rewritten(line, '')] : []),
        rewritten(line, '::pagebreak'),
        ...(isTight(lines[index + 1]) ? [rewritten(line, '')] : []),
      ];
    });
  },
};

export const contentsMarks: Rewriting = {
  sign: /\[TOC\]|\[_TOC_\]|\[\[toc\]\]|\\tableofcontents|\$\{toc\}|\{\{<\s*toc|\{:\s*toc|^[ \t]*::contents/im,
  rewrite: (lines, reading) => {
    const opaque = opaqueLines(lines);
    const dropped = new Set<number>();
    const listed = new Set<number>();
    for (const [index, { text, number }] of lines.entries()) {
      if (opaque[index] || !(contents.test(text) || ownContents.test(text)) || reading.hasRule(text)) continue;
      if (reading.isDeck && (ownContents.test(text) || !/^[ \t]*\{:/.test(text))) {
        listed.add(index);
        continue;
      }
      dropped.add(index);
      const before = lines[index - 1]?.text ?? '';
      if (/\{:/.test(text) && stub.test(before) && !reading.hasRule(before)) dropped.add(index - 1);
      reading.reportOnce('CONTENTS_MARK', { name: text.trim() }, 'contents', number);
    }
    return lines.flatMap((line, index) => {
      if (listed.has(index)) return [rewritten(line, ''), rewritten(line, '::contents'), rewritten(line, '')];
      return [dropped.has(index) ? rewritten(line, '') : line];
    });
  },
};
