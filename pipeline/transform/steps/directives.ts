/** Runs every directive of a tree, outermost first, and reports those that are none. */
import type { Nodes, Parent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { unknownName } from '../../model/nearest.ts';
import { ruleWords } from '../../source/rules/rules.ts';
import type { Directive, DirectiveNode } from '../directives/directive.ts';
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
    if (node.name === 'chapter-slides')
      env.report('DIRECTIVE_PLACE', { name: node.name, parent: 'in slides.md, as a slide of its own' }, node);
    else env.report('DIRECTIVE_UNKNOWN', unknownName(node.name, [...byName.keys(), ...selectionNames]), node);
    return;
  }
  if (!directive.forms.includes(forms[node.type])) {
    env.report(
      'DIRECTIVE_FORM',
      { name: node.name, form: written[forms[node.type]], right: directive.forms.map((form) => written[form]).join(' or ') },
      node,
    );
    return;
  }
  if (directive.inside !== undefined && directive.inside !== inside) {
    env.report('DIRECTIVE_PLACE', { name: node.name, parent: `inside :::${directive.inside}` }, node);
  }
  checkAttributes(node, directive, env);
  await directive.transform(node, env);
}

/** Reports attributes that the directive does not know. */
export function checkAttributes(node: DirectiveNode, directive: Directive, env: Pick<Env, 'report'>): void {
  const known = [...(directive.attributes ?? []), ...common];
  for (const name of Object.keys(node.attributes ?? {})) {
    if (!known.includes(name)) env.report('ATTRIBUTE_UNKNOWN', unknownName(name, known), node);
  }
}
