/**
 * Builds many documents at once and prints, as JSON, how many megabytes are held when each is done. Node needs `--expose-gc`.
 * FOLDER DOCUMENTS
 */
import path from 'node:path';
import { createDossier } from '../../dist/index.js';
import { generatePack } from '../bench/generate.mjs';

const [folder, documents] = process.argv.slice(2);
const packs = Array.from({ length: Number(documents) }, (_, index) => path.join(folder, `pack-${index}`));
for (const pack of packs) await generatePack(pack, 30);
const held = [];
const dossier = createDossier({
  packs,
  cwd: folder,
  isLast: true,
  cacheFolder: 'cache',
  onProgress: ({ state }) => {
    if (state !== 'built') return;
    globalThis.gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    held.push(Math.round((heapUsed + arrayBuffers) / 1e5) / 10);
  },
});
await dossier.build();
await dossier.close();
process.stdout.write(JSON.stringify(held));
