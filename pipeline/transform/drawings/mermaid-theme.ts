/** Mermaid in the brand's colours. */
import { wordsOn } from '../../source/brand/colours.ts';
import type { Look } from './draw.ts';
import type { Palette } from './palette.ts';

/** The families that words of diagrams are set in. */
export const drawingFaces = ({ face }: Palette): string => `${face ? `"${face.family}", ` : ''}"Source Sans 3", "Noto Sans JP"`;

export function diagramTheme(palette: Palette, { size, width }: Look): object {
  const { accent, accentSoft, accentDeep, ink, muted, rule, ground, series } = palette;
  const pie = Object.fromEntries(series.flatMap((colour, index) => [[`pie${index + 1}`, colour]]));
  const scale = Object.fromEntries(
    series.flatMap((colour, index) => [
      [`cScale${index}`, colour],
      [`cScaleLabel${index}`, wordsOn(colour)],
      [`git${index}`, colour],
    ]),
  );
  const face = drawingFaces(palette);
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    fontFamily: face,
    fontSize: size,
    htmlLabels: false,
    deterministicIds: true,
    // Round outlines are drawn by a hand that trembles by chance, though too little to be seen.
    handDrawnSeed: 1,
    flowchart: { htmlLabels: false, useMaxWidth: false, padding: 12, nodeSpacing: 36, rankSpacing: 40, curve: 'linear' },
    sequence: {
      useMaxWidth: false,
      mirrorActors: false,
      actorMargin: 40,
      messageFontSize: size,
      actorFontSize: size,
      noteFontSize: size,
      actorFontFamily: face,
      messageFontFamily: face,
      noteFontFamily: face,
      height: 40,
    },
    class: { htmlLabels: false, useMaxWidth: false },
    state: { useMaxWidth: false },
    er: { useMaxWidth: false, fontSize: size },
    gantt: {
      useMaxWidth: false,
      useWidth: width,
      leftPadding: 70,
      rightPadding: 10,
      fontSize: size,
      sectionFontSize: size,
      barHeight: size * 1.7,
      barGap: 5,
    },
    pie: { useMaxWidth: false, textPosition: 1.14 },
    journey: { useMaxWidth: false },
    timeline: { useMaxWidth: false },
    gitGraph: { useMaxWidth: false },
    mindmap: { useMaxWidth: false },
    themeVariables: {
      fontFamily: face,
      fontSize: `${size}px`,
      background: ground,
      primaryColor: accentSoft,
      primaryTextColor: ink,
      primaryBorderColor: accent,
      secondaryColor: ground,
      secondaryTextColor: ink,
      secondaryBorderColor: muted,
      tertiaryColor: ground,
      tertiaryTextColor: ink,
      tertiaryBorderColor: rule,
      lineColor: muted,
      textColor: ink,
      titleColor: accentDeep,
      edgeLabelBackground: ground,
      clusterBkg: ground,
      clusterBorder: rule,
      noteBkgColor: accentSoft,
      noteBorderColor: rule,
      noteTextColor: ink,
      actorBkg: accentSoft,
      actorBorder: accent,
      actorTextColor: ink,
      actorLineColor: rule,
      signalColor: muted,
      signalTextColor: ink,
      taskBkgColor: accent,
      taskTextColor: wordsOn(accent),
      taskTextLightColor: wordsOn(accent),
      taskTextDarkColor: ink,
      taskTextOutsideColor: ink,
      gridColor: rule,
      sectionBkgColor: accentSoft,
      sectionBkgColor2: accentSoft,
      altSectionBkgColor: ground,
      pieOpacity: '1',
      pieStrokeColor: ground,
      pieOuterStrokeColor: ground,
      pieSectionTextColor: ink,
      pieTitleTextSize: `${size + 2}px`,
      pieSectionTextSize: `${size}px`,
      pieLegendTextSize: `${size}px`,
      ...pie,
      ...scale,
    },
  };
}
