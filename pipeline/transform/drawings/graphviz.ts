/** Graphs by Graphviz, which runs here as WebAssembly. */
import type { Code } from 'mdast';
import type { Env } from '../env.ts';
import { cached, type Draw, lookOf, reportAt } from './draw.ts';
import { type Palette, paletteOf } from './palette.ts';

export const drawGraphs: Draw = async (nodes, env) => {
  const palette = await paletteOf(env);
  return Promise.all(nodes.map((node) => drawGraph(node, palette, env)));
};

async function drawGraph(node: Code, palette: Palette, env: Env): Promise<string | undefined> {
  const text = withDefaults(node.value, palette, lookOf(node, env).size);
  const engine = /^\s*(?:\/\/|#)\s*layout:\s*(\w+)/m.exec(node.value)?.[1] ?? 'dot';
  return cached(['graphviz 1.29 dossier 2', text, engine], node, env, async () => {
    const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
    const graphviz = await Graphviz.load();
    try {
      const svg = graphviz.layout(text, 'svg', engine as 'dot');
      // Points are its unit; the page counts in pixels.
      return svg.replace(/<svg width="([\d.]+)pt" height="([\d.]+)pt"/, '<svg');
    } catch (cause) {
      const message = (cause as Error).message;
      const line = Number(/line (\d+)/.exec(message)?.[1] ?? 0);
      reportAt(
        node,
        line,
        1,
        message
          .replace(/^\s*Error:\s*/, '')
          .replace(/^<stdin>:\s*/, '')
          .split('\n')[0] ?? '',
        env,
      );
      return undefined;
    }
  });
}

/** The brand as defaults behind the first brace, on its own line, so that the lines of problems stay true. */
function withDefaults(text: string, { accent, accentSoft, ink, muted, rule }: Palette, size: number): string {
  const open = firstBrace(text);
  if (open < 0) return text;
  // Graphviz knows how wide Helvetica is, which is a little wider than the face that is printed.
  const font = `fontname="Helvetica" fontsize=${size}`;
  const graph = `graph [bgcolor="transparent" ${font} fontcolor="${ink}" color="${rule}" pad=0.05 nodesep=0.35 ranksep=0.45];`;
  const nodes = `node [shape=box style="filled" fillcolor="${accentSoft}" color="${accent}" penwidth=0.9 fontcolor="${ink}" ${font} margin="0.16,0.09" height=0.36];`;
  const edges = `edge [color="${muted}" penwidth=0.9 arrowsize=0.65 fontcolor="${muted}" ${font.replace(/\d+$/, String(size - 1))}];`;
  return `${text.slice(0, open + 1)} ${graph} ${nodes} ${edges} ${text.slice(open + 1)}`;
}

/** The brace that opens the graph, past comments and quoted names. */
function firstBrace(text: string): number {
  const skipped = /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|^#[^\n]*|\{/gm;
  for (const match of text.matchAll(skipped)) if (match[0] === '{') return match.index;
  return -1;
}
