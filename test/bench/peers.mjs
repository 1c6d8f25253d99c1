/** Other programs that make PDF of Markdown, installed in a folder of their own. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const here = import.meta.dirname;
const npm = { 'md-to-pdf': 'md-to-pdf', marp: '@marp-team/marp-cli', vivliostyle: '@vivliostyle/cli', pagedjs: 'pagedjs-cli' };
const pypi = { typst: ['typst'], weasyprint: ['weasyprint', 'markdown'] };
export const peerNames = [...Object.keys(npm), ...Object.keys(pypi)];

/**
 * Installs what is wanted and not there yet, each by its ordinary client. One that cannot be installed is told and left out.
 * @param folder kept between runs
 * @param browser executable and variables of the browser that all of them are given, where they take one
 */
export async function openPeers(folder, wanted, browser) {
  await mkdir(folder, { recursive: true });
  const wrapper = await writeBrowser(folder, browser);
  const env = {
    PUPPETEER_EXECUTABLE_PATH: wrapper,
    CHROME_PATH: wrapper,
    PUPPETEER_SKIP_DOWNLOAD: '1',
    npm_config_update_notifier: 'false',
  };
  const packages = wanted.flatMap((name) => npm[name] ?? []);
  if (packages.length > 0) {
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }', { flag: 'wx' }).catch(() => {});
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-save', ...packages], { cwd: folder, env });
  }
  const modules = wanted.flatMap((name) => pypi[name] ?? []);
  const python = path.join(folder, 'python/bin/python');
  if (modules.length > 0) {
    if (run(python, ['-c', modules.map((name) => `import ${name}`).join(';')], { quiet: true }) !== 0) {
      run('python3', ['-m', 'venv', path.join(folder, 'python')]);
      run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...modules]);
    }
  }
  const usable = [];
  const versions = {};
  for (const name of wanted) {
    const version = await versionOf(name, folder, python);
    if (version === undefined) process.stderr.write(`bench: ${name} could not be installed and is left out\n`);
    else usable.push(name);
    versions[name] = version;
  }
  const bin = (name) => path.join(folder, 'node_modules/.bin', name);
  const launch = JSON.stringify({ executablePath: wrapper, args: ['--no-sandbox'] });
  return {
    names: usable,
    versions,
    env,
    python,
    has: (name) => usable.includes(name),
    /** The command that makes `pdf`; md-to-pdf names its files itself. */
    document: (name, { markdown, typst, pdf, styles = path.join(here, 'print.css') }) =>
      ({
        'md-to-pdf': () => [
          bin('md-to-pdf'),
          [markdown, '--launch-options', launch, '--stylesheet', styles],
          markdown.replace(/\.md$/, '.pdf'),
        ],
        vivliostyle: () => [
          bin('vivliostyle'),
          ['build', markdown, '-o', pdf, '--executable-browser', wrapper, '--style', styles, '--timeout', '900', '--log-level', 'silent'],
          pdf,
        ],
        pagedjs: () => [process.execPath, [path.join(here, 'pagedjs.mjs'), folder, markdown, styles, pdf], pdf],
        weasyprint: () => [python, [path.join(here, 'with_weasyprint.py'), markdown, styles, pdf], pdf],
        typst: () => [python, [path.join(here, 'with_typst.py'), 'cold', typst, pdf], pdf],
        marp: () => [bin('marp'), [markdown, '--pdf', '-o', pdf, '--browser-path', wrapper, '--no-config-file'], pdf],
      })[name](),
    /** Several documents in one call. */
    many: (name, markdowns) =>
      name === 'md-to-pdf'
        ? [bin('md-to-pdf'), [...markdowns, '--launch-options', launch, '--stylesheet', path.join(here, 'print.css')]]
        : undefined,
  };
}

/** A program that starts the browser with its own libraries, and without its sandbox where root runs it. */
async function writeBrowser(folder, { executable, env }) {
  const file = path.join(folder, 'browser.sh');
  const exports = Object.entries(env).map(([key, value]) => `export ${key}='${value}'`);
  const sandbox = process.getuid?.() === 0 ? ' --no-sandbox' : '';
  await writeFile(file, ['#!/bin/sh', ...exports, `exec '${executable}'${sandbox} "$@"`, ''].join('\n'));
  await chmod(file, 0o755);
  return file;
}

function run(command, args, { cwd, env = {}, quiet = false } = {}) {
  const { status, error, stderr } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (!quiet && status !== 0) process.stderr.write(`bench: ${command} ${args[0]}: ${error?.message ?? stderr}\n`);
  return status;
}

async function versionOf(name, folder, python) {
  if (npm[name]) {
    const text = await readFile(path.join(folder, 'node_modules', npm[name], 'package.json'), 'utf8').catch(() => undefined);
    return text && JSON.parse(text).version;
  }
  const { status, stdout } = spawnSync(
    python,
    ['-c', `import ${pypi[name].join(', ')}; from importlib.metadata import version; print(version("${name}"))`],
    {
      encoding: 'utf8',
    },
  );
  return status === 0 ? stdout.trim() : undefined;
}
