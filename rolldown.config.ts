/** Makes `dist/`: the command line in a few files, so that it starts fast, the index of the fonts, and compiled templates. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { nameToEmoji } from 'gemoji';
import { defineConfig, type Plugin, rolldown } from 'rolldown';
import { billOfMaterials } from './pipeline/platform/bill-of-materials.ts';
import { fontFiles, fontIndexes, widths } from './pipeline/platform/font-index.ts';
import { licenceTexts } from './pipeline/platform/licences.ts';
import { characterTable } from './pipeline/prove/characters.ts';
import { makeWriting } from './pipeline/source/locale/make-writing.ts';
import { hashOf, precompile } from './pipeline/template/engine/precompile.ts';

/** The fonts that documents may use, their index, and how wide letters of drawings are. Packages have ten times as many files. */
function fonts(): Plugin {
  const indexes = readFontIndexes();
  return {
    name: 'fonts',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'fonts.json', source: JSON.stringify(indexes.base) });
      this.emitFile({ type: 'asset', fileName: 'more-fonts.json', source: JSON.stringify(indexes.more) });
      this.emitFile({ type: 'asset', fileName: 'widths.json', source: JSON.stringify(widths()) });
    },
    writeBundle() {
      mkdirSync('dist/fonts', { recursive: true });
      for (const file of fontFiles([...indexes.base, ...indexes.more])) copyFileSync(file, path.join('dist/fonts', path.basename(file)));
    },
  };
}

/** Reading hundreds of fonts takes seconds. */
function readFontIndexes(): ReturnType<typeof fontIndexes> {
  const sources = ['font-index.ts', 'font-families.ts', 'font-css.ts', 'han.ts'].map((name) => path.join('pipeline/platform', name));
  const packages = readdirSync('node_modules/@fontsource').sort();
  return kept('fonts', [...sources, ...packages.map((name) => path.join('node_modules/@fontsource', name, 'package.json'))], fontIndexes);
}

/** What takes long to make is kept until a file that it follows from changes, or Node. */
function kept<T>(name: string, sources: readonly string[], make: () => T): T {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources) hash.update(readFileSync(file));
  const file = path.join('node_modules/.cache/dossier', `${name}-${hash.digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(made));
  return made;
}

/** GitHub's names of signs. */
function shortcodes(): Plugin {
  return {
    name: 'shortcodes',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'shortcodes.json', source: JSON.stringify(nameToEmoji) });
    },
  };
}

/** Mermaid is one file for browsers; its package has twenty-five times as much. */
function mermaid(): Plugin {
  return {
    name: 'mermaid',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'mermaid.js.br', source: compressed('node_modules/mermaid/dist/mermaid.min.js') });
    },
  };
}

/** Other countries that write dates or numbers in their own way; a proof looks for the dates of both Englishes. */
const countries = 'en-US en-CA de-AT de-CH fr-CA fr-CH nl-BE pt-BR es-MX it-CH'.split(' ');

/** Locales of the languages that have words of Dossier's own. */
const locales = readdirSync('templates/words').flatMap(
  (file) => /^locale: *([\w-]+)/m.exec(readFileSync(path.join('templates/words', file), 'utf8'))?.[1] ?? [],
);

/** What such a language needs in nearly every document, and takes long to get ready: dates, and where words may be parted. */
function languages(): Plugin {
  return {
    name: 'languages',
    generateBundle() {
      const sources = readdirSync('pipeline/source/locale').map((name) => path.join('pipeline/source/locale', name));
      const dates = Object.fromEntries(
        [...locales, ...countries].map((locale) => [locale, kept(`writing-${locale}`, sources, () => makeWriting(locale))]),
      );
      this.emitFile({ type: 'asset', fileName: 'dates.json', source: JSON.stringify(dates) });
      for (const name of locales.map((locale) => locale.toLowerCase())) {
        const file = path.resolve('node_modules/hyphen/patterns', `${name}.js`);
        if (existsSync(file))
          this.emitFile({ type: 'asset', fileName: `hyphens/${name}.json`, source: JSON.stringify(createRequire(file)(file)) });
      }
    },
  };
}

/** The templates that come with Dossier, compiled: by the hash of their texts, so that any other text is compiled when it is read. */
function templates(): Plugin {
  return {
    name: 'templates',
    generateBundle() {
      const files = readdirSync('templates', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
      const texts = files.sort().map((file) => readFileSync(path.join('templates', file), 'utf8'));
      const compiled = Object.fromEntries(texts.map((text) => [hashOf(text), precompile(text)]));
      this.emitFile({ type: 'asset', fileName: 'templates.json', source: JSON.stringify(compiled) });
    },
  };
}

/**
 * What is not needed of other packages. Vega's canvas waits for a package that draws bitmaps, which Dossier has not: in the
 * browser's edition it does not. Puppeteer downloads browsers through proxies, with a JavaScript engine of its own to find them.
 */
function unneeded(): Plugin {
  const downloads =
    'const none = () => { throw new Error("nothing is downloaded"); };\nexport { none as ProxyAgent, none as get, none as request };';
  return {
    name: 'unneeded',
    resolveId(name, importer) {
      if (name === 'vega-canvas') return path.resolve('node_modules/vega-canvas/build/vega-canvas.browser.js');
      const isDownload = name === 'proxy-agent' || (/^node:https?$/.test(name) && importer?.includes('@puppeteer/browsers'));
      return isDownload ? '\0downloads' : null;
    },
    load: (id) => (id === '\0downloads' ? downloads : null),
  };
}

/** What runs inside the browser: scripts that are handed to the page. */
function pageScripts(): Plugin {
  const scripts = [
    { input: 'pipeline/render/footnotes/lay-notes.ts', fileName: 'notes.js', name: 'dossierNotes' },
    { input: 'pipeline/render/fit/fit-slides.ts', fileName: 'fit.js', name: 'dossierFit' },
    { input: 'pipeline/render/fit/paper/fit-paper.ts', fileName: 'fit-paper.js', name: 'dossierPaper' },
    { input: 'pipeline/render/han-faces.ts', fileName: 'han.js', name: 'dossierHan' },
  ];
  return {
    name: 'page-scripts',
    async generateBundle() {
      for (const { input, fileName, name } of scripts) {
        const bundle = await rolldown({ input, platform: 'browser' });
        const { output } = await bundle.generate({ format: 'iife', name });
        this.emitFile({ type: 'asset', fileName, source: output[0].code });
      }
    },
  };
}

/** The page of `dossier preview`, and what shows PDFs in it: read by the server, so that they may be compressed. */
function preview(): Plugin {
  const pdf = 'node_modules/pdfjs-dist/legacy/build';
  return {
    name: 'preview',
    async generateBundle() {
      const shared: Plugin = {
        name: 'pdf',
        resolveId: (name) => (name === 'pdfjs-dist' ? { id: '/_/asset/pdf.js', external: true } : null),
      };
      const bundle = await rolldown({ input: 'pipeline/preview/page/main.ts', platform: 'browser', plugins: [shared] });
      const { output } = await bundle.generate({ format: 'esm', minify: true });
      this.emitFile({ type: 'asset', fileName: 'preview/app.js', source: output[0].code });
      for (const [name, source] of Object.entries({ 'index.html': 'index.html', 'app.css': 'preview.css' }))
        this.emitFile({ type: 'asset', fileName: `preview/${name}`, source: readFileSync(`pipeline/preview/page/${source}`) });
      this.emitFile({ type: 'asset', fileName: 'preview/pdf.js.br', source: compressed(`${pdf}/pdf.min.mjs`) });
      this.emitFile({ type: 'asset', fileName: 'preview/pdf.worker.js.br', source: compressed(`${pdf}/pdf.worker.min.mjs`) });
    },
  };
}

/** What draws the pages of finished files as pictures, a third of its size. */
function pdfium(): Plugin {
  return {
    name: 'pdfium',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'pdfium.wasm.br', source: compressed('node_modules/@hyzyla/pdfium/dist/pdfium.wasm') });
    },
  };
}

const compressed = (file: string): Buffer => brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });

/** For packs with fonts of their own: HarfBuzz, whose two modules are compressed, and what unpacks WOFF2, which expects CommonJS. */
function ownFonts(): Plugin {
  const folder = 'node_modules/harfbuzzjs/dist';
  const binary = "brotliDecompressSync(readFileSync(new URL('../harfbuzz.wasm.br', import.meta.url)))";
  return {
    name: 'own-fonts',
    transform(code, id) {
      if (id.includes('wawoff2/build/')) return code.replaceAll('__dirname', "''");
      if (!id.includes('harfbuzzjs/dist/index.mjs')) return undefined;
      const imports = "import { readFileSync } from 'node:fs';\nimport { brotliDecompressSync } from 'node:zlib';\n";
      return imports + code.replace('createHarfBuzz()', `createHarfBuzz({ wasmBinary: ${binary} })`);
    },
    generateBundle() {
      for (const name of ['harfbuzz.wasm', 'harfbuzz-subset.wasm'])
        this.emitFile({ type: 'asset', fileName: `${name}.br`, source: compressed(path.join(folder, name)) });
    },
  };
}

/** What a proof takes for letters. */
function characters(): Plugin {
  return {
    name: 'characters',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'characters.bin', source: characterTable() });
    },
  };
}

/** Walks over trees give the function of every node a name, for stack traces that nobody reads: about 8 % of the time of a check. */
function plainVisits(): Plugin {
  return {
    name: 'plain-visits',
    transform: (code, id) =>
      id.includes('unist-util-visit-parents/lib/index.js')
        ? code.replace(/Object\.defineProperty\(visit, 'name', \{[^}]*\}\)/, '')
        : undefined,
  };
}

/** The licence texts of everything that was made from other packages. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle(_, files) {
      const ids = Object.values(files).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const bundled = ids.flatMap((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll('\\', '/'))?.[0] ?? []);
      // The patterns and the runtime of bundles are in files of other plug-ins.
      const more = [
        'hyphen',
        'rolldown',
        'mermaid',
        'pdfjs-dist',
        'gemoji',
        ...readdirSync('node_modules/@fontsource').map((name) => `@fontsource/${name}`),
      ];
      const folders = [...bundled, ...more.map((name) => path.resolve('node_modules', name))];
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES', source: licenceTexts(folders) });
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: billOfMaterials(folders, '.') });
    },
  };
}

/** The hash of everything that was made: what is in the cache follows from it. The fonts' index has the versions of their packages. */
function version(): Plugin {
  return {
    name: 'version',
    writeBundle() {
      const hash = createHash('sha256');
      const entries = readdirSync('dist', { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile() && entry.name !== 'version' && !entry.name.endsWith('.woff2'),
      );
      const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
      for (const file of files.sort()) hash.update(file).update(readFileSync(file));
      writeFileSync(path.join('dist', 'version'), hash.digest('hex'));
    },
  };
}

export default defineConfig({
  input: {
    cli: 'pipeline/cli/start.ts',
    index: 'pipeline/index.ts',
    internals: 'pipeline/build/internals.ts',
    worker: 'pipeline/build/worker.ts',
    watchdog: 'pipeline/platform/watchdog-thread.ts',
  },
  platform: 'node',
  // Found on disk at run time, or shared with the user's own code.
  external: [/^citeproc/, /^@sparticuz\//, /^shiki/, /^@hpcc-js\//, /^sharp$/],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    // Names without a hash: what Node keeps of a file that it has compiled is replaced, not added to, by the next version's.
    chunkFileNames: 'code/[name].js',
    // Licences stay.
    comments: { legal: true, annotation: false, jsdoc: false },
    codeSplitting: {
      groups: [
        // What is loaded before the rest, and so is compiled at every start, has little in it.
        { name: 'start', test: /pipeline\/platform\/(start|install-root|tier-up)\.ts$/, priority: 1 },
        // Every build needs these, and fewer files load faster.
        {
          name: 'base',
          test: /pipeline\/(model|template\/kinds|publish\/(manifest|artifact-cache)|build\/(types|open|dossier|build|progress|pack-cache)\.ts|platform\/(?!print-page|font|own-fonts|han|watchdog-thread|pdf-pictures|network|health|telemetry\/opentelemetry))/,
        },
        // What calls one another for every letter and every byte is in one file, so that it can be compiled as one.
        {
          name: 'markdown',
          test: /node_modules\/(micromark|decode-named-character|mdast-util-(from-markdown|gfm|directive|frontmatter|definition))/,
        },
        { name: 'pdf', test: /pipeline\/(pdf\/(?!signing|encryption|verify|join)|finish\/(file|print|structure))/ },
      ],
    },
  },
  plugins: [
    plainVisits(),
    unneeded(),
    fonts(),
    shortcodes(),
    mermaid(),
    languages(),
    pdfium(),
    ownFonts(),
    templates(),
    pageScripts(),
    preview(),
    characters(),
    licences(),
    version(),
  ],
});
