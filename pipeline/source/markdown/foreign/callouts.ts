/** Callouts of other programs by their names: VuePress, Docusaurus, MkDocs, MyST, Quarto, Obsidian. */

/** What each is called here, and the title that it has without one of its own. */
export interface Callout {
  readonly name: 'note' | 'tip' | 'important' | 'warning' | 'caution';
  /** Undefined where it is that of the name, in the language of the document. */
  readonly title: string | undefined;
}

const byLook = {
  note: 'note info abstract summary tldr todo seealso see-also quote cite example question help faq definition theorem lemma proof remark exercise solution answer topic admonition versionadded versionchanged',
  tip: 'tip hint success check done',
  important: 'important key takeaway',
  warning: 'warning warn attention failure fail missing deprecated',
  caution: 'caution danger error bug critical alert',
} as const;

/** Names that mean the same as the one of Dossier, so that its title fits. */
const same = new Set(['note', 'info', 'tip', 'hint', 'important', 'warning', 'warn', 'attention', 'caution', 'danger', 'admonition']);

const all: ReadonlyMap<string, Callout> = new Map(
  Object.entries(byLook).flatMap(([name, names]) =>
    names.split(' ').map((one) => [one, { name: name as Callout['name'], title: same.has(one) ? undefined : capital(one) }] as const),
  ),
);

function capital(name: string): string {
  if (name === 'tldr' || name === 'faq') return name.toUpperCase();
  if (name === 'seealso') return 'See also';
  const words = name.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The callout of a name; undefined for a name that no program has. */
export const calloutOf = (name: string): Callout | undefined => all.get(name.toLowerCase());

/** That of an Obsidian note, whose types anybody may add to. */
export const anyCallout = (name: string): Callout => calloutOf(name) ?? { name: 'note', title: capital(name) };
