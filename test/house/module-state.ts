/** Finds what a module remembers between two calls: variables, and tables and objects that begin empty. */
import { parseAst } from 'rolldown/parseAst';

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

/** Never changed, or only by who reads a text with them. */
const values = new Set(['RegExp', 'URL', 'Name', 'TextDecoder', 'TextEncoder', 'Intl.Segmenter', 'Intl.Collator', 'pkijs.CryptoEngine']);
/** Filled when they are made, they are tables. */
const tables = new Set(['Map', 'Set']);

/** One line of what is found: `12: let reader`. */
export function moduleState(source: string): string[] {
  const found: string[] = [];
  const add = (node: Node, what: string) => found.push(`${source.slice(0, node.start).split('\n').length}: ${what}`);

  /** Everything that runs when the module is loaded: not what stands in functions. */
  function visit(node: Node): void {
    if (/Function|^TS(?!AsExpression|NonNull|Satisfies)|^MethodDefinition$/.test(node.type)) return;
    if (node.type === 'VariableDeclaration' && node['kind'] !== 'const' && node['declare'] !== true) add(node, `${node['kind']} …`);
    if (node.type === 'PropertyDefinition') {
      if (node['static'] !== true) return;
      if (node['readonly'] !== true) add(node, 'static field that is not readonly');
    }
    if (node.type === 'VariableDeclarator' || node.type === 'PropertyDefinition') {
      const made = bare((node['init'] ?? node['value']) as Node | null);
      if (made && isEmpty(made) && !isReadonly(source, node)) add(node, 'begins empty');
    }
    if (node.type === 'NewExpression') {
      const callee = node['callee'] as Node & { end: number };
      const name = source.slice(callee.start, callee.end);
      const isTable = tables.has(name) && (node['arguments'] as Node[]).some((one) => !isEmpty(one));
      if (!isTable && !values.has(name)) add(node, `new ${name}(…)`);
    }
    for (const child of Object.values(node).flat()) if (isNode(child)) visit(child);
  }

  visit(parseAst(source, { lang: 'ts' }) as unknown as Node);
  return found;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Without `as …`. */
const bare = (node: Node | null): Node | null => (node?.type === 'TSAsExpression' ? bare(node['expression'] as Node) : node);

const isEmpty = (node: Node): boolean =>
  (node.type === 'ArrayExpression' && (node['elements'] as Node[]).length === 0) ||
  (node.type === 'ObjectExpression' && (node['properties'] as Node[]).length === 0);

/** Whether its type says that nobody puts anything in. */
function isReadonly(source: string, node: Node): boolean {
  const type = ((node['id'] ?? node) as Node)['typeAnnotation'] as (Node & { end: number }) | null;
  return type !== null && /^:\s*(?:readonly |Readonly)/.test(source.slice(type.start, type.end));
}
