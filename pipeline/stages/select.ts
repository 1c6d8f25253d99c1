/**
 * select: all trees → the trees that one audience may read. It comes before plugins, templates and browser, so that what
 * is withheld cannot leak from them: it is not there. In doubt it withholds, and reports.
 */
import { slug } from 'github-slugger';
import type { Heading, Nodes, Parent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { optionsFor } from '../config/load.ts';
import type { Context } from '../context.ts';
import { diagnostic, unknownName } from '../diagnostics.ts';
import { bareId } from '../references/label.ts';
import { cutOf, gather } from '../selection/gather.ts';
import { type Cut, Withheld } from '../selection/withheld.ts';
import type { Attributes } from '../syntax/heading-attributes.ts';
import { idsIn } from '../syntax/ids.ts';
import { placeOf } from '../syntax/place.ts';
import { secret } from '../syntax/secret.ts';
import type { Parsed, ParsedFile, Place, Selected, SelectedFile, SourceName } from '../types.ts';

/** What an audience may read, and (apart, for the proof alone) what was cut. */
export interface Selection {
  readonly selected: Selected;
  readonly withheld: Withheld;
}

/** Cuts everything that `audience` may not read. */
export async function select(parsed: Parsed, audience: string, context: Context): Promise<Selection> {
  const { source } = parsed;
  const rules = rulesFor(audience, Object.keys(source.config.audiences), context);
  const options = optionsFor(source.config, audience);
  const configPlace = { file: source.configFile.shown, line: 1, column: 1 };
  const cutFile = (file: ParsedFile): SelectedFile[] => {
    const place = { file: file.source.shown, line: 1, column: 1 };
    const { audience: only, except } = file.matter;
    if (!rules.allows({ audience: only, except }, file.rulePlace)) {
      rules.cuts.push(...wholeFile(file, written({ audience: only?.join(' '), except: except?.join(' ') })));
      return [];
    }
    const tree: Root = { ...file.tree, children: cutChildren(file.tree, file.source, rules) };
    if (tree.children.length === 0 && file.tree.children.length > 0) {
      // Nothing of it is printed, its name included.
      context.report(diagnostic('CHAPTER_EMPTY', { audience }, place));
      rules.cuts.push(...wholeFile({ ...file, tree: { ...file.tree, children: [] } }, 'nothing is left of the chapter'));
      return [];
    }
    const { text: _, ...name } = file.source;
    return [{ source: name, matter: file.matter, tree }];
  };
  const chapters = parsed.chapters.flatMap(cutFile);
  const kept = new Set(chapters.map((file) => file.source.name));
  const readable = new Set(chapters.flatMap((file) => idsIn(file.tree).map(bareId)));
  const selected = {
    edition: {
      pack: source.pack,
      folder: source.folder,
      place: configPlace,
      audience,
      lang: source.lang,
      options: {
        ...options,
        annexes: options.annexes.filter((annex) => rules.allows({ audience: annex.audience, except: annex.except }, configPlace)),
      },
    },
    chapters,
    deck: parsed.deck && cutFile(parsed.deck)[0],
    withheld: new Set(
      [
        ...parsed.chapters.map((file) => file.source.name).filter((name) => !kept.has(name)),
        ...rules.cutAnchors,
        ...parsed.chapters.flatMap((file) => idsIn(file.tree).map(bareId)).filter((id) => !readable.has(id)),
      ].map(secret),
    ),
  };
  return { selected: selected as unknown as Selected, withheld: new Withheld(withoutPermitted(rules.cuts, selected)) };
}

/** Everything of a chapter or deck, its name and front matter included. */
function wholeFile({ source, matter, tree, rulePlace }: ParsedFile, rule: string): Cut[] {
  const at = { place: rulePlace, rule };
  return [
    ...cutOf('file', source.name, at),
    ...[matter.title, matter.short].flatMap((text) => cutOf('heading', text, at)),
    ...cutOf('text', matter.standfirst, at),
    ...tree.children.flatMap((node) => gather(node, source, rule)),
  ];
}

/** Without the images, files, keys and identifiers that what is left uses too. */
function withoutPermitted(cuts: readonly Cut[], { chapters, deck }: Pick<Selected, 'chapters' | 'deck'>): Cut[] {
  const isName = ({ sort }: Cut) => sort === 'image' || sort === 'file' || sort === 'key' || sort === 'id';
  const files = deck ? [...chapters, deck] : chapters;
  const left = files.flatMap(({ tree, source }) => tree.children.flatMap((node) => gather(node, source, '')).filter(isName));
  const permitted = new Set([...left.map(({ sort, text }) => `${sort} ${text}`), ...files.map(({ source }) => `file ${source.name}`)]);
  return cuts.filter((cut) => !isName(cut) || !permitted.has(`${cut.sort} ${cut.text}`));
}

/** A rule as its author wrote it. */
const written = (attributes: Attributes): string =>
  ['audience', 'except'].flatMap((name) => (attributes[name] === undefined ? [] : [`${name}="${attributes[name]}"`])).join(' ');

interface Rule {
  readonly audience?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

interface Rules {
  /** Whether the audience may read what stands under this rule. Reports names that are no audience. */
  readonly allows: (rule: Rule, place: Place) => boolean;
  readonly report: Context['report'];
  /** Ids of headings that were cut. */
  readonly cutAnchors: Set<string>;
  readonly cuts: Cut[];
}

function rulesFor(audience: string, known: readonly string[], { report }: Context): Rules {
  const check = (names: readonly string[] | undefined, place: Place) => {
    for (const name of names ?? []) if (!known.includes(name)) report(diagnostic('AUDIENCE_UNKNOWN', unknownName(name, known), place));
  };
  return {
    report,
    cutAnchors: new Set(),
    cuts: [],
    allows: (rule, place) => {
      check(rule.audience, place);
      check(rule.except, place);
      if (rule.audience !== undefined && !rule.audience.includes(audience)) return false;
      return !(rule.except?.includes(audience) ?? false);
    },
  };
}

const split = (value: string | null | undefined) =>
  value === null || value === undefined ? undefined : value.split(/[\s,]+/).filter(Boolean);

/** The rule that attributes state. One that names nobody withholds from all, and is told. */
function ruleOf(attributes: Attributes, place: Place, rules: Rules): Rule {
  for (const name of ['audience', 'except']) {
    if (name in attributes && split(attributes[name])?.length !== 0) continue;
    if (name in attributes) {
      rules.report(diagnostic('AUDIENCE_MISSING', { name }, place));
      return { audience: [] };
    }
  }
  return { audience: split(attributes['audience']), except: split(attributes['except']) };
}

const isDirective = (node: Nodes) => node.type === 'containerDirective' || node.type === 'leafDirective' || node.type === 'textDirective';

function cutChildren(parent: Parent, source: SourceName, rules: Rules): RootContent[] {
  const kept: RootContent[] = [];
  let skipBelow = 0;
  let rule = '';
  for (const child of parent.children as RootContent[]) {
    if (skipBelow > 0) {
      // A section ends where a heading of its own level or above begins.
      if (!(child.type === 'heading' && child.depth <= skipBelow)) {
        noteAnchors(child, rules);
        rules.cuts.push(...gather(child, source, rule));
        continue;
      }
      skipBelow = 0;
    }
    if (child.type === 'heading' && !headingAllowed(child, source, rules)) {
      skipBelow = child.depth;
      rule = written(child.data?.attributes ?? {});
      noteAnchors(child, rules);
      rules.cuts.push(...gather(child, source, rule));
      continue;
    }
    kept.push(...cut(child, source, rules));
  }
  return kept;
}

/** Remembers the headings of what is cut, so that a link to one can be told from a broken link. */
function noteAnchors(node: Nodes, rules: Rules): void {
  if (node.type === 'heading') rules.cutAnchors.add(node.data?.attributes?.['id'] ?? slug(textOf(node)));
  else if ('children' in node) for (const child of node.children) noteAnchors(child, rules);
}

function headingAllowed(heading: Heading, source: SourceName, rules: Rules): boolean {
  const attributes = heading.data?.attributes;
  return !attributes || rules.allows(ruleOf(attributes, placeOf(heading, source), rules), placeOf(heading, source));
}

function cut(node: RootContent, source: SourceName, rules: Rules): RootContent[] {
  if (!('children' in node)) return [node];
  if (!isDirective(node)) return [{ ...node, children: cutChildren(node as Parent, source, rules) } as RootContent];
  const directive = node as Extract<RootContent, { name: string; attributes?: unknown }>;
  const place = placeOf(node, source);
  const { audience, except: _, ...rest } = directive.attributes ?? {};
  if (directive.name === 'only' || directive.name === 'except') {
    const names = split(audience);
    const own = names?.length ? `${directive.name} ${written({ audience })}` : directive.name;
    if (names === undefined || names.length === 0) {
      rules.report(diagnostic('AUDIENCE_MISSING', { name: directive.name }, place));
      rules.cuts.push(...gather(node, source, own));
      return [];
    }
    const rule = directive.name === 'only' ? { audience: names } : { except: names };
    if (!rules.allows(rule, place)) {
      noteAnchors(node, rules);
      rules.cuts.push(...gather(node, source, own));
      return [];
    }
    return cutChildren(node as Parent, source, rules);
  }
  if (!rules.allows(ruleOf(directive.attributes ?? {}, place, rules), place)) {
    noteAnchors(node, rules);
    rules.cuts.push(...gather(node, source, written(directive.attributes ?? {})));
    return [];
  }
  return [{ ...node, attributes: rest, children: cutChildren(node as Parent, source, rules) } as RootContent];
}
