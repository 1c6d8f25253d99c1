/**
 * Finds the browser. On Linux x64 it is the headless shell inside `@sparticuz/chromium`, so that a build depends on
 * the lock file alone; elsewhere an installed one.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { packageFolder } from './install-root.ts';
import { isAlive } from './profiles.ts';
import { placeAtomic } from './write-atomic.ts';

/** A browser to launch. */
export interface FoundBrowser {
  readonly executable: string;
  /** Environment variables to add to those of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** Identifies the browser in cache keys before it runs. */
  readonly identity: string;
}

export interface FindOptions {
  /** A browser from the configuration or the environment: it takes precedence. */
  readonly executable: string | undefined;
  readonly platform: string;
  readonly arch: string;
  /** The user's cache folder. */
  readonly cacheHome: string;
  readonly note: (message: string) => void;
  /** Where Puppeteer keeps browsers that it has downloaded. */
  readonly puppeteerCache?: string | undefined;
}

/**
 * The configured browser, else the pinned one, else an installed one.
 * @throws Error listing what was tried
 */
export async function findBrowser(options: FindOptions): Promise<FoundBrowser> {
  const { executable, platform, arch } = options;
  if (executable !== undefined) {
    await lstat(executable).catch(() => {
      throw new Error(`the given browser ${executable} does not exist`);
    });
    return installed(executable);
  }
  if (platform === 'linux' && arch === 'x64') return bundled(options);
  const found = await installedChrome(options.puppeteerCache ?? path.join(os.homedir(), '.cache', 'puppeteer'));
  if (found === undefined) throw new Error(`the bundled browser does not run on ${platform} ${arch}, and no Chrome or Chromium was found`);
  return installed(found);
}

async function installed(executable: string): Promise<FoundBrowser> {
  const { mtimeMs, size } = await lstat(executable);
  return { executable, env: {}, identity: `${executable} ${size} ${mtimeMs}` };
}

/** Chrome in Puppeteer's cache, else one installed on the system. */
async function installedChrome(puppeteerCache: string): Promise<string | undefined> {
  const candidates = [
    ...(await downloadedBrowsers(puppeteerCache)),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ];
  for (const candidate of candidates) {
    try {
      await lstat(candidate);
      return candidate;
    } catch {
      // Try the next candidate.
    }
  }
  return undefined;
}

/** Browsers in Puppeteer's cache: headless shells first, the newest of each first. */
async function downloadedBrowsers(cacheDir: string): Promise<string[]> {
  const { getInstalledBrowsers } = await import('@puppeteer/browsers');
  const found = await getInstalledBrowsers({ cacheDir }).catch(() => []);
  const names = ['chrome-headless-shell', 'chrome'];
  return found
    .filter(({ browser }) => names.includes(browser))
    .sort((a, b) => names.indexOf(a.browser) - names.indexOf(b.browser) || b.buildId.localeCompare(a.buildId, 'en', { numeric: true }))
    .map(({ executablePath }) => executablePath);
}

const parts = ['al2023', 'fonts', 'swiftshader'] as const;

/** Size and modification time of every unpacked file, to detect later changes. */
type Stamp = Record<string, string>;

async function bundled({ cacheHome, note }: FindOptions): Promise<FoundBrowser> {
  const from = packageFolder('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8')) as { version: string };
  const identity = `chromium-${version}-${await archiveHash(path.join(from, 'bin'))}`;
  const folder = path.join(cacheHome, 'dossier', identity);
  await removeAbandoned(path.dirname(folder));
  if (!(await intact(folder))) {
    note(`unpacking Chromium ${version} into ${folder} (first run only)`);
    await unpack(path.join(from, 'bin'), folder);
  }
  return {
    executable: path.join(folder, 'chromium'),
    identity,
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      // Only the fallback font that comes with the browser: fonts installed on the machine must not affect the print.
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** Removes browsers that other processes started to unpack and never finished. */
async function removeAbandoned(cache: string): Promise<void> {
  const names = await readdir(cache).catch(() => []);
  const abandoned = names.filter((name) => {
    const [, pid] = /^chromium-.+?\.(\d+)(?:\.[0-9a-f]+\.part)?$/.exec(name) ?? [];
    return pid !== undefined && !isAlive(Number(pid));
  });
  await Promise.all(abandoned.map((name) => rm(path.join(cache, name), { recursive: true, force: true }).catch(() => {})));
}

/** Hash of the archive's length, head and tail: npm verified the whole archive when it installed it. */
async function archiveHash(bin: string): Promise<string> {
  const hash = createHash('sha256');
  const file = path.join(bin, 'chromium.br');
  const { size } = await lstat(file);
  hash.update(String(size));
  for (const start of [0, Math.max(0, size - 65536)]) {
    for await (const chunk of createReadStream(file, { start, end: start + 65535 })) hash.update(chunk as Buffer);
  }
  return hash.digest('hex').slice(0, 12);
}

async function stampOf(folder: string, names: readonly string[]): Promise<Stamp> {
  const entries = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await lstat(path.join(folder, name));
      return [name, `${size} ${Math.round(mtimeMs)}`] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** Whether only this user can write the folder, and it holds exactly what was unpacked. */
async function intact(folder: string): Promise<boolean> {
  try {
    const { mode, uid } = await lstat(folder);
    if (uid !== process.getuid?.() || (mode & 0o077) !== 0) return false;
    const stamp = JSON.parse(await readFile(path.join(folder, 'stamp.json'), 'utf8')) as Stamp;
    const now = await stampOf(folder, Object.keys(stamp));
    return Object.keys(stamp).length > 0 && Object.entries(stamp).every(([name, value]) => now[name] === value);
  } catch {
    return false;
  }
}

async function unpack(bin: string, folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const placed = placeAtomic(folder, async (beside) => {
    await unpackInto(beside, bin, folder);
    await rm(folder, { recursive: true, force: true });
  });
  // Another build may have unpacked the same bytes meanwhile: then its folder is used.
  await placed.catch(async (cause) => {
    if (!(await intact(folder))) throw cause;
  });
}

/** Unpacks the browser into a new folder, which is then moved to `folder`. */
async function unpackInto(beside: string, bin: string, folder: string): Promise<void> {
  const { extract } = await import('tar-fs');
  await mkdir(beside, { mode: 0o700 });
  const executable = path.join(beside, 'chromium');
  const big = { chunkSize: 1 << 20 };
  await Promise.all([
    pipeline(createReadStream(path.join(bin, 'chromium.br')), createBrotliDecompress(big), createWriteStream(executable)),
    ...parts.map((name) =>
      pipeline(
        createReadStream(path.join(bin, `${name}.tar.br`)),
        createBrotliDecompress(big),
        // The archive's owner IDs belong to another machine.
        extract(path.join(beside, name), { chown: false } as object),
      ),
    ),
  ]);
  await chmod(executable, 0o755);
  await writeFile(path.join(beside, 'fonts.conf'), fontsConf(folder));
  const names = ['chromium', 'fonts.conf', 'fonts/fonts/Open_Sans/OpenSans-Regular.ttf', 'al2023/lib/libnss3.so', 'al2023/lib/libnspr4.so'];
  await writeFile(path.join(beside, 'stamp.json'), JSON.stringify(await stampOf(beside, names)));
}

const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${path.join(folder, 'fontconfig')}</cachedir>
</fontconfig>
`;
