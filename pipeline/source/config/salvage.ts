/** What can be used of a configuration that has errors: nothing is printed from it, but the rest of the pack can be checked. */
import type { z } from 'zod';

type Step = string | number;
type Path = readonly PropertyKey[];

/** What stands in for required texts of `pack.yaml`. */
const substitutes: Readonly<Record<string, unknown>> = { title: '…', date: '2000-01-01' };

/** Without these, everything that names them would be wrong too. */
const essential = new Set<PropertyKey>(['audiences', 'properties', 'languages', 'kinds']);

/** The value without what has errors; undefined if too little would be left of it. */
export function salvaged<S extends z.ZodType>(value: unknown, schema: S): z.output<S> | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const rest = structuredClone(value);
  // A part that is removed may have been required.
  for (let round = 0; round < 10; round += 1) {
    const result = schema.safeParse(rest);
    if (result.success) return result.data;
    const paths = result.error.issues.flatMap((issue): Path[] =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    );
    // From the end, so that the places of other items stay.
    for (const path of paths.sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0)) if (!removed(rest, path)) return undefined;
  }
  return undefined;
}

/** Removes what is at a path, or what requires it. False if that is too much. */
function removed(root: object, path: Path): boolean {
  const [first] = path;
  if (first === undefined || (essential.has(first) && path.length <= 2)) return false;
  const last = path.at(-1) as Step;
  const parent = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], root);
  if (parent === null || typeof parent !== 'object') return path.length > 1 && removed(root, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (Object.hasOwn(parent, last)) delete (parent as Record<Step, unknown>)[last];
  else if (path.length > 1) return removed(root, path.slice(0, -1));
  else if (Object.hasOwn(substitutes, last)) (parent as Record<Step, unknown>)[last] = substitutes[last];
  else return false;
  return true;
}
