/** Colours that an author's rule gives a slide, in the words of Dossier's own style sheets, so that all on it can be read. */
import { inkOn, luminance } from '../luminance.ts';

/** @param declarations by property, as they are printed */
export function derived(declarations: ReadonlyMap<string, string>): string[] {
  const of = (name: string) => declarations.get(name)?.replace(/!important$/, '');
  const image = of('background-image');
  const ground = of('background-color') ?? of('background') ?? image;
  const ink = of('color');
  const plain = ground === undefined ? undefined : plainColour(ground);
  const result: string[] = [];
  if (ground !== undefined) result.push('--slide-art:none', '--slide-full:none');
  if (plain !== undefined) result.push(`--ground:${plain}`);
  const own = ink ?? inkOn(luminance((ground ?? '').replace(/url\([^)]*\)/g, '')));
  if (own === undefined || /^(?:inherit|initial|unset|currentcolor)$/i.test(own)) {
    if (ground !== undefined) result.push('--on-accent:var(--accent-deep)');
    return result;
  }
  result.push(
    `--ink:${own}`,
    `--accent:${own}`,
    `--accent-deep:${own}`,
    `--on-accent:${own}`,
    `--accent-fill:color-mix(in srgb, ${own} 16%, transparent)`,
    `--muted:color-mix(in srgb, ${own} 78%, transparent)`,
    `--rule:color-mix(in srgb, ${own} 35%, transparent)`,
    `--accent-soft:color-mix(in srgb, ${own} 10%, transparent)`,
  );
  if (ink === undefined) result.push(`color:${own}`);
  return result;
}

/** A ground that is one colour. */
function plainColour(ground: string): string | undefined {
  return /^(?:#[\da-f]{3,8}|[a-z]+|(?:rgb|hsl|hwb|oklch|lab)a?\([^()]*\)|var\(--[\w-]+\))$/i.test(ground) &&
    !/^(?:none|transparent|inherit|initial|unset)$/i.test(ground)
    ? ground
    : undefined;
}
