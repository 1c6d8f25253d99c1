/**
 * Random packs with random rules: no canary is where its reader may not meet it, and all of them are where they may be met.
 * `FUZZ_SEED`, `FUZZ_PACKS`, `FUZZ_PAGES` and `FUZZ_PRINTS` ask for others and for more (`npm run fuzz`); a failure tells the seed of its pack.
 */

import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../../pipeline/build/build.ts';
import { finalHtml } from '../../pipeline/build/final-html.ts';
import { planProof } from '../../pipeline/prove/plan.ts';
import { select } from '../../pipeline/select/select.ts';
import { openWithheld } from '../../pipeline/select/withheld.ts';
import { parse } from '../../pipeline/source/parse.ts';
import { rawTexts } from '../../pipeline/source/raw.ts';
import { source } from '../../pipeline/source/source.ts';
import { kindNames } from '../../pipeline/template/kinds/index.ts';
import { testContext } from '../support/context.ts';
import { test, write } from '../support/folders.ts';
import { holds, openPdf, prints } from '../support/pdf.ts';
import { sharedBrowser as browser } from '../support/shared-browser.ts';
import { type RandomPack, randomPack } from './pack.ts';
import type { Reader } from './rules.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const first = number('FUZZ_SEED', 1);
const packs = number('FUZZ_PACKS', 60);
const pages = number('FUZZ_PAGES', Math.min(packs, 12));
const printsWanted = number('FUZZ_PRINTS', 12);

/** Canaries of a pack that one reader may not meet. */
const forbidden = ({ canaries }: RandomPack, reader: Reader) => canaries.filter(({ allows }) => !allows(reader));
/** Those that must be in a document of a kind. */
const wanted = ({ canaries }: RandomPack, reader: Reader, kind: string) =>
  canaries.filter(({ shown, kinds }) => shown(reader) && kinds.includes(kind));
const named = (seed: number, { audience, lang }: Reader) => `seed ${seed}, ${audience} in ${lang}`;
const told = (canaries: RandomPack['canaries']) => canaries.map(({ word, what }) => `${what} ${word}`);

/** Every string in a value. */
function strings(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value);
  else if (value instanceof Map) for (const [key, one] of value) strings(one, strings(key, found));
  else if (value instanceof Set || Array.isArray(value)) for (const one of value) strings(one, found);
  else if (value !== null && typeof value === 'object') for (const [key, one] of Object.entries(value)) strings(one, strings(key, found));
  return found;
}

describe('what is selected', () => {
  test('of random packs holds nothing that is withheld, and the leak check is given all that is', async ({ folder }) => {
    let selections = 0;
    for (let seed = first; seed < first + packs; seed += 1) {
      const pack = randomPack(seed);
      await write(path.join(folder, String(seed)), pack.files);
      const { context, diagnostics } = testContext(folder);
      for (const one of (await source(path.join(folder, String(seed)), kindNames, context)) ?? []) {
        const parsed = await parse(one, context);
        for (const { audience, lang } of pack.people.readers.filter((reader) => reader.lang === one.lang)) {
          const { selected, withheld } = await select(parsed, audience, context);
          selections += 1;
          const text = strings([
            selected.chapters,
            selected.deck,
            selected.data,
            selected.glossary,
            selected.bibliographyEntries,
            selected.edition.options,
          ]).join('\n');
          const plan = await planProof(withheld, selected, await rawTexts(parsed, context), context);
          const cuts = [...openWithheld(withheld), ...plan.images.words].map((cut) => cut.text).join('\n');
          const hidden = forbidden(pack, { audience, lang });
          expect(told(hidden.filter(({ word, isOfTable }) => !isOfTable && text.includes(word))), named(seed, { audience, lang })).toEqual(
            [],
          );
          expect(
            told(hidden.filter(({ word }) => !cuts.includes(word))),
            `${named(seed, { audience, lang })}: not given to the leak check`,
          ).toEqual([]);
        }
      }
      expect(
        diagnostics.filter(({ severity }) => severity === 'error'),
        `seed ${seed}`,
      ).toEqual([]);
    }
    expect(selections).toBeGreaterThan(packs);
  });
});

describe('the final HTML', () => {
  test('of random packs holds nothing that is withheld, and everything else', async ({ folder }) => {
    let made = 0;
    for (let seed = first; seed < first + pages; seed += 1) {
      const pack = randomPack(seed);
      const own = await write(path.join(folder, String(seed)), pack.files);
      const { context, diagnostics } = testContext(folder);
      const documents = await finalHtml(own, {}, context);
      // A pack of one chapter that nobody may read has none, and says so.
      const isRead = !diagnostics.some(({ code }) => code === 'RULE_UNMET');
      if (isRead) expect(documents.length, `seed ${seed}`).toBeGreaterThan(0);
      made += documents.length;
      for (const { edition, kind, html, resources, running } of documents) {
        const text = [html, ...resources.keys(), ...running.map((one) => one.text)].join('\n');
        expect(told(forbidden(pack, edition).filter(({ word }) => text.includes(word))), `${named(seed, edition)}, ${kind}`).toEqual([]);
        const missing = wanted(pack, edition, kind).filter(({ word }) => !html.includes(word));
        expect(told(missing), `${named(seed, edition)}, ${kind}: missing`).toEqual([]);
      }
    }
    expect(made).toBeGreaterThan(pages);
  });
});

describe('printed PDFs', () => {
  test('of random packs hold nothing that is withheld, and everything else', async ({ folder }) => {
    let printed = 0;
    for (let seed = first; printed < printsWanted; seed += 1) {
      const pack = randomPack(seed, 0.5);
      const own = await write(path.join(folder, `p${seed}`), pack.files);
      const { context } = testContext(folder, browser);
      const output = path.join(folder, 'out');
      const result = await build({ packs: [own], output, jobs: 2, mode: 'build' }, context);
      const problems = result.diagnostics.filter(({ severity }) => severity === 'error');
      expect([problems, result.failed], `seed ${seed}`).toEqual([[], []]);
      for (const { path: name, audience, lang, kind } of result.artifacts) {
        printed += 1;
        const pdf = await openPdf(path.join(output, name));
        const reader = { audience, lang };
        const leaked = forbidden(pack, reader).filter(({ word }) => holds(pdf, word));
        expect(told(leaked), `${named(seed, reader)}, ${kind}`).toEqual([]);
        const missing = wanted(pack, reader, kind).filter(({ word }) => !prints(pdf, word) && !holds(pdf, word));
        expect(told(missing), `${named(seed, reader)}, ${kind}: missing`).toEqual([]);
        await pdf.close();
      }
    }
    expect(printed).toBeGreaterThanOrEqual(printsWanted);
  });
});
