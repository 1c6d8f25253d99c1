/** Edits a `pack.yaml` without losing its comments, and adds the line that gives editors its schema. */
import path from 'node:path';
import { type Document, isMap, parseDocument } from 'yaml';

/** The file of the schema, relative to the project. */
export const schemaFile = '.vscode/pack.schema.json';

/** The first line of a `pack.yaml`: editors with a YAML language server complete and check it. */
export function withSchemaLine(text: string, pack: string, project: string): string {
  const way = path.relative(pack, path.join(project, schemaFile)).split(path.sep).join('/');
  return `# yaml-language-server: $schema=${way.startsWith('.') ? way : `./${way}`}\n${text}`;
}

/** A `pack.yaml` that can be changed. */
export function openPackYaml(text: string): Document {
  return parseDocument(text);
}

/** The text of a changed `pack.yaml`; lists and mappings in braces stay on their line. */
export const packYamlText = (document: Document): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: true }).replace(/^(\w+: )\[ (.*) \]$/gm, '$1[$2]');

/** Sets a list on one line: `languages: [en]`. */
export function setList(document: Document, key: string, values: readonly string[]): void {
  const node = document.createNode([...values], { flow: true });
  document.set(key, node);
}

/** Names of a mapping's keys, in their order. */
export function keysOf(document: Document, key: string): string[] {
  const node = document.get(key);
  return isMap(node) ? node.items.map((item) => String(item.key)) : [];
}
