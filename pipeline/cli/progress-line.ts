/** The progress of a build, on standard error. */
import type { Progress } from '../build/types.ts';
import { plural } from '../model/plural.ts';

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Prints a line above the progress line. */
  readonly note: (message: string) => void;
  /** Removes the progress line. */
  readonly end: () => void;
}

/** On a terminal, one line that is updated; elsewhere one line per artifact. */
export function progressLine(isLive: boolean, isPlain: boolean): ProgressLine {
  const running = new Set<string>();
  const clear = () => (isLive ? process.stderr.write('\r\u001B[2K') : undefined);
  const draw = (done: number, total: number) => {
    const text = `[${done}/${total}] ${[...running].join('  ')}`;
    if (isLive && running.size > 0) process.stderr.write(`\r\u001B[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  };
  return {
    show: ({ path: name, state, done, total, pages, milliseconds }: Progress) => {
      if (!isPlain) return;
      if (state === 'started') {
        running.add(name);
        return draw(done, total);
      }
      running.delete(name);
      clear();
      const detail = [
        pages === undefined ? '' : plural(pages, 'page'),
        milliseconds === undefined ? '' : `${(milliseconds / 1000).toFixed(1)} s`,
      ];
      process.stderr.write(
        `[${String(done).padStart(String(total).length)}/${total}] ${state.padEnd(9)} ${name}  ${detail.filter(Boolean).join(', ')}\n`,
      );
      draw(done, total);
    },
    note: (message: string) => {
      if (!isPlain) return;
      clear();
      process.stderr.write(`${message}\n`);
    },
    end: clear,
  };
}
