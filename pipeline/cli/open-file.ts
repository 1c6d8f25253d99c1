/** Opens a file or folder as a double click does. */
import { spawn } from 'node:child_process';

const programs: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer.exe' };

/** Resolves to false where there is no program for it, as on a server. */
export function openFile(file: string): Promise<boolean> {
  const program = programs[process.platform] ?? 'xdg-open';
  return new Promise((resolve) => {
    const child = spawn(program, [file], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
