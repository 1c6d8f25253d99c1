/** How charts look: few lines, quiet words, the brand's colours. */
import type { Look } from './draw.ts';
import type { Palette } from './palette.ts';

export function chartConfig(palette: Palette, { size }: Look): object {
  const { ink, muted, rule, series } = palette;
  const words = { labelColor: muted, labelFontSize: size, titleColor: muted, titleFontSize: size, titleFontWeight: 400 };
  return {
    background: null,
    padding: 2,
    font: 'Source Sans 3',
    view: { stroke: null },
    range: { category: series, ordinal: { scheme: 'blues' } },
    mark: { color: series[0] },
    arc: { stroke: palette.ground, strokeWidth: 1.5 },
    area: { fillOpacity: 0.85 },
    line: { strokeWidth: size / 6 },
    point: { filled: true, size: size * 4 },
    rule: { color: muted },
    text: { color: ink, fontSize: size },
    title: {
      color: ink,
      fontSize: size,
      fontWeight: 400,
      anchor: 'start',
      frame: 'group',
      offset: size,
      subtitleColor: muted,
      subtitleFontSize: size,
    },
    axis: {
      ...words,
      gridColor: rule,
      gridWidth: 0.5,
      domainColor: muted,
      domainWidth: 0.75,
      ticks: false,
      labelPadding: size / 2,
      titlePadding: size,
      labelLimit: 220,
    },
    axisQuantitative: { domain: false, tickCount: 5 },
    axisDiscrete: { grid: false, labelAngle: 0 },
    axisTemporal: { grid: false },
    axisX: { titleAnchor: 'end' },
    legend: {
      ...words,
      labelColor: ink,
      orient: 'top',
      direction: 'horizontal',
      title: null,
      symbolSize: size * 8,
      symbolStrokeWidth: 0,
      offset: size,
      columnPadding: size * 1.4,
    },
    header: { ...words, labelFontWeight: 600, labelColor: ink },
  };
}
