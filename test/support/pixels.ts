/**
 * Pages as pixels: drawn from a PDF, read from a PNG, compared.
 * pdf.js draws text as outlines of the embedded fonts, so that what the machine has installed does not matter.
 */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** Red, green, blue and opacity of each pixel, in rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws one page of a PDF file at 72 dots per inch, one pixel for a point. */
export async function drawPage(file: string, number: number): Promise<Pixels> {
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0, useSystemFonts: false });
  try {
    const page = await (await task.promise).getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    // pdf.js is written for browsers, and its types ask for a browser's canvas.
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
    const { width, height } = canvas;
    return { width, height, data: new Uint8Array(canvas.getContext('2d').getImageData(0, 0, width, height).data) };
  } finally {
    await task.destroy();
  }
}

/** Reads a PNG. Gives undefined where there is no such file. */
export async function readPng(file: string): Promise<Pixels | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Writes a PNG without opacity, which no page has, and without loss. */
export async function writePng(file: string, { width, height, data }: Pixels): Promise<void> {
  const image = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  await writeFile(file, await image.png({ compressionLevel: 9 }).toBuffer());
}

export interface Difference {
  /** How many pixels differ. All of them where the sizes do. */
  readonly pixels: number;
  /** The same as a share of the larger image, from 0 to 1. */
  readonly share: number;
  /** Differing pixels in red on the faded reference; undefined where the sizes differ. */
  readonly picture: Pixels | undefined;
}

/**
 * Compares two images. Edges of letters count like everything else: at this size they are most of the text.
 * @param threshold the smallest difference of colour that counts; 1 is black against white
 */
export function compare(actual: Pixels, reference: Pixels, threshold: number): Difference {
  const { width, height } = reference;
  if (actual.width !== width || actual.height !== height) {
    return { pixels: Math.max(actual.width * actual.height, width * height), share: 1, picture: undefined };
  }
  const data = new Uint8Array(width * height * 4);
  const pixels = pixelmatch(reference.data, actual.data, data, width, height, { threshold, includeAA: true });
  return { pixels, share: pixels / (width * height), picture: { width, height, data } };
}

/** Writes what a person needs to judge a difference into a new folder of temporary files. Gives the paths. */
export async function writeEvidence(name: string, actual: Pixels, { picture }: Difference): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-pages-'));
  const images = { actual, ...(picture && { diff: picture }) };
  const files = Object.entries(images).map(([role, pixels]) => ({ file: path.join(folder, `${name}.${role}.png`), pixels }));
  await Promise.all(files.map(({ file, pixels }) => writePng(file, pixels)));
  return files.map(({ file }) => file);
}
