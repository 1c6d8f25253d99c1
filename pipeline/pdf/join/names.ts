/** Named destinations of joined files, and the links to them (ISO 32000-1, 12.3.2). */
import { Dict, isName, Name, type PdfDocument, PdfString, type Value } from '../objects/index.ts';
import { addNameTree, nameEntries } from '../objects/trees.ts';
import type { Joined } from './part.ts';

/** New names of a part's destinations; only those that changed. */
export interface Renamed {
  /** Names of `/Dests`. */
  readonly names: ReadonlyMap<string, string>;
  /** Strings of the name tree, which is a separate namespace (12.3.2.3). */
  readonly strings: ReadonlyMap<string, string>;
}

export interface Names {
  readonly renamed: readonly Renamed[];
  /** Names by decoded id, as used in internal links; the first part with an id wins. */
  readonly known: ReadonlyMap<string, string>;
}

/** Adds the names of all parts to the catalog. A name that is already taken is prefixed with the number of its part. */
export function joinNames(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): Names {
  const dests = new Map<string, Value>();
  const strings = new Map<string, Value>();
  const known = new Map<string, string>();
  const learn = (name: string) => {
    const plain = decoded(name);
    if (!known.has(plain)) known.set(plain, name);
  };
  for (const part of parts) {
    if (part.id === undefined || part.pages[0] === undefined) continue;
    dests.set(part.id, [part.pages[0], new Name('XYZ'), null, null, null]);
    learn(part.id);
  }
  const renamed = parts.map((part, index): Renamed => {
    const own: Renamed & { names: Map<string, string>; strings: Map<string, string> } = { names: new Map(), strings: new Map() };
    for (const [name, value] of document.dict(part.catalog.get('Dests')) ?? []) {
      const free = unused(name, index, dests);
      dests.set(free, value);
      if (free !== name) own.names.set(name, free);
      learn(free);
    }
    for (const [name, value] of nameEntries(document, document.dict(part.catalog.get('Names'))?.get('Dests'))) {
      const free = unused(name, index, strings);
      strings.set(free, value);
      if (free !== name) own.strings.set(name, free);
    }
    return own;
  });
  if (dests.size > 0) catalog.set('Dests', document.add(new Dict(dests)));
  if (strings.size > 0) catalog.set('Names', Dict.of({ Dests: addNameTree(document, strings) }));
  return { renamed, known };
}

function unused(name: string, index: number, taken: ReadonlyMap<string, Value>): string {
  if (!taken.has(name)) return name;
  let free = `p${index + 1}.${name}`;
  while (taken.has(free)) free = `${free}_`;
  return free;
}

/** Chrome percent-encodes the id of an element. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Renames the destination of a link, an outline item or an action. */
export function renameTarget(dict: Dict, { names, strings }: Renamed): boolean {
  const key = dict.has('Dest') ? 'Dest' : isName(dict.get('S'), 'GoTo') ? 'D' : undefined;
  const target = key && dict.get(key);
  if (key === undefined) return false;
  const free =
    target instanceof Name
      ? names.get(target.text)
      : target instanceof PdfString
        ? strings.get(Buffer.from(target.bytes).toString('latin1'))
        : undefined;
  if (free === undefined) return false;
  dict.set(key, target instanceof Name ? new Name(free) : new PdfString(Buffer.from(free, 'latin1')));
  return true;
}

/** Turns a link to an address with the prefix `internal` into a link to the named destination. */
export function resolveInternal(dict: Dict, internal: string, known: ReadonlyMap<string, string>): boolean {
  const action = dict.get('A');
  if (!(action instanceof Dict) || !isName(action.get('S'), 'URI')) return false;
  const address = action.get('URI');
  if (!(address instanceof PdfString) || !address.text.startsWith(internal)) return false;
  const target = known.get(decoded(address.text.slice(internal.length)));
  dict.delete('A');
  if (target !== undefined) dict.set('Dest', new Name(target));
  return true;
}
