/** Runs every directive of a tree, outermost first, and reports those that are none. */
import type { Nodes, Parent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { unknownName } from '../../model/nearest.ts';
import { wrapperNames } from '../../select/wrappers.ts';
import { isNear } from '../../source/rules/lookalike.ts';
import { ruleWords } from '../../source/rules/rules.ts';
import { become, type Directive, type DirectiveNode } from '../directives/directive.ts';
import { allDirectives, selectionNames } from '../directives/index.ts';
import type { Env } from '../env.ts';

const byName = new Map(allDirectives.map((directive) => [directive.name, directive]));
const forms = { containerDirective: 'container', leafDirective: 'leaf', textDirective: 'text' } as const;
const written = { container: ':::name', leaf: '::name', text: ':name[…]' } as const;
const common = ['id', 'class', 'lang', ...ruleWords];

export function directives(env: Env) {
  return async (tree: Root): Promise<void> => {
    await walk(tree, undefined, env);
  };
}

async function walk(parent: Parent, inside: string | undefined, env: Env): Promise<void> {
  for (const [index, child] of [...parent.children].entries()) {
    if (isDirective(child)) {
      const literal = literalText(child);
      if (literal !== undefined) {
        parent.children[index] = { type: 'text', value: literal, position: child.position };
        continue;
      }
      await run(child, inside, env);
    }
    if ('children' in child) await walk(child as Parent, isDirective(child) ? child.name : inside, env);
  }
}

const isDirective = (node: Nodes): node is DirectiveNode => node.type in forms;

/** `12:30pm` and `note:this` are no directives: a bare unknown `:name` is text. */
function literalText(node: DirectiveNode): string | undefined {
  if (node.type !== 'textDirective' || byName.has(node.name) || selectionNames.includes(node.name)) return undefined;
  const bare = textOf(node) === '' && Object.keys(node.attributes ?? {}).length === 0;
  return bare ? `:${node.name}` : undefined;
}

async function run(node: DirectiveNode, inside: string | undefined, env: Env): Promise<void> {
  const directive = byName.get(node.name);
  if (directive === undefined) {
    const meant = nearRule(node);
    if (node.name === 'chapter-slides')
      env.report('DIRECTIVE_PLACE', { name: node.name, parent: 'in slides.md, as a slide of its own' }, node);
    else if (meant !== undefined || node.data?.isRuled) env.report('RULE_DIRECTIVE', { name: node.name, near: meant }, node);
    else env.report('DIRECTIVE_UNKNOWN', unknownName(node.name, [...byName.keys(), ...selectionNames]), node);
    asWritten(node);
    return;
  }
  if (!directive.forms.includes(forms[node.type])) {
    env.report(
      'DIRECTIVE_FORM',
      { name: node.name, form: written[forms[node.type]], right: directive.forms.map((form) => written[form]).join(' or ') },
      node,
    );
    asWritten(node);
    return;
  }
  if (directive.inside !== undefined && directive.inside !== inside) {
    if (node.name === 'notes') env.report('NOTES_PLACE', {}, node);
    else env.report('DIRECTIVE_PLACE', { name: node.name, parent: `inside :::${directive.inside}` }, node);
  }
  checkAttributes(node, directive, env);
  await directive.transform(node, env);
}

/** The rule whose name an unknown directive nearly has: it would withhold something else than is meant, or nothing. */
const nearRule = ({ name }: DirectiveNode) => wrapperNames.find((rule) => rule.length > 'for'.length && isNear(name, rule, true));

/** What a directive that is none prints: its words, and its name where it is among words or would print nothing. */
function asWritten(node: DirectiveNode): void {
  const text = (value: string) => ({ type: 'text' as const, value, position: node.position });
  const isInline = node.type === 'textDirective';
  if (node.type === 'textDirective') node.children = [text(`:${node.name}[`), ...node.children, text(']')];
  else if (node.type === 'leafDirective' && node.children.length === 0) node.children = [text(`::${node.name}`)];
  become(node, isInline ? 'span' : node.type === 'leafDirective' ? 'p' : 'div', '');
}

/** Reports attributes that the directive does not know. */
export function checkAttributes(node: DirectiveNode, directive: Directive, env: Pick<Env, 'report'>): void {
  const known = [...(directive.attributes ?? []), ...common];
  for (const name of Object.keys(node.attributes ?? {})) {
    if (!known.includes(name)) env.report('ATTRIBUTE_UNKNOWN', unknownName(name, known), node);
  }
}
