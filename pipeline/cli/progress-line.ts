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

/** Where it is written, and how. */
export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Width of a line. */
  readonly columns: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** One line that is updated; elsewhere one line per document. */
  readonly isLive: boolean;
  /** Notes and documents are printed at all. */
  readonly isPlain: boolean;
  /** Unchanged documents are listed, too; otherwise the summary counts them. */
  readonly isVerbose: boolean;
}

/** A build that takes less has no need for a forecast. */
const longEnough = 4000;

/** On a terminal, a line with what is being printed and the time left; above it, and elsewhere, one line per document. */
export function progressLine({ write, columns, now, isLive, isPlain, isVerbose }: ProgressOptions): ProgressLine {
  const running = new Set<string>();
  let begun: number | undefined;
  let printed = 0;
  const clear = () => (isLive ? write('\r\u001B[2K') : undefined);
  const left = (done: number, total: number): string => {
    const elapsed = begun === undefined ? 0 : now() - begun;
    if (elapsed < longEnough || printed === 0) return '';
    const seconds = ((elapsed / printed) * (total - done)) / 1000;
    return seconds < 2 ? '' : `about ${seconds < 90 ? `${Math.ceil(seconds)} s` : plural(Math.ceil(seconds / 60), 'minute')} left  `;
  };
  const draw = (done: number, total: number) => {
    const text = `[${done}/${total}] ${left(done, total)}${[...running].join('  ')}`;
    if (isLive && running.size > 0) write(`\r\u001B[2K${text.slice(0, columns() - 1)}`);
  };
  return {
    show: ({ path: name, state, done, total, pages, milliseconds }: Progress) => {
      if (!isPlain) return;
      if (state === 'started') {
        begun ??= now();
        running.add(name);
        return draw(done, total);
      }
      running.delete(name);
      if (state !== 'unchanged') printed += 1;
      if (state === 'unchanged' && !isVerbose) return draw(done, total);
      clear();
      const detail = [
        pages === undefined ? '' : plural(pages, 'page'),
        milliseconds === undefined ? '' : `${(milliseconds / 1000).toFixed(1)} s`,
      ];
      write(`[${String(done).padStart(String(total).length)}/${total}] ${state.padEnd(9)} ${name}  ${detail.filter(Boolean).join(', ')}\n`);
      draw(done, total);
    },
    note: (message: string) => {
      if (!isPlain) return;
      clear();
      write(`${message}\n`);
    },
    end: () => {
      begun = undefined;
      printed = 0;
      clear();
    },
  };
}
