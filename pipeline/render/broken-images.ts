/** Images that the browser could not decode. Runs inside the page and can use nothing outside itself. */
import type { Finding } from './measure.ts';

/** Puts frames in their places, before it is measured what fits: the same as those of transform/images/frames.ts. */
export function frameBrokenImages(): Finding[] {
  const findings: Finding[] = [];
  for (const image of [...document.images]) {
    // Missing template files are reported as blocked requests.
    if (!image.complete || image.naturalWidth > 0 || !image.closest('[data-at]')) continue;
    const name = decodeURIComponent(image.src.replace(/^data:([^;,]*).*$/s, '$1').replace(/^.*\/(?:pack|project)\//, ''));
    findings.push({ code: 'IMAGE_BROKEN', at: image.closest('[data-at]')?.getAttribute('data-at') ?? '', by: 0, name });
    const frame = document.createElement('span');
    const isAlone = image.parentElement?.textContent?.trim() === '' && image.parentElement.children.length === 1;
    frame.className = `image-frame image-frame--${isAlone ? 'block' : 'inline'}`;
    frame.dataset['at'] = image.dataset['at'] ?? '';
    for (const [part, text] of [
      ['alt', image.alt.trim()],
      ['from', name],
    ]) {
      if (!text) continue;
      if (frame.hasChildNodes()) frame.append(' ');
      const words = document.createElement('span');
      words.className = `image-frame__${part}`;
      words.textContent = text;
      frame.append(words);
    }
    image.replaceWith(frame);
  }
  return findings;
}
