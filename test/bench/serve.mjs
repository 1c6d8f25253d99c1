/** Typst with its compiler kept, as its watch keeps it: from the write of the source to the finished PDF. */
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

export async function serveTypst(python, source, pdf, runs) {
  const child = spawn(python, [path.join(import.meta.dirname, 'with_typst.py'), 'serve', source, pdf], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const text = await readFile(source, 'utf8');
  const times = [];
  for (let turn = 0; turn <= runs; turn += 1) {
    const start = performance.now();
    // The first paragraph of prose says something new each time.
    await writeFile(
      source,
      text.replace(/\n\n((?:The|Each|A|Every|An) \w+) /, (_, words) => `\n\n${words} now${turn} `),
    );
    child.stdin.write('\n');
    const { done } = await lines.next();
    if (done) throw new Error('Typst has ended');
    if (turn > 0) times.push(performance.now() - start);
  }
  child.stdin.end();
  await writeFile(source, text);
  return times;
}
