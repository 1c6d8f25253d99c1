/** What a signal does to a command that builds. */
import type { Dossier } from '../build/dossier.ts';
import type { BuildOutput } from './build-output.ts';

/**
 * Ctrl+C abandons work in progress: every artifact is written completely or not at all.
 * @param claim whether this process says what happened; otherwise its watchdog has said it
 * @param clear removes what was made until then
 */
export function endOnSignals(dossier: Dossier, output: BuildOutput, claim: () => boolean, clear: () => void = () => {}): void {
  onSignals(async (signal) => {
    if (claim()) output.stop(signal);
    await dossier.close({ isUrgent: true }).finally(clear);
  });
}

/**
 * Ends the process at the first signal, when `act` has ended, with the exit code that shells give a process that the signal ends.
 * @returns what takes that back
 */
export function onSignals(act: (signal: NodeJS.Signals) => Promise<unknown>): () => void {
  const end = (signal: NodeJS.Signals, code: number) => () => void act(signal).finally(() => process.exit(code));
  const [onInt, onTerm] = [end('SIGINT', 130), end('SIGTERM', 143)];
  process.once('SIGINT', onInt).once('SIGTERM', onTerm);
  return () => void process.off('SIGINT', onInt).off('SIGTERM', onTerm);
}
