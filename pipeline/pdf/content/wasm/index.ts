/**
 * Parses and rewrites page content byte by byte. Written in AssemblyScript and compiled to WebAssembly, because a print is finished
 * before V8 has optimized the equivalent JavaScript.
 */
export {
  codes,
  font,
  input,
  kept,
  leavePage,
  marks,
  named,
  names,
  namesLimit,
  output,
  outputLength,
  page,
  reset,
  runSize,
  runs,
  xs,
} from './memory';
export { findMarks, rewrite } from './rewrite';
export { addLike } from './runs';
