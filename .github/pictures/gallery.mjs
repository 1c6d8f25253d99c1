/** Pictures of packs that are built for them: the guide's gallery (starting points, layouts of slides, looks), and the README's first pack. */
import { execFileSync } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { compose } from './draw.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const target = path.join(root, 'content/dossier-guide/pictures');

/** Which pages show a starting point: kind and page. */
const starters = {
  briefing: [
    ['briefing', 1],
    ['briefing', 4],
  ],
  deck: [
    ['slides', 1],
    ['slides', 3],
  ],
  'board-paper': [
    ['briefing', 1],
    ['briefing', 2],
  ],
  'press-kit': [
    ['briefing', 1],
    ['briefing', 3],
  ],
  'policy-note': [
    ['briefing', 1],
    ['briefing', 2],
  ],
  'technical-report': [
    ['briefing', 1],
    ['briefing', 5],
  ],
  minutes: [
    ['briefing', 1],
    ['briefing', 2],
  ],
  training: [
    ['slides', 2],
    ['handout', 1],
  ],
};

/** In the order of the slides in layouts/slides.md. */
const layouts = [
  ...(await readFile(path.join(import.meta.dirname, 'layouts/slides.md'), 'utf8')).matchAll(
    /^<!-- layout: (\S+) -->$|^# What was built$/gm,
  ),
].map(([, name]) => name ?? 'section');
const looks = ['executive', 'press'];

function dossier(folder, ...args) {
  return execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/** Builds a pack, and finds its documents of a kind, of the first audience. */
function built(folder, pack) {
  const options = ['--out', path.join(folder, 'out'), '--cache-dir', path.join(folder, 'cache'), '--reporter', 'json'];
  const { artifacts } = JSON.parse(dossier(folder, 'build', pack, ...options));
  return (kind) => path.join(folder, 'out', artifacts.find((one) => one.kind === kind).path);
}

/** Does something in a folder that is gone afterwards. */
async function inFolder(work) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-pictures-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function makeGallery() {
  await mkdir(target, { recursive: true });
  await inFolder(async (folder) => {
    for (const [name, pages] of Object.entries(starters)) {
      dossier(folder, 'init', name, '--template', name, '--yes');
      const pdf = built(folder, name);
      const isWide = pages.every(([kind]) => kind === 'slides');
      await compose({
        target: path.join(target, `starter-${name}.png`),
        width: isWide ? 330 : 240,
        gap: 12,
        columns: isWide ? 1 : 2,
        pages: pages.map(([kind, page]) => ({ file: pdf(kind), page })),
      });
    }
    await cp(path.join(import.meta.dirname, 'layouts'), path.join(folder, 'layouts'), { recursive: true });
    const pdf = built(folder, 'layouts');
    for (const [index, name] of layouts.entries())
      await compose({
        target: path.join(target, `layout-${name}.png`),
        width: 480,
        gap: 1,
        columns: 1,
        pages: [{ file: pdf('slides'), page: index + 1 }],
      });
    for (const name of looks) {
      dossier(folder, 'init', `look-${name}`, '--template', 'briefing', '--yes');
      const look = await withLook(path.join(folder, `look-${name}`), name, folder);
      await compose({
        target: path.join(target, `look-${name}.png`),
        width: 240,
        gap: 12,
        columns: 2,
        pages: [1, 2].map((page) => ({ file: look('briefing'), page })),
      });
    }
  });
}

/** The starting point of a briefing in another look. */
async function withLook(pack, look, folder) {
  await appendFile(path.join(pack, 'pack.yaml'), `\nlook: ${look}\n`);
  return built(folder, path.basename(pack));
}

/** The pack that the README shows, and its page in both editions. */
export async function makeFirstPack() {
  await inFolder(async (folder) => {
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    await mkdir(path.join(folder, 'report/data'), { recursive: true });
    for (const [, name, text] of readme.matchAll(/^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm))
      await writeFile(path.join(folder, 'report', name), text);
    await writeFile(path.join(folder, 'report/data/traffic.csv'), 'year,amount\n2024,100\n2025,200\n');
    dossier(folder, 'build', 'report', '--cache-dir', path.join(folder, 'cache'));
    await compose({
      target: path.join(import.meta.dirname, 'first-pack.png'),
      width: 420,
      gap: 18,
      columns: 2,
      pages: ['internal', 'public'].map((audience) => ({ file: path.join(folder, 'output/report', audience, 'en/briefing.pdf'), page: 3 })),
    });
  });
}
