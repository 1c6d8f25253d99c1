/** What the makers of drawings share. */
import { createHash } from 'node:crypto';
import type { Code } from 'mdast';
import type { Env } from '../env.ts';

/** Makes SVG texts of some drawings of one document; undefined where a problem was reported. */
export type Draw = (nodes: readonly Code[], env: Env) => Promise<(string | undefined)[]>;

/** Where a drawing goes: its width in CSS pixels, its height unless its content decides, and the size of its letters. */
export interface Look {
  readonly width: number;
  readonly height: number;
  /** The greatest height that leaves the letters their size. */
  readonly most: number;
  readonly size: number;
  /** It is on a slide, where it fills its frame. */
  readonly isSlide?: boolean;
}

/**
 * Columns of the page: a slide's drawings are laid out at half their size and printed at twice. What stands side by side is drawn as wide
 * as it will be, with letters of the same size.
 */
export function lookOf(node: Code, env: Env): Look {
  const { beside = 1, isWide } = node.data?.drawing ?? {};
  if (env.slug === undefined) return shared({ width: 563, height: 236, most: 260, size: 13, isSlide: true }, beside, 28);
  if (beside > 1) return shared({ width: 642, height: 240, most: 820, size: 11 }, beside, 26);
  return isWide ? { width: 642, height: 300, most: 820, size: 11 } : { width: 465, height: 240, most: 820, size: 11 };
}

/** One of several in a row, not much wider than high. */
function shared({ width, height, ...rest }: Look, beside: number, gap: number): Look {
  const own = Math.floor((width - gap * (beside - 1)) / beside);
  return { width: own, height: beside === 1 ? height : Math.max(150, Math.min(height, Math.round(own * 0.62))), ...rest };
}

/**
 * The drawing under a key that names all it follows from, or a new one; nothing is kept of a problem. What its maker warned of is
 * said again whenever it comes from the cache.
 */
export async function cached(
  parts: unknown,
  node: Code,
  env: Env,
  make: (warn: (why: string) => void) => Promise<string | undefined>,
): Promise<string | undefined> {
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const known = (await env.context.cache.get(key)) as Drawn | undefined;
  const warnings: string[] = known?.warnings === undefined ? [] : [...known.warnings];
  const svg = known?.svg ?? (await make((why) => void warnings.push(why)));
  for (const why of new Set(warnings)) env.report('DRAWING_ODD', { why }, node);
  if (known === undefined && svg !== undefined) await env.context.cache.set(key, { svg, warnings } satisfies Drawn);
  return svg;
}

interface Drawn {
  readonly svg: string;
  readonly warnings: readonly string[];
}

/** Reports at a line of the text in a fence, counted from 1. */
export function reportAt(node: Code, line: number, column: number, why: string, env: Env): void {
  const start = node.position?.start ?? { line: 1, column: 1 };
  // The text of a generated drawing has no lines of its own.
  const place = node.data?.drawing?.spec ? start : { line: start.line + line, column: start.column + column - 1 };
  env.report('DRAWING_SYNTAX', { why }, { position: { start: place } });
}
