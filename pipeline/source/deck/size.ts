/** How large slides are: `4:3`, `960x720`, `25.4cm 19.05cm`, `A4 landscape`. */

/** In CSS pixels, 96 to an inch. */
export interface SlideSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** 13⅓ × 7½ inches, as in every presentation program. */
export const widescreen: SlideSize = { name: '16:9', width: 1280, height: 720 };

const units: Readonly<Record<string, number>> = { px: 1, pt: 96 / 72, pc: 16, in: 96, mm: 96 / 25.4, cm: 96 / 2.54 };
/** In millimetres, upright. */
const papers: Readonly<Record<string, readonly [number, number]>> = {
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  b4: [250, 353],
  b5: [176, 250],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  tabloid: [279.4, 431.8],
};
const [least, most] = [100, 10_000];

/** Undefined for what is no size, or none that could be printed. */
export function sizeOf(text: string): SlideSize | undefined {
  const name = text.trim();
  const found = ofRatio(name) ?? ofPaper(name) ?? ofLengths(name);
  if (found === undefined) return undefined;
  const [width, height] = found.map(Math.round) as [number, number];
  return Math.min(width, height) < least || Math.max(width, height) > most ? undefined : { name, width, height };
}

/** The shorter side is 720 pixels. */
function ofRatio(text: string): [number, number] | undefined {
  const [, across, down] = (/^(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)$/.exec(text) ?? []).map(Number);
  if (!across || !down) return undefined;
  return across >= down ? [(720 * across) / down, 720] : [720, (720 * down) / across];
}

function ofPaper(text: string): [number, number] | undefined {
  const [, name = '', turned] = /^([a-z]+\d?)(?:\s+(portrait|landscape))?$/i.exec(text) ?? [];
  const paper = Object.hasOwn(papers, name.toLowerCase()) ? papers[name.toLowerCase()] : undefined;
  if (paper === undefined) return undefined;
  const [short, long] = paper.map((length) => length * (units['mm'] as number)) as [number, number];
  return turned?.toLowerCase() === 'landscape' ? [long, short] : [short, long];
}

function ofLengths(text: string): [number, number] | undefined {
  const lengths = /^(\d+(?:\.\d+)?)\s*(px|pt|pc|in|mm|cm)?\s*(?:[x×*,]|\s)\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|in|mm|cm)?$/i.exec(text);
  if (!lengths) return undefined;
  const [, across, one, down, other] = lengths;
  const length = (value: string | undefined, unit: string | undefined) => Number(value) * (units[(unit ?? 'px').toLowerCase()] as number);
  return [length(across, one ?? other), length(down, other ?? one)];
}
