/** Operators of content streams (ISO 32000-1, annex A) by name, with their characters as a number: see `operatorIn`. */

const codeOf = (name: string): number => [...name].reduce((code, character) => (code << 8) | character.charCodeAt(0), 0);

export const BT = codeOf('BT');
export const BI = codeOf('BI');
export const ID = codeOf('ID');
export const BDC = codeOf('BDC');
export const BMC = codeOf('BMC');
export const EMC = codeOf('EMC');
export const q = codeOf('q');
export const Q = codeOf('Q');
export const m = codeOf('m');
export const l = codeOf('l');
export const c = codeOf('c');
export const v = codeOf('v');
export const y = codeOf('y');
export const re = codeOf('re');
export const n = codeOf('n');
export const cm = codeOf('cm');
export const gs = codeOf('gs');
export const Do = codeOf('Do');
export const sh = codeOf('sh');
export const f = codeOf('f');
export const F = codeOf('F');
export const fStar = codeOf('f*');
export const B = codeOf('B');
export const BStar = codeOf('B*');
export const b = codeOf('b');
export const bStar = codeOf('b*');
export const s = codeOf('s');
export const S = codeOf('S');
export const RG = codeOf('RG');
export const rg = codeOf('rg');
