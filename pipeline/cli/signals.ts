/** What a signal does to a command that builds. */
import type { Dossier } from '../build/dossier.ts';
import type { BuildOutput } from './build-output.ts';

/**
 * Ctrl+C abandons work in progress: every artifact is written completely or not at all.
 * @param claim whether this process says what happened; otherwise its watchdog has said it
 * @param clear removes what was made until then
 */
export function endOnSignals(dossier: Dossier, output: BuildOutput, claim: () => boolean, clear: () => void = () => {}): void {
  const end = (signal: string, code: number) => () => {
    if (claim()) output.stop(signal);
    void dossier.close({ isUrgent: true }).finally(() => {
      clear();
      process.exit(code);
    });
  };
  process.once('SIGINT', end('SIGINT', 130)).once('SIGTERM', end('SIGTERM', 143));
}
