/** Images, figures, charts and diagrams. */
import { choose, error, hint, type Known, type Named, type Why, warning } from './entry.ts';

export const ofDrawings = {
  IMAGE_MISSING: error<Named>(
    (p) => `no image "${p.name}"${hint(p.near)}`,
    () => 'correct the path, relative to the Markdown file, or add the image',
  ),
  IMAGE_WITHHELD: error<Named & { audience: string }>(
    (p) => `"${p.name}" is withheld from "${p.audience}" by data of pack.yaml, and would be shown here`,
    () => 'put what shows it under the same rule, or write ![…](…), which is left out with it',
  ),
  IMAGE_TYPE: error<Named>(
    (p) => `"${p.name}" is not a supported image format`,
    () => 'convert it to SVG, PNG, JPEG, WebP, AVIF or GIF',
  ),
  IMAGE_BROKEN: error<Named>(
    (p) => `the image "${p.name}" could not be decoded`,
    () => 'export the image again',
  ),
  REMOTE_BLOCKED: error<Named>(
    (p) => `"${p.name}" is on the network; pages are printed offline`,
    () => 'copy the file into the pack and use its path',
  ),
  FIGURE_ALT: warning<{ shown: string }>(
    (p) => `no alternative text for readers who cannot see the picture; “${p.shown}” stands for it`,
    () => 'describe what it shows, in ![here](…) or as alt="…"; if it is only decoration, put it into a figure with {decorative}',
  ),
  FIGURE_CAPTION: warning<object>(
    () => 'the figure has no caption',
    () => 'add a caption that states its message: in [brackets] after the directive’s name, or as caption="…" after the fence',
  ),
  CHART_TYPE: warning<Known>(
    (p) => `unknown chart type "${p.name}"; a frame is printed in its place${hint(p.near)}`,
    (p) => choose(p.known),
  ),
  DRAWING_SYNTAX: warning<Why>(
    (p) => `the drawing cannot be rendered, and its source is printed: ${p.why}`,
    () => 'fix the source of the drawing here',
  ),
  DRAWING_ODD: warning<Why>(
    (p) => p.why,
    () => 'correct this property of the Vega-Lite chart, or remove it',
  ),
  DRAWING_UNSAFE: warning<Named>(
    (p) => `the ${p.name} drawing contains more than shapes and text; its source is printed`,
    () => 'remove images, links and HTML from it',
  ),
};
