/**
 * Elements of the structure, told as a list of words: compiled to WebAssembly, because a print's structure is read before V8 has
 * found out which JavaScript is worth compiling well. Written in AssemblyScript.
 */
export { read } from './elements';
export { begin, eventCount, events, input, nameCount, names, places, takeBack } from './memory';
