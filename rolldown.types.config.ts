/** Makes `dist/index.d.ts`, the types of the library in one file: TypeScript writes a declaration for each module, and these are joined. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const folder = path.resolve(mkdtempSync('node_modules/.dossier-types-'));
const tsc = path.resolve('node_modules/typescript/lib/tsc.js');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json', '--outDir', folder], { stdio: 'inherit' });

const declarations: Plugin = {
  name: 'declarations',
  // Declarations name the modules that they are made from.
  resolveId: (name, importer) =>
    importer !== undefined && name.startsWith('.') ? path.resolve(path.dirname(importer), name.replace(/\.ts$/, '.d.ts')) : null,
  closeBundle: () => rmSync(folder, { recursive: true, force: true }),
};

export default defineConfig({
  input: { index: path.join(folder, 'index.d.ts') },
  // Types of another package would have to be installed with Dossier.
  onLog: (_, { code, message }) => {
    // A slow machine is none.
    if (code !== 'PLUGIN_TIMINGS') throw new Error(message);
  },
  output: { dir: 'dist', format: 'esm' },
  plugins: [declarations, dts({ dtsInput: true, sourcemap: false })],
});
