/** The questions that the bench asks, one function each. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkPdf } from './check.mjs';
import { finish } from './finishing.mjs';
import { chaptersOf, generateDeck, generatePack, outermost } from './generate.mjs';
import { median, timed } from './process.mjs';
import { proof } from './proof.mjs';
import { queue } from './queue.mjs';
import { serveTypst } from './serve.mjs';
import { toTypst, toTypstSlides } from './typst.mjs';

const node = process.execPath;
const seconds = (value) => (value === undefined ? '–' : `${(value / 1000).toFixed(2)} s`);
const ratio = (value, base) => (value === undefined || base === undefined ? '–' : (value / base).toFixed(2));
const mebibytes = (value) => (value ? `${value.toFixed(0)} MiB` : '–');

/** Longest document that a peer is given: the slow ones would take hours. */
const longest = { 'md-to-pdf': 1000, typst: 1000, weasyprint: 500, pagedjs: 100, vivliostyle: 100 };
const longestQuick = { 'md-to-pdf': 500, typst: 1000, weasyprint: 10, pagedjs: 10, vivliostyle: 10 };

/** A pack with everything that is made of it once: final HTML, one Markdown file, Typst's source. */
async function prepare(name, pages, { folder, root }, more = {}) {
  const at = (part) => path.join(folder, `${name}${part}`);
  await generatePack(at('/pack'), pages, more);
  const chapters = await chaptersOf(at('/pack'));
  const links = (text) => text.replace(/\((\d+)-chapter\.md\)/g, '(#chapter)');
  await writeFile(at('.md'), chapters.map(links).join('\n'));
  // Vivliostyle reads no style sheet from outside the document's folder.
  await cp(path.join(root, 'test/bench/print.css'), at('.css'));
  await writeFile(at('.typ'), toTypst(`A report of ${pages} pages`, chapters));
  await timed(node, [path.join(root, 'test/bench/final-html.mjs'), at('/pack'), at('/html')]);
  return {
    name,
    pages,
    pack: at('/pack'),
    html: at('/html'),
    markdown: at('.md'),
    styles: at('.css'),
    typst: at('.typ'),
    out: at('/out'),
    at,
    texts: outermost(chapters),
  };
}

const cli = (root) => path.join(root, 'dist/cli.js');
const bare = ({ root }, { html }, options) => timed(node, [path.join(root, 'test/bench/bare-print.mjs'), html, `${html}.pdf`], options);
const build = ({ root }, { pack, out }, cache, more = [], options = {}) =>
  timed(node, [cli(root), 'build', pack, '--out', out, '--cache-dir', cache, ...more], options);
const artifact = ({ out }, kind = 'briefing') => path.join(out, `pack/everyone/en/${kind}.pdf`);

/** Whole cold processes for documents of several lengths. */
async function pages(options) {
  const { runs, peers, folder, quick, log } = options;
  const rows = [];
  const peerRows = [];
  const limits = quick ? longestQuick : longest;
  const memory = [];
  for (const length of options.pages) {
    const job = await prepare(`pages-${length}`, length, options);
    const times = { bare: [], first: [], changed: [] };
    const chapter = path.join(job.pack, '001-chapter.md');
    const text = await readFile(chapter, 'utf8');
    const cache = path.join(folder, `cache-${length}`);
    const count = length >= 500 && quick ? Math.min(runs, 2) : runs;
    // Turn by turn, so that a slow minute of the machine falls on all.
    for (let index = 0; index < count; index += 1) {
      log(`${length} pages, turn ${index + 1}`);
      times.bare.push((await bare(options, job)).milliseconds);
      await rm(cache, { recursive: true, force: true });
      await rm(job.out, { recursive: true, force: true });
      times.first.push((await build(options, job, cache)).milliseconds);
      // One paragraph says something else, in as many lines: pages stay where they are.
      await writeFile(chapter, text.replace(/^(\w+ \w+) /m, `$1 now${index} `));
      times.changed.push((await build(options, job, cache)).milliseconds);
      await writeFile(chapter, text);
    }
    // The text as it was, once more.
    await build(options, job, cache);
    const printed = await checkPdf(artifact(job), length, job.texts);
    await rm(cache, { recursive: true, force: true });
    const { own, tree } = await build(options, job, cache, ['--force'], { withMemory: true });
    memory.push(own);
    const [plain, first, changed] = [times.bare, times.first, times.changed].map(median);
    rows.push([
      printed,
      seconds(plain),
      seconds(first),
      ratio(first, plain),
      seconds(changed),
      ratio(changed, plain),
      mebibytes(own),
      mebibytes(tree),
    ]);
    const result = { length, bare: plain, first };
    for (const name of peers.names.filter((one) => limits[one] >= length)) {
      log(`${length} pages: ${name}`);
      result[name] = await peerTime(name, job, options, first);
    }
    peerRows.push(result);
  }
  const names = peers.names.filter((name) => name !== 'marp');
  const timesOf = (value) => (value === undefined ? '–' : typeof value === 'string' ? value : seconds(value));
  return [
    {
      title: 'Whole editions and one bare print of the same final HTML (cold processes)',
      head: ['pages', 'bare print', 'first build', 'ratio', 'one paragraph changed', 'ratio', 'Node’s peak', 'with browser'],
      rows,
      note: growth(peerRows),
    },
    {
      title: 'The same documents with other programs (cold processes)',
      head: ['pages', 'Dossier', ...names],
      rows: peerRows.map((row) => [
        row.length,
        seconds(row.first),
        ...names.map((name) =>
          typeof row[name] === 'number' ? `${seconds(row[name])} (${ratio(row[name], row.first)} × Dossier)` : timesOf(row[name]),
        ),
      ]),
    },
  ];
}

/** Time grows with the length to this power; 1 is proportional. */
function growth(rows) {
  const [small, large] = [rows[0], rows.at(-1)];
  if (rows.length < 2) return undefined;
  const power = (key) =>
    typeof large[key] === 'number' ? (Math.log(large[key] / small[key]) / Math.log(large.length / small.length)).toFixed(2) : '–';
  const steps = rows
    .slice(1)
    .map(
      (row, index) =>
        `${rows[index].length}→${row.length}: ${(Math.log(row.first / rows[index].first) / Math.log(row.length / rows[index].length)).toFixed(2)}`,
    );
  return `Growth exponents from ${small.length} to ${large.length} pages: Dossier ${power('first')} (${steps.join(', ')}), bare print ${power('bare')}.`;
}

async function peerTime(name, job, { peers, runs, quick }, own) {
  const times = [];
  try {
    for (let index = 0; index < runs; index += 1) {
      const [file, args, pdf] = peers.document(name, { ...job, pdf: job.at(`-${name}.pdf`) });
      times.push(
        (await timed(file, args, { cwd: path.dirname(job.markdown), env: peers.env, limit: quick ? 240_000 : 900_000 })).milliseconds,
      );
      await checkPdf(pdf, job.pages, job.texts);
      // Nobody needs five runs of what is ten times slower.
      if (times[0] > 8 * own) break;
    }
    return median(times);
  } catch (cause) {
    process.stderr.write(`bench: ${name}, ${job.pages} pages: ${cause.message}\n`);
    return `failed: ${cause.message.includes('missing') || cause.message.includes('in place of') ? 'not whole' : 'no PDF'}`;
  }
}

/** What notes at the feet of pages cost. */
async function notes(options) {
  const rows = [];
  for (const length of options.pages.filter((one) => one === 100 || one === 500)) {
    const without = await prepare(`plain-${length}`, length, options);
    const noted = await prepare(`notes-${length}`, length, options, { notes: Math.round(length * 2.24), references: length });
    const times = { bare: [], bareWithout: [], without: [], noted: [], again: [] };
    const caches = { without: path.join(options.folder, 'cache-w'), noted: path.join(options.folder, 'cache-n') };
    for (let index = 0; index < (options.quick && length > 100 ? 2 : options.runs); index += 1) {
      options.log(`notes, ${length} pages, turn ${index + 1}`);
      for (const cache of Object.values(caches)) await rm(cache, { recursive: true, force: true });
      times.bare.push((await bare(options, noted)).milliseconds);
      times.bareWithout.push((await bare(options, without)).milliseconds);
      times.without.push((await build(options, without, caches.without, ['--force'])).milliseconds);
      times.noted.push((await build(options, noted, caches.noted, ['--force'])).milliseconds);
      times.again.push((await build(options, noted, caches.noted, ['--force'])).milliseconds);
    }
    const printed = await checkPdf(artifact(noted), length * 1.15, noted.texts);
    const [plain, plainWithout, a, b, c] = Object.values(times).map(median);
    const added = (b / plain - a / plainWithout).toFixed(2);
    rows.push([printed, seconds(plain), seconds(b), ratio(b, plain), seconds(c), ratio(c, plain), ratio(a, plainWithout), added]);
  }
  return [
    {
      title: 'With 2.24 notes and a reference a page',
      head: ['pages', 'bare print', 'first build', 'ratio', 'again, caches held', 'ratio', 'ratio without them', 'they add'],
      rows,
    },
    await oneChapter(options),
  ];
}

/** About as many pages as twenty chapters have. */
const pagesOfTwenty = 148;

/** What three notes a page cost in one chapter, and in twenty with the same text. */
async function oneChapter(options) {
  const { root, folder } = options;
  const times = { one: [], twenty: [] };
  for (const [name, isOne] of Object.entries({ one: true, twenty: false }))
    await generatePack(path.join(folder, `long-${name}`, 'pack'), pagesOfTwenty, { notes: 3 * pagesOfTwenty, isOne });
  for (let index = 0; index < (options.quick ? 1 : options.runs); index += 1)
    for (const [name, own] of Object.entries(times)) {
      options.log(`notes, ${name} chapter${name === 'one' ? '' : 's'}, turn ${index + 1}`);
      const at = (part) => path.join(folder, `long-${name}`, part);
      for (const part of ['cache', 'out']) await rm(at(part), { recursive: true, force: true });
      const args = [cli(root), 'build', at('pack'), '--only', 'briefing', '--out', at('out'), '--cache-dir', at('cache')];
      own.push((await timed(node, args, { cwd: root })).milliseconds);
    }
  const [one, twenty] = [median(times.one), median(times.twenty)];
  return {
    title: `Three notes a page, ${pagesOfTwenty} pages: one chapter ÷ twenty chapters (aim: at most 1.5)`,
    head: ['one chapter', 'twenty chapters', 'ratio'],
    rows: [[seconds(one), seconds(twenty), ratio(one, twenty)]],
  };
}

/** Start-up, and a build in which nothing changed. */
async function idle(options) {
  const { root, folder, runs } = options;
  const help = [];
  const empty = [];
  for (let index = 0; index < 2 * runs; index += 1) {
    help.push((await timed(node, [cli(root), '--help'])).milliseconds);
    empty.push((await timed(node, ['-e', '0'])).milliseconds);
  }
  const rows = [
    ['`node -e 0`', seconds(median(empty))],
    ['`dossier --help`', seconds(median(help))],
  ];
  const packs = [...options.pages.map((length) => [`${length} pages`, length]), ['the packs of content/', undefined]];
  for (const [name, length] of packs) {
    const own = path.join(folder, `idle-${length ?? 'content'}`);
    if (length !== undefined) await generatePack(path.join(own, 'pack'), length);
    const what = length === undefined ? [] : [path.join(own, 'pack')];
    const run = () =>
      timed(node, [cli(root), 'build', ...what, '--out', path.join(own, 'out'), '--cache-dir', path.join(own, 'cache')], { cwd: root });
    await run();
    const times = [];
    for (let index = 0; index < runs; index += 1) times.push((await run()).milliseconds);
    rows.push([`unchanged: ${name}`, seconds(median(times))]);
  }
  return [{ title: 'Start-up, and builds in which nothing changed (whole processes)', head: ['command', 'time'], rows }];
}

/** One paragraph changed, in a process that goes on. */
async function watch(options) {
  const { root, runs, peers } = options;
  const rows = [];
  for (const length of options.pages.filter((one) => one <= 100)) {
    options.log(`watch, ${length} pages`);
    const job = await prepare(`watch-${length}`, length, options);
    const script = path.join(root, 'test/bench/in-process.mjs');
    const { stdout } = await promisify(execFile)(node, [script, job.pack, job.html, job.out, job.at('/cache'), String(2 * runs)]);
    const times = JSON.parse(stdout);
    await checkPdf(artifact(job), length, job.texts.with(0, job.texts[0].slice(40)));
    const typst = peers.has('typst') ? median(await serveTypst(peers.python, job.typst, job.at('-watch.pdf'), 2 * runs)) : undefined;
    const [plain, rebuild, saved] = [times.bare, times.rebuild, times.watch].map(median);
    rows.push([length, seconds(plain), seconds(rebuild), ratio(rebuild, plain), seconds(saved), seconds(typst), ratio(saved, typst)]);
  }
  return [
    {
      title: 'One paragraph changed, in a process that goes on',
      head: ['pages', 'bare warm print', 'rebuild', 'ratio', 'watch: save to PDF', 'Typst, warm', 'ratio'],
      rows,
    },
  ];
}

/** Decks. */
async function decks(options) {
  const { runs, peers, folder } = options;
  const rows = [];
  for (const slides of [20, 200]) {
    const at = (part) => path.join(folder, `deck-${slides}${part}`);
    await generateDeck(at('/pack'), slides);
    await cp(path.join(at('/pack'), 'slides.md'), at('.md'));
    const { readFile } = await import('node:fs/promises');
    const deck = await readFile(at('.md'), 'utf8');
    await writeFile(at('.typ'), toTypstSlides('A deck', deck));
    const points = deck.match(/^- .*$/gm);
    const job = {
      pack: at('/pack'),
      html: at('/html'),
      out: at('/out'),
      markdown: at('.md'),
      typst: at('.typ'),
      pages: slides,
      at,
      texts: [points[0].slice(2), points.at(-1).slice(2)],
    };
    await timed(node, [path.join(options.root, 'test/bench/final-html.mjs'), job.pack, job.html, 'slides']);
    const times = { bare: [], own: [] };
    for (let index = 0; index < runs; index += 1) {
      options.log(`${slides} slides, turn ${index + 1}`);
      times.bare.push((await bare(options, job)).milliseconds);
      times.own.push((await build(options, job, at('/cache'), ['--force'])).milliseconds);
    }
    await checkPdf(artifact(job, 'slides'), slides, job.texts);
    const [plain, own] = [median(times.bare), median(times.own)];
    const others = {};
    for (const name of ['marp', 'typst'].filter(peers.has)) others[name] = await peerTime(name, job, options, own);
    const show = (value) => (typeof value === 'number' ? `${seconds(value)} (${ratio(value, own)} × Dossier)` : (value ?? '–'));
    rows.push([slides, seconds(plain), seconds(own), ratio(own, plain), show(others.marp), show(others.typst)]);
  }
  return [{ title: 'Decks (cold processes)', head: ['slides', 'bare print', 'Dossier', 'ratio', 'Marp CLI', 'Typst'], rows }];
}

/** Twenty documents of ten pages in one call. */
async function many(options) {
  const { runs, peers, folder, root, log } = options;
  const count = 20;
  const jobs = [];
  for (let index = 0; index < count; index += 1) {
    const name = `many/doc-${String(index).padStart(2, '0')}`;
    await mkdir(path.join(folder, name), { recursive: true });
    jobs.push({ ...(await prepare(name, 10, options)), out: path.join(folder, 'many-out') });
  }
  // Packs are named by their folders.
  const packs = await Promise.all(
    jobs.map(async (job, index) => {
      const pack = path.join(folder, 'many-packs', `doc-${index}`);
      await cp(job.pack, pack, { recursive: true });
      return pack;
    }),
  );
  const list = path.join(folder, 'many.txt');
  await writeFile(list, jobs.map((job) => `${job.typst}\t${job.at('-typst.pdf')}`).join('\n'));
  const rows = [];
  const row = async (name, run, files) => {
    const times = [];
    let whole = count;
    for (let index = 0; index < runs; index += 1) {
      log(`${name}, turn ${index + 1}`);
      for (const file of files) await rm(file, { force: true });
      // One that fails has lost files: how many is counted below.
      const { milliseconds } = await run().catch((cause) => ({ milliseconds: undefined, cause }));
      if (milliseconds !== undefined) times.push(milliseconds);
      const sound = await Promise.all(
        files.map((file, at) =>
          checkPdf(file, 10, jobs[at].texts).then(
            () => true,
            () => false,
          ),
        ),
      );
      whole = Math.min(whole, sound.filter(Boolean).length);
      if (times[0] > 60_000) break;
    }
    const time = times.length > 0 ? median(times) : undefined;
    rows.push({ name, time, whole });
  };
  const cache = path.join(folder, 'many-cache');
  const out = path.join(folder, 'many-out');
  const own = packs.map((pack) => path.join(out, path.basename(pack), 'everyone/en/briefing.pdf'));
  await row(
    'Dossier, first build',
    async () => {
      await rm(cache, { recursive: true, force: true });
      return timed(node, [cli(root), 'build', ...packs, '--out', out, '--cache-dir', cache]);
    },
    own,
  );
  if (peers.has('typst'))
    await row(
      'Typst, one process',
      () => timed(peers.python, [path.join(root, 'test/bench/with_typst.py'), 'reused', list]),
      jobs.map((job) => job.at('-typst.pdf')),
    );
  if (peers.has('md-to-pdf')) {
    const [file, args] = peers.many(
      'md-to-pdf',
      jobs.map(({ markdown }) => markdown),
    );
    await row(
      'md-to-pdf',
      () => timed(file, args, { env: peers.env }),
      jobs.map(({ markdown }) => markdown.replace(/\.md$/, '.pdf')),
    );
  }
  const first = rows[0]?.time;
  return [
    {
      title: 'Twenty documents of ten pages in one call (cold process)',
      head: ['', 'time', 'documents a second', 'Dossier is so many times as fast', 'whole'],
      rows: rows.map(({ name, time, whole }) => [
        name,
        seconds(time),
        time ? ((count * 1000) / time).toFixed(1) : '–',
        ratio(time, first),
        `${whole} of ${count}`,
      ]),
    },
  ];
}

/** What Chrome takes for the pieces of a long document. */
async function parts(options) {
  const rows = [];
  for (const length of options.pages.filter((one) => one >= 100 && one <= 500)) {
    options.log(`parts, ${length} pages`);
    const job = await prepare(`parts-${length}`, length, options);
    const script = path.join(options.root, 'test/bench/parts.mjs');
    const { stdout } = await promisify(execFile)(node, [script, job.html, String(options.runs)], { maxBuffer: 1 << 26 });
    const { times, pieces } = JSON.parse(stdout);
    const [whole, inTurn, sideBySide, single] = Object.values(times).map(median);
    const against = (value) => `${seconds(value)} (${ratio(value, whole)})`;
    rows.push([length, pieces, seconds(whole), against(inTurn), against(sideBySide), against(single)]);
  }
  const head = ['pages', 'pieces', 'whole', 'pieces in turn', 'pieces side by side', 'one piece'];
  return [{ title: 'Chrome’s part of a long document in pieces, with a warm browser (ratios to the whole)', head, rows }];
}

/** What is asked of the preview: milliseconds from a save to what is seen. */
const previewed = [
  { what: 'flow', view: 'flow', length: 10, aim: 100 },
  { what: 'flow', view: 'flow', length: 100, aim: 200 },
  { what: 'pages', view: 'pages', length: 10, aim: 400 },
  { what: 'pages', view: 'pages', length: 100, aim: 900 },
  { what: 'one slide', view: 'slides', length: 200, aim: 150 },
];
/** After so many more saves memory is looked at again. */
const steadyEdits = 500;

/** From a save to what is seen in a browser, and what memory that takes. */
async function preview(options) {
  const { root, runs, folder, quick, log } = options;
  const rows = [];
  const memory = [];
  for (const { what, view, length, aim } of previewed) {
    log(`preview, ${what}, ${length}`);
    const isDeck = view === 'slides';
    const at = (part) => path.join(folder, `preview-${view}-${length}${part}`);
    await (isDeck ? generateDeck : generatePack)(at('/pack'), length);
    await timed(node, [path.join(root, 'test/bench/final-html.mjs'), at('/pack'), at('/html'), ...(isDeck ? ['slides'] : [])]);
    const edits = view === 'flow' && length === 100 ? (quick ? 100 : steadyEdits) : 0;
    const script = path.join(root, 'test/bench/preview.mjs');
    const given = [at('/pack'), at('/html'), at('/cache'), isDeck ? 'slides.md' : '001-chapter.md', view, String(2 * runs), String(edits)];
    const { stdout } = await promisify(execFile)(node, [script, ...given], { maxBuffer: 1 << 26 });
    const { times, held } = JSON.parse(stdout);
    const shown = (value) => `${Math.round(value)} ms`;
    rows.push([what, `${length} ${isDeck ? 'slides' : 'pages'}`, shown(median(times)), shown(Math.max(...times)), shown(aim)]);
    for (const { edits: count, rss, heap, page, nodes } of held)
      memory.push([count, mebibytes(rss), mebibytes(heap), mebibytes(page), nodes]);
  }
  return [
    { title: 'Preview: from a save to what is seen in the browser', head: ['view', 'document', 'median', 'slowest', 'aim'], rows },
    {
      title: 'Preview: memory while 100 pages are edited in the flow',
      head: ['edits', 'Node', 'heap of Node', 'heap of the page', 'nodes of the page'],
      rows: memory,
    },
  ];
}

export const suites = { idle, pages, finish, notes, watch, decks, many, parts, proof, preview, queue };
