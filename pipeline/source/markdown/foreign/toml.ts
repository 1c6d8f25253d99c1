/** Front matter in TOML, as Hugo has it: its plain fields become YAML, unless anything in it looks like a rule. */
import { fieldOf, lookOfField, plainLine } from '../../rules/lookalike-lines.ts';
import { rewritten } from './lines.ts';
import type { Rewriting } from './reading.ts';

export const toml: Rewriting = {
  sign: /^\uFEFF?\+\+\+[ \t]*$/m,
  rewrite(lines, reading) {
    if (!/^\uFEFF?\+\+\+[ \t]*$/.test(lines[0]?.text ?? '')) return lines;
    const end = lines.findIndex(({ text }, index) => index > 0 && /^\+\+\+[ \t]*$/.test(text));
    if (end < 0) return lines;
    const inside = lines.slice(1, end);
    const isRuled = inside.some(({ text }) => {
      const field = fieldOf(plainLine(text));
      return (field !== undefined && lookOfField(field, reading.names) !== undefined) || reading.hasRule(text);
    });
    if (isRuled) return lines;
    let isTop = true;
    return lines.map((line, index) => {
      if (index === 0 || index === end) return rewritten(line, '---');
      if (index > end) return line;
      if (/^\s*\[/.test(line.text)) isTop = false;
      const [, key, value] = /^\s*([A-Za-z_][\w-]*)\s*=\s*(\S.*?)\s*$/.exec(line.text) ?? [];
      const isPlain =
        isTop && key !== undefined && /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|true|false|[\d.]+|\d{4}-\d{2}-\d{2}\S*|\[.*\])$/.test(value ?? '');
      return rewritten(line, isPlain ? `${key}: ${value}` : `# ${line.text}`);
    });
  },
};
