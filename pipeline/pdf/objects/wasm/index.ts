/**
 * Objects as text: which of them anything refers to, and the file that is made of them, under new numbers. Compiled to
 * WebAssembly, because a file is written before V8 has found out which JavaScript is worth compiling well. Written in
 * AssemblyScript.
 */
export { indexBytes, packed, readTable, writeObjects, writePack, writeRows, writeTable, written } from './file';
export {
  answered,
  asked,
  askedCount,
  begin,
  drop,
  kept,
  meet,
  miss,
  numberAll,
  out,
  place,
  put,
  room,
  set,
  setMany,
  verbatim,
  wait,
} from './memory';
export { reachAll } from './text';
