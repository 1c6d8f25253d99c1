/** Partials and helpers that a template calls, from its syntax tree, so that a missing partial is reported even where no data leads to it. */
import Handlebars from 'handlebars';

export interface Call {
  readonly sort: 'partial' | 'helper';
  readonly name: string;
  readonly at: { readonly line: number; readonly column: number };
}

/** All partials that a template calls, and all helpers with arguments. */
export function readCalls(ast: hbs.AST.Program): Call[] {
  const calls: Call[] = [];
  class Reader extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement) {
      this.partial(node);
      super.PartialStatement(node);
    }
    override PartialBlockStatement(node: hbs.AST.PartialBlockStatement) {
      this.partial(node);
      super.PartialBlockStatement(node);
    }
    override MustacheStatement(node: hbs.AST.MustacheStatement) {
      this.helper(node.path, node.params, node.hash, node.loc);
      super.MustacheStatement(node);
    }
    override BlockStatement(node: hbs.AST.BlockStatement) {
      this.helper(node.path, node.params, node.hash, node.loc);
      super.BlockStatement(node);
    }
    override SubExpression(node: hbs.AST.SubExpression) {
      this.helper(node.path, [node], node.hash, node.loc);
      super.SubExpression(node);
    }
    private partial(node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement) {
      if (node.name.type === 'PathExpression' && !('params' in node.name)) {
        const name = (node.name as hbs.AST.PathExpression).original;
        if (!name.startsWith('@')) calls.push({ sort: 'partial', name, at: node.loc.start });
      }
    }
    private helper(path: hbs.AST.Expression, params: readonly unknown[], hash: hbs.AST.Hash | undefined, loc: hbs.AST.SourceLocation) {
      if (path.type !== 'PathExpression' || (params.length === 0 && (hash?.pairs ?? []).length === 0)) return;
      const { parts, data, depth } = path as hbs.AST.PathExpression;
      if (parts.length === 1 && !data && depth === 0) calls.push({ sort: 'helper', name: String(parts[0]), at: loc.start });
    }
  }
  new Reader().accept(ast);
  return calls;
}

/** Where a template uses a variable or one of its fields. */
export function pathsNamed(ast: hbs.AST.Program, name: string): { line: number; column: number }[] {
  const found: { line: number; column: number }[] = [];
  class Reader extends Handlebars.Visitor {
    override PathExpression(node: hbs.AST.PathExpression) {
      if ((node.parts as unknown[]).includes(name)) found.push(node.loc.start);
    }
  }
  new Reader().accept(ast);
  return found;
}

/** Where a template first calls a partial with a computed name. */
export function dynamicPartial(ast: hbs.AST.Program): { line: number; column: number } | undefined {
  let found: { line: number; column: number } | undefined;
  class Reader extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement) {
      if (node.name.type === 'SubExpression') found ??= node.loc.start;
      super.PartialStatement(node);
    }
  }
  new Reader().accept(ast);
  return found;
}
