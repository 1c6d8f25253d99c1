/** Films and sounds: what a file or an address is, and where a reader can see it. */

const media = /\.(?:mp4|m4v|webm|mov|ogv|avi|mkv|mp3|m4a|wav|ogg|oga|flac|aac)(?:[?#]|$)/i;

/** The file name of a film or a sound; undefined for anything else. */
export function mediaName(url: string): string | undefined {
  if (!media.test(url)) return undefined;
  const name =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The page on which a player's film can be watched: an embedded player has no page of its own. */
export function watchAddress(src: string): string {
  const url = src.startsWith('//') ? `https:${src}` : src;
  const tube = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{6,})/i.exec(url)?.[1];
  if (tube) return `https://www.youtube.com/watch?v=${tube}`;
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/i.exec(url)?.[1];
  return vimeo ? `https://vimeo.com/${vimeo}` : url;
}
