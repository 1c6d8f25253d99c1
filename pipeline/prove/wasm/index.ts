/**
 * The part of the leak check that handles every byte of a file and every letter of its texts: compiled to WebAssembly, because
 * a build's files are read before V8 has optimised the JavaScript. Written in AssemblyScript.
 */
export { readContent, unitCount } from './content';
export { characters, gapAt, length, part, push, readLetters } from './letters';
export { readMap } from './maps';
export { indexEnd, isMisaligned, member, memberFrom, memberTo, readIndex, scanMembers } from './members';
export { begin, eventCount, events, input, keep, reset, text } from './memory';
export { printable } from './printable';
export { find, searchTerms } from './search';
export { scan } from './strings';
export { markCount, readTags } from './tags';
