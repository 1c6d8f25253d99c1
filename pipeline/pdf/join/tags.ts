/** Joins structure trees (ISO 32000-1, 14.7). */
import { Dict, isName, Name, type PdfDocument, PdfString, Ref, type Value } from '../objects/index.ts';
import { addNameTree, addNumberTree, nameEntries, numberEntries } from '../objects/trees.ts';
import type { Joined } from './part.ts';

/** Changes to the objects of a part. */
export interface TagChanges {
  /** Added to `StructParent` and `StructParents`; undefined for a part without tags, where such keys are invalid. */
  readonly keys: number | undefined;
  /** New element identifiers by old ones; only those that changed. */
  readonly ids: ReadonlyMap<string, string>;
  /** New roles by old ones, where parts map the same role differently. */
  readonly roles: ReadonlyMap<string, string>;
}

/** Joins the trees under one `Document`. Parts without tags are not included. */
export function joinTags(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): TagChanges[] {
  const root = document.reserve();
  const top = document.reserve();
  const kids: Value[] = [];
  const parents: [number, Value][] = [];
  const ids = new Map<string, Value>();
  const roles = new Map<string, string>();
  const classes = new Map<string, Value>();
  const namespaces: Value[] = [];
  let next = 0;
  let open: Value[] = kids;
  let openRef = top;
  const changes = parts.map((part, index): TagChanges => {
    const own = document.dict(part.catalog.get('StructTreeRoot'));
    if (own === undefined) return { keys: undefined, ids: new Map(), roles: new Map() };
    const entries = numberEntries(document, own.get('ParentTree'));
    // The keys need no change if they are higher than those of the parts before.
    const keys = entries.every(([key]) => key >= next) ? 0 : next;
    for (const [key, value] of entries) {
      parents.push([key + keys, value]);
      next = Math.max(next, key + keys + 1);
    }
    const renamedIds = new Map<string, string>();
    for (const [id, element] of nameEntries(document, own.get('IDTree'))) {
      const free = ids.has(id) ? `p${index + 1}.${id}` : id;
      if (free !== id) renamedIds.set(id, free);
      ids.set(free, element);
    }
    for (const [name, value] of document.dict(own.get('ClassMap')) ?? []) if (!classes.has(name)) classes.set(name, value);
    namespaces.push(...(document.array(own.get('Namespaces')) ?? []));
    const renamedRoles = joinRoles(document, own, roles, index);
    if (part.title !== undefined) {
      openRef = document.reserve();
      open = [];
      const lang = document.text(part.catalog.get('Lang'));
      document.set(
        openRef,
        Dict.of({
          Type: new Name('StructElem'),
          S: new Name('Part'),
          P: top,
          T: PdfString.of(part.title),
          Lang: lang === undefined ? undefined : PdfString.of(lang),
          K: open,
        }),
      );
      kids.push(openRef);
    }
    for (const kid of topElements(document, own)) {
      const element = document.dict(kid);
      if (element === undefined) continue;
      element.set('P', openRef);
      if (kid instanceof Ref) document.set(kid, element);
      open.push(kid);
    }
    return { keys, ids: renamedIds, roles: renamedRoles };
  });
  if (next === 0 && kids.length === 0) return changes;
  const lang = document.text(parts[0]?.catalog.get('Lang'));
  document.set(
    top,
    Dict.of({
      Type: new Name('StructElem'),
      S: new Name('Document'),
      P: root,
      Lang: lang === undefined ? undefined : PdfString.of(lang),
      K: kids,
    }),
  );
  document.set(
    root,
    Dict.of({
      Type: new Name('StructTreeRoot'),
      K: top,
      ParentTree: addNumberTree(document, parents),
      ParentTreeNextKey: next,
      IDTree: ids.size > 0 ? addNameTree(document, ids) : undefined,
      RoleMap: roles.size > 0 ? new Dict([...roles].map(([from, to]) => [from, new Name(to)])) : undefined,
      ClassMap: classes.size > 0 ? new Dict(classes) : undefined,
      Namespaces: namespaces.length > 0 ? namespaces : undefined,
    }),
  );
  catalog.set('StructTreeRoot', root);
  catalog.set('MarkInfo', Dict.of({ Marked: true }));
  return changes;
}

/** The elements below the root. A `Document` is replaced by its children, or becomes a section if it has direct content. */
function topElements(document: PdfDocument, root: Dict): Value[] {
  const list = (value: Value | undefined) => document.array(value) ?? (value === undefined || value === null ? [] : [value]);
  return list(root.get('K')).flatMap((one) => {
    const element = document.dict(one);
    if (!isName(element?.get('S'), 'Document')) return [one];
    const kids = list(element?.get('K'));
    if (kids.every((kid) => document.dict(kid)?.has('S'))) return kids;
    element?.set('S', new Name('Sect'));
    return [one];
  });
}

function joinRoles(document: PdfDocument, root: Dict, roles: Map<string, string>, index: number): Map<string, string> {
  const renamed = new Map<string, string>();
  const own = [...(document.dict(root.get('RoleMap')) ?? [])].flatMap(([from, to]) => {
    const name = document.name(to);
    return name === undefined ? [] : [[from, name] as const];
  });
  for (const [from, to] of own) if (roles.has(from) && roles.get(from) !== to) renamed.set(from, `${from}_${index + 1}`);
  for (const [from, to] of own) roles.set(renamed.get(from) ?? from, renamed.get(to) ?? to);
  return renamed;
}

/** Applies the changes to one dictionary: a page, an annotation, an element or its attributes. */
export function retag(dict: Dict, { keys, ids, roles }: TagChanges): boolean {
  let isChanged = false;
  for (const key of ['StructParent', 'StructParents']) {
    const number = dict.get(key);
    if (typeof number !== 'number' || keys === 0) continue;
    if (keys === undefined) dict.delete(key);
    else dict.set(key, number + keys);
    isChanged = true;
  }
  const renamed = (value: Value | undefined) => {
    const free = value instanceof PdfString ? ids.get(Buffer.from(value.bytes).toString('latin1')) : undefined;
    return free === undefined ? undefined : new PdfString(Buffer.from(free, 'latin1'));
  };
  const id = ids.size > 0 && dict.has('P') ? renamed(dict.get('ID')) : undefined;
  if (id) {
    dict.set('ID', id);
    isChanged = true;
  }
  const headers = ids.size > 0 ? dict.get('Headers') : undefined;
  if (Array.isArray(headers) && headers.some(renamed)) {
    dict.set(
      'Headers',
      headers.map((one) => renamed(one) ?? one),
    );
    isChanged = true;
  }
  const role = dict.get('S');
  const free = roles.size > 0 && dict.has('P') && role instanceof Name ? roles.get(role.text) : undefined;
  if (free !== undefined) {
    dict.set('S', new Name(free));
    isChanged = true;
  }
  return isChanged;
}
