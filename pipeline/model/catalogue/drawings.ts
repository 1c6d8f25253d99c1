/** Images, figures, charts and diagrams. */
import { choose, error, hint, type Known, type Named, type Why, warning } from './entry.ts';

export const ofDrawings = {
  IMAGE_MISSING: warning<Named>(
    (p) => `no image "${p.name}"; a frame is printed in its place${hint(p.near)}`,
    () => 'correct the path, relative to the Markdown file, or add the image',
  ),
  IMAGE_CREDIT: warning<Named>(
    (p) => `the image "${p.name}" has no credit`,
    () => 'add credit="© …" to the image or its figure, or a line to credits.yaml',
  ),
  IMAGE_OUTSIDE: warning<Named>(
    (p) => `"${p.name}" is outside the project; a frame is printed in its place`,
    () => 'copy the file into the project: the nearest folder with a package.json, a Git repository or content/',
  ),
  IMAGE_ELSEWHERE: warning<Named & { instead: string }>(
    (p) => `no image "${p.name}"; "${p.instead}" of the pack is printed instead`,
    (p) => `write ${p.instead}`,
  ),
  IMAGE_WITHHELD: error<Named & { audience: string }>(
    (p) => `"${p.name}" is withheld from "${p.audience}" by data of pack.yaml, and would be shown here`,
    () => 'put what shows it under the same rule, or write ![…](…), which is left out with it',
  ),
  IMAGE_RULED: error<Named & { pack: string }>(
    (p) => `"${p.name}" is under a rule of the pack "${p.pack}", which says nothing of the readers of this one`,
    () => 'copy the image into this pack, and put it under a rule of its own',
  ),
  IMAGE_TYPE: warning<Named>(
    (p) => `"${p.name}" is not in a supported image format; a frame is printed in its place`,
    () => 'convert it to SVG, PNG, JPEG, WebP, AVIF or GIF',
  ),
  IMAGE_BROKEN: warning<Named>(
    (p) => `the image "${p.name}" could not be decoded; a frame is printed in its place`,
    () => 'export the image again',
  ),
  IMAGE_CHANGED: warning<Named>(
    (p) => `the copy of "${p.name}" in the pack is not the file that was fetched; a frame is printed in its place`,
    () => 'run dossier fetch again, or use the path of the file in place of the address',
  ),
  REMOTE_BLOCKED: warning<Named>(
    (p) => `"${p.name}" is on the network, and pages are printed offline; a frame is printed in its place`,
    () => 'download it into the pack with dossier fetch, or copy the file and use its path',
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
