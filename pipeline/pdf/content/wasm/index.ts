/**
 * Content of pages, read and written byte by byte: compiled to WebAssembly, because a print's finishing is over before V8 has
 * found out which JavaScript is worth compiling well. Written in AssemblyScript.
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
