/** Attributes as kramdown and Python-Markdown write them, `{: .class }`, and Pandoc's `{-}`: as Dossier does, or left out. */
import { opaqueLines, rewritten } from './lines.ts';
import type { Rewriting } from './reading.ts';

const alone = /^[ \t>]*\{:(?!:)[^{}\n]*\}[ \t]*$/;
const heading = /^([ \t>]*#{1,6}[ \t].*?)[ \t]*\{(?::[ \t]*([^{}]*?)|-)[ \t]*\}[ \t]*#*[ \t]*$/;
const item = /^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\{:[^{}\n]*\}[ \t]*/;

export const attributeLists: Rewriting = {
  sign: /\{:|\{-\}/,
  rewrite(lines, reading) {
    const opaque = opaqueLines(lines);
    return lines.map((line, index) => {
      const { text } = line;
      if (opaque[index] || !/\{[:-]/.test(text) || reading.hasRule(text)) return line;
      if (alone.test(text)) return rewritten(line, text.replace(/\{:.*$/, '').trimEnd());
      const [, words, attributes] = heading.exec(text) ?? [];
      if (words !== undefined) return rewritten(line, `${words} {${attributes ?? '.unnumbered'}}`);
      return item.test(text) ? rewritten(line, text.replace(item, '$1')) : line;
    });
  },
};
