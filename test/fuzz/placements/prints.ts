/** Placements that hold up to the HTML, printed by a real browser and looked for in the file. */
import path from 'node:path';
import { places } from '../../support/canary.ts';
import { holds, openPdf } from '../../support/pdf.ts';
import { writePack } from './judge.ts';
import { type Context, printFor } from './product.ts';
import { type Placement, packOf } from './sample.ts';

export interface Print {
  readonly placement: Placement;
  /** How many files were written. */
  readonly files: number;
  /** Where the secret is. */
  readonly found: readonly string[];
}

/** Builds the packs together, as a build of several packs is, and searches every file that was written. */
export async function printed(placements: readonly Placement[], audience: string, folder: string, context: Context): Promise<Print[]> {
  const names = placements.map(({ secret }) => `p-${secret.toLowerCase()}`);
  for (const [index, placement] of placements.entries()) await writePack(path.join(folder, names[index] as string), packOf(placement));
  const output = path.join(folder, 'out');
  const packs = names.map((name) => path.join(folder, name));
  const { files } = await printFor(packs, audience, output, context);
  const prints: Print[] = [];
  for (const [index, placement] of placements.entries()) {
    const own = files.filter((file) => file.startsWith(`${names[index]}/`));
    const found: string[] = [];
    for (const file of own) {
      const pdf = await openPdf(path.join(output, file));
      found.push(...places(pdf.bytes, placement.secret).map((place) => `${file}: ${place}`));
      if (holds(pdf, placement.secret)) found.push(`${file}: as pdf.js reads it`);
      await pdf.close();
    }
    prints.push({ placement, files: own.length, found });
  }
  return prints;
}
