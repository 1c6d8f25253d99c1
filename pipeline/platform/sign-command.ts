/** Runs the command that holds a key: `--sign-with`. */
import { spawn } from 'node:child_process';

/** The command gave nothing that could be a signature; the message is for who wrote it. */
export class SignCommandError extends Error {}

/** DER before a digest in a signature by RSA (RFC 8017, 9.2), for holders of keys that do not add it. */
const prefixes: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** More than any signature: what prints more is no signer. */
const mostBytes = 65_536;

/**
 * Gives a digest to a command of the system's shell and returns what it prints.
 * @param milliseconds time limit
 * @throws SignCommandError
 */
export function askCommand(
  command: string,
  { digest, hash, algorithm }: { readonly digest: Uint8Array; readonly hash: string; readonly algorithm: string },
  milliseconds: number,
): Promise<Buffer> {
  const hex = Buffer.from(digest).toString('hex');
  const env = {
    ...process.env,
    DOSSIER_HASH: hash,
    DOSSIER_KEY_TYPE: algorithm,
    DOSSIER_DIGEST: hex,
    DOSSIER_DIGEST_INFO: `${prefixes[hash] ?? ''}${hex}`,
  };
  return new Promise((resolve, reject) => {
    // A group of its own, so that what the shell has started ends with it.
    const isGroup = process.platform !== 'win32';
    const child = spawn(command, { shell: true, env, stdio: ['pipe', 'pipe', 'pipe'], detached: isGroup, windowsHide: true });
    const out: Buffer[] = [];
    let length = 0;
    let said = '';
    let why: string | undefined;
    const stop = (reason: string) => {
      why ??= reason;
      try {
        if (isGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const limit = setTimeout(() => stop(`it gave no signature within ${milliseconds / 1000} seconds`), milliseconds);
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length > mostBytes) stop('it printed far more than a signature');
      else out.push(part);
    });
    child.stderr.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-2000);
    });
    // A command that does not read the digest, as it is in the environment too.
    child.stdin.on('error', () => {});
    child.stdin.end(digest);
    child.once('error', (cause) => {
      clearTimeout(limit);
      reject(new SignCommandError(`it cannot be started: ${cause.message}`));
    });
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      if (why !== undefined) reject(new SignCommandError(why));
      else if (code !== 0)
        reject(new SignCommandError(`${signal === null ? `it ended with exit code ${code}` : `${signal} ended it`}${lastWords(said)}`));
      else resolve(Buffer.concat(out));
    });
  });
}

/** The last lines of what a command printed about itself. */
function lastWords(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? '' : ` and printed: ${lines.slice(-3).join('; ').slice(-300)}`;
}
