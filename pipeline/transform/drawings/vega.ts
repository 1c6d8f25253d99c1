/** Charts by Vega-Lite: a spec as JSON or YAML, with data from the pack. */
import type { Code } from 'mdast';
import { nearest } from '../../model/nearest.ts';
import { ownWidths } from '../../platform/own-fonts/widths.ts';
import { readYaml } from '../../source/config/yaml.ts';
import { columnOf, typedRows } from '../../source/data/columns.ts';
import { readData, show } from '../data.ts';
import type { Env } from '../env.ts';
import { inlineValues, quantities, reportValues } from './chart-values.ts';
import { cached, type Draw, type Look, lookOf, reportAt } from './draw.ts';
import { ownHashes, type Palette, paletteOf } from './palette.ts';
import { chartConfig } from './vega-config.ts';

type Spec = Record<string, unknown>;
const isSpec = (value: unknown): value is Spec => value !== null && typeof value === 'object' && !Array.isArray(value);

export const drawCharts: Draw = async (nodes, env) => {
  const palette = await paletteOf(env);
  const svgs: (string | undefined)[] = [];
  for (const node of nodes) svgs.push(await drawChart(node, palette, env));
  return svgs;
};

async function drawChart(node: Code, palette: Palette, env: Env): Promise<string | undefined> {
  // A chart that is made has its data, read and checked.
  const complete = node.data?.drawing?.spec ?? (await writtenSpec(node, env));
  if (!isSpec(complete)) return undefined;
  const look = lookOf(node, env);
  const { lang } = env.edition;
  const sized = withSize(withTitle(complete, palette), look);
  const config = chartConfig(palette, look);
  const key = ['vega 6.4 vega-lite 6.4 dossier 2', sized, config, env.word('locale'), lang, ...ownHashes(palette)];
  const { drawing } = node.data ?? {};
  return cached(key, node, env, async (warn) => {
    const { toSvg, UnsafeChart } = await import('./vega-svg.ts');
    const widths = palette.face && (await ownWidths(palette.face, env.context));
    try {
      const { svg, isEmpty } = await toSvg(sized, config, env.word('locale'), widths, warn);
      if (!isEmpty) return svg;
      const isLine = JSON.stringify(sized['mark'] ?? '').includes('line');
      const why = isLine ? 'a line needs two records with values' : 'none of its marks has a place';
      env.report('CHART_EMPTY', { name: drawing?.name ?? 'vega-lite', why }, node);
      return undefined;
    } catch (cause) {
      if (cause instanceof UnsafeChart) env.report('DRAWING_UNSAFE', { name: 'vega-lite' }, node);
      else reportAt(node, 0, 1, wrongMark(sized) ?? (cause as Error).message.split('\n')[0] ?? '', env);
      return undefined;
    }
  });
}

const marks = 'arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail'.split(' ');

/** Vega-Lite's own words for a mark that it does not know help nobody. */
function wrongMark(spec: Spec): string | undefined {
  const { mark } = spec;
  const name = String(isSpec(mark) ? mark['type'] : mark);
  if (mark === undefined || marks.includes(name)) return undefined;
  const near = nearest(name, marks);
  return `no mark "${name}"${near ? `; did you mean "${near}"?` : ''}`;
}

function readSpec(node: Code, env: Env): unknown {
  const yaml = readYaml(node.value, '');
  const problem = yaml.problems[0];
  if (problem) reportAt(node, problem.place.line ?? 1, problem.place.column ?? 1, problem.message, env);
  else if (!isSpec(yaml.value)) reportAt(node, 0, 1, 'a specification in JSON or YAML belongs here', env);
  return problem ? undefined : yaml.value;
}

/** The author's own spec with its data; undefined where there is a problem, which is reported. */
async function writtenSpec(node: Code, env: Env): Promise<unknown> {
  const spec = readSpec(node, env);
  return isSpec(spec) ? withData(spec, spec, node, env) : undefined;
}

/** The spec with its data files read; undefined if one cannot be. */
async function withData(value: unknown, whole: Spec, node: Code, env: Env): Promise<unknown> {
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => withData(item, whole, node, env)));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isSpec(value)) return value;
  const result: Spec = {};
  const read = (values: readonly unknown[]) => inlineValues(values, quantities(whole), node, env);
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'data' && isSpec(inner) && typeof inner['url'] === 'string') {
      const records = await readData(inner['url'], node, env);
      if (records === undefined) return undefined;
      for (const column of quantities(whole).filter((name) => records.columns.includes(name))) {
        if (/^(?:text|date)$/.test(columnOf(records.rows, column, records.decimalFor(column)).type)) {
          reportValues(records, records.rows, column, env);
          return undefined;
        }
      }
      // What is computed from records does not show them.
      if (!isComputed(whole)) show(records, records.rows, fieldsIn(whole, records.columns), env);
      result[key] = {
        values: typedRows(records.rows, records.decimalFor),
        ...(inner['name'] === undefined ? {} : { name: inner['name'] }),
      };
    } else if (key === 'data' && isSpec(inner) && Array.isArray(inner['values'])) {
      const values = read(inner['values']);
      result[key] = values && { ...inner, values };
    } else if (key === 'datasets' && isSpec(inner)) {
      const sets = Object.entries(inner).map(([name, values]) => [name, Array.isArray(values) ? read(values) : values] as const);
      if (sets.some(([, values]) => values === undefined)) return undefined;
      result[key] = Object.fromEntries(sets);
    } else if (key === 'values') {
      result[key] = inner;
    } else {
      result[key] = await withData(inner, whole, node, env);
    }
    if (result[key] === undefined) return undefined;
  }
  return result;
}

/** Whether a chart shows something else than records as they are. */
function isComputed(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, inner]) =>
    key === 'data'
      ? false
      : /^(transform|aggregate|bin|timeUnit|impute|density|regression)$/.test(key)
        ? Boolean(inner)
        : isComputed(inner),
  );
}

/** The columns that a specification names as fields. */
function fieldsIn(value: unknown, columns: readonly string[]): string[] {
  if (typeof value === 'string') return columns.includes(value) ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((inner) => fieldsIn(inner, columns));
}

/** What the upright axis measures is said above it, where it is read without turning the head. */
function withTitle(spec: Spec, { muted }: Palette): Spec {
  const { encoding } = spec;
  const y = isSpec(encoding) ? encoding['y'] : undefined;
  if (!isSpec(encoding) || !isSpec(y) || typeof y['title'] !== 'string' || y['axis'] !== undefined || 'title' in spec) return spec;
  return { ...spec, title: { text: y['title'], color: muted }, encoding: { ...encoding, y: { ...y, title: null } } };
}

/** A simple chart fills its column; what is composed of several has its own sizes. */
function withSize(spec: Spec, look: Look): Spec {
  const isSimple = 'mark' in spec || 'layer' in spec;
  if (!isSimple) return spec;
  return {
    ...spec,
    width: spec['width'] ?? look.width,
    height: spec['height'] ?? look.height,
    ...('width' in spec || 'height' in spec ? {} : { autosize: { type: 'fit', contains: 'padding' } }),
    ...('autosize' in spec ? { autosize: spec['autosize'] } : {}),
  };
}
