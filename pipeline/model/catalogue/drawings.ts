/** Images, figures, charts and diagrams. */
import { error, hint, type Known, type Named, oneOf, type Why, warning } from './entry.ts';

export const ofDrawings = {
  IMAGE_MISSING: error<Named>(
    (p) => `no image "${p.name}"${hint(p.near)}`,
    () => 'check the path; it is relative to the Markdown file',
  ),
  IMAGE_WITHHELD: error<Named & { audience: string }>(
    (p) => `"${p.name}" is withheld from "${p.audience}" by data of pack.yaml, and would be shown here`,
    () => 'put what shows it under the same rule, or write ![…](…), which is left out with it',
  ),
  IMAGE_TYPE: error<Named>(
    (p) => `"${p.name}" is not an image that can be printed`,
    () => 'use SVG, PNG, JPEG, WebP, AVIF or GIF',
  ),
  IMAGE_BROKEN: error<Named>(
    (p) => `the image "${p.name}" could not be decoded`,
    () => 'export the image again',
  ),
  REMOTE_BLOCKED: error<Named>(
    (p) => `"${p.name}" would be fetched from the network`,
    () => 'pages print without network: copy the file into the pack',
  ),
  FIGURE_ALT: error<object>(
    () => 'the figure has no alternative text, so some readers get nothing of it',
    () => 'say what it shows, in ![here](…) or as alt="…"; or write {decorative} if it shows nothing',
  ),
  FIGURE_CAPTION: warning<object>(
    () => 'the figure has no caption',
    () => 'say its finding: [here] behind the directive’s name, or as caption="…" behind the fence',
  ),
  CHART_TYPE: error<Known>(
    (p) => `no chart is of type "${p.name}"${hint(p.near)}`,
    (p) => `types: ${oneOf(p.known)}`,
  ),
  DRAWING_SYNTAX: error<Why>(
    (p) => `the drawing cannot be made: ${p.why}`,
    () => 'mend its text at this place',
  ),
  DRAWING_ODD: warning<Why>(
    (p) => p.why,
    () => 'see Vega-Lite’s reference, or leave it out',
  ),
  DRAWING_UNSAFE: error<Named>(
    (p) => `the ${p.name} drawing holds more than shapes and text`,
    () => 'leave out images, links and HTML',
  ),
};
