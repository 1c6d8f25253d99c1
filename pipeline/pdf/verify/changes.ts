/** Describes what an incremental update changed after signing, by page (ISO 32000-1, 7.5.6). */
import { Dict, isName, type PdfDocument, Ref, Stream, serialize, type Value } from '../objects/index.ts';

export interface Change {
  /** `page 3: content` */
  readonly what: string;
  /** Whether it only adds validation data (certificates, revocation data) or another signature. */
  readonly isHarmless: boolean;
}

/** Compares a document with its signed revision. Object numbers do not change in an update. */
export function changesBetween(signed: PdfDocument, now: PdfDocument): Change[] {
  const changed = new Set<number>();
  for (let num = 1; num < Math.max(signed.size, now.size); num += 1) {
    if (!isSame(signed.peek(num), now.peek(num)) && !isTable(now.peek(num))) changed.add(num);
  }
  if (changed.size === 0) return [];
  const found = new Map<string, Change>();
  const reported = new Set<number>();
  const report = (num: number, what: string, isHarmless = false) => {
    reported.add(num);
    if (!found.has(what)) found.set(what, { what, isHarmless });
  };
  const before = signed.pages();
  const after = now.pages();
  if (before.length !== after.length || before.some((ref, index) => ref.num !== after[index]?.num)) {
    found.set('pages', { what: pagesChanged(after.length - before.length), isHarmless: false });
  }
  for (const [index, ref] of after.entries()) reportPage(index + 1, ref, now, signed, changed, report);
  const store = within(signed, signed.catalog.get('DSS'));
  /** Lists of the store may be written anew, what is in them may not. */
  const grows = (num: number) => store.has(num) && !(now.peek(num) instanceof Stream);
  for (const num of within(now, now.catalog.get('DSS'))) {
    if (changed.has(num) && (!signed.has(num) || grows(num))) report(num, 'signature validation data', true);
  }
  for (const num of changed) if (!reported.has(num)) report(num, ...otherOf(num, now, signed));
  return [...found.values()];
}

/** Cross-reference streams and object streams: changes are reported for the objects that they contain. */
const isTable = (value: Value) =>
  value instanceof Stream && (isName(value.dict.get('Type'), 'XRef') || isName(value.dict.get('Type'), 'ObjStm'));

function pagesChanged(count: number): string {
  if (count === 0) return 'the order of pages';
  return `${Math.abs(count)} ${Math.abs(count) === 1 ? 'page' : 'pages'} ${count > 0 ? 'added' : 'removed'}`;
}

type Report = (num: number, what: string, isHarmless?: boolean) => void;

/** Keys that refer from a page or annotation to other pages or to tags. */
const away = new Set(['Parent', 'P', 'Dest', 'A', 'Pg', 'B', 'IRT', 'Popup', 'V']);

function reportPage(page: number, ref: Ref, now: PdfDocument, signed: PdfDocument, changed: ReadonlySet<number>, report: Report): void {
  const dict = now.dict(ref);
  if (dict === undefined) return;
  const own = (value: Value | undefined) => [...within(now, value)].filter((num) => changed.has(num));
  for (const num of own(dict.get('Contents'))) report(num, `page ${page}: content`);
  for (const num of own(dict.get('Resources'))) report(num, `page ${page}: fonts or images`);
  for (const annotation of now.array(dict.get('Annots')) ?? []) {
    const sort = now.name(now.dict(annotation)?.get('Subtype')) ?? 'annotation';
    const isNew = annotation instanceof Ref && !signed.has(annotation.num);
    const isSignature = isNew
      ? isName(now.resolve(now.dict(annotation)?.get('FT')), 'Sig')
      : isFilled(now.dict(annotation), signed.dict(annotation), now);
    for (const num of own(annotation)) report(num, `page ${page}: ${sort} ${isNew ? 'added' : 'changed'}`, isSignature);
  }
  if (!changed.has(ref.num)) return;
  const old = signed.dict(ref);
  const keys = [...new Set([...dict.keys(), ...(old?.keys() ?? [])])].filter((key) => !isSame(dict.get(key), old?.get(key)));
  if (old === undefined) report(ref.num, `page ${page}: added`);
  else if (keys.every((key) => key === 'Annots')) {
    const known = new Set((signed.array(old.get('Annots')) ?? []).map((one) => (one instanceof Ref ? one.num : -1)));
    const fresh = (now.array(dict.get('Annots')) ?? []).filter((one) => one instanceof Ref && !known.has(one.num));
    const isLess = (now.array(dict.get('Annots')) ?? []).length - fresh.length < known.size;
    const areSignatures = !isLess && fresh.every((one) => isName(now.resolve(now.dict(one)?.get('FT')), 'Sig'));
    report(ref.num, `page ${page}: list of annotations`, areSignatures);
  } else report(ref.num, `page ${page}: ${keys.join(', ')}`);
}

/** Whether an empty field for a signature was signed, and nothing else of it changed but what it shows. */
function isFilled(field: Dict | undefined, old: Dict | undefined, now: PdfDocument): boolean {
  if (field === undefined || old === undefined || old.has('V') || !isName(now.resolve(field.get('FT')), 'Sig')) return false;
  const keys = [...new Set([...field.keys(), ...old.keys()])].filter((key) => !isSame(field.get(key), old.get(key)));
  const kind = now.name(now.dict(field.get('V'))?.get('Type'));
  return keys.every((key) => key === 'V' || key === 'AP') && (kind === 'Sig' || kind === 'DocTimeStamp');
}

/** Describes an object that is not on a page, and whether it may change after signing. */
function otherOf(num: number, now: PdfDocument, signed: PdfDocument): [what: string, isHarmless: boolean] {
  const value = now.has(num) ? now.peek(num) : signed.peek(num);
  const dict = value instanceof Stream ? value.dict : value;
  const is = (key: string) => {
    const ref = now.trailer.get(key);
    return ref instanceof Ref && ref.num === num;
  };
  if (is('Info')) return ['document information', isDateOnly(now.dict(value), signed.dict(signed.peek(num)))];
  if (!(dict instanceof Dict)) return [`object ${num}`, false];
  const isNew = !signed.has(num);
  const type = now.name(dict.get('Type'));
  if (is('Root')) return catalogOf(dict, now, signed);
  if (type === 'Metadata') return ['XMP metadata', undated(value, now) === undated(signed.peek(num), signed)];
  if (type === 'StructElem' || type === 'StructTreeRoot') return ['tags', false];
  // A store that a later update has replaced.
  if (type === 'DSS' || type === 'VRI') return ['signature validation data', isNew];
  if (type === 'Sig' || type === 'DocTimeStamp') return ['another signature', isNew];
  if (dict.has('FT')) {
    const old = signed.peek(num);
    const isFine = isNew ? isName(dict.get('FT'), 'Sig') : isFilled(dict, old instanceof Dict ? old : undefined, now);
    return [`field "${now.text(dict.get('T')) ?? ''}"`, isFine];
  }
  if (dict.has('Fields')) return ['list of fields', onlyGrows(dict, signed.dict(signed.peek(num)), now, signed)];
  if (type === 'Outlines' || (dict.has('Title') && dict.has('Parent'))) return ['outline', false];
  if (type === 'Filespec' || type === 'EmbeddedFile') return ['attached files', false];
  return [type ? `object ${num} (${type})` : `object ${num}`, false];
}

/** The catalog may gain validation data and a field for another signature. */
function catalogOf(dict: Dict, now: PdfDocument, signed: PdfDocument): [what: string, isHarmless: boolean] {
  const old = signed.catalog;
  const keys = [...new Set([...dict.keys(), ...old.keys()])].filter((key) => !isSame(dict.get(key), old.get(key)));
  const isFine = (key: string) => {
    if (key === 'AcroForm') return onlyGrows(now.dict(dict.get(key)), signed.dict(old.get(key)), now, signed);
    return key === 'DSS' || key === 'Extensions' || key === 'Version';
  };
  return [`document catalog: ${keys.join(', ')}`, keys.every(isFine)];
}

/** What a program that signs may note of itself: when, and its name. */
const notes = ['ModDate', 'Producer'];

function isDateOnly(info: Dict | undefined, old: Dict | undefined): boolean {
  if (info === undefined || old === undefined) return false;
  return [...new Set([...info.keys(), ...old.keys()])].every((key) => notes.includes(key) || isSame(info.get(key), old.get(key)));
}

/** XMP without the same notes; each kind of what cannot be read is unlike all others. */
function undated(value: Value, document: PdfDocument): string | symbol {
  if (!(value instanceof Stream)) return Symbol();
  try {
    const text = Buffer.from(document.data(value)).toString('utf8');
    // A property is an element or an attribute.
    const names = 'xmp:ModifyDate|xmp:MetadataDate|pdf:Producer';
    return text.replace(new RegExp(`(<(${names})>)[^<]*(</\\2>)|(\\s(?:${names})=")[^"]*"`, 'g'), '$1$3$4').trim();
  } catch {
    return Symbol();
  }
}

/** Whether a form only gained signature fields. */
function onlyGrows(form: Dict | undefined, old: Dict | undefined, now: PdfDocument, signed: PdfDocument): boolean {
  if (form === undefined) return false;
  const before = (signed.array(old?.get('Fields')) ?? []).map((one) => (one instanceof Ref ? one.num : -1));
  const after = (now.array(form.get('Fields')) ?? []).map((one) => (one instanceof Ref ? one.num : -1));
  const keys = [...new Set([...form.keys(), ...(old?.keys() ?? [])])].filter((key) => !isSame(form.get(key), old?.get(key)));
  const fresh = after.filter((num) => !before.includes(num));
  return (
    keys.every((key) => key === 'Fields' || key === 'SigFlags') &&
    before.every((num) => after.includes(num)) &&
    fresh.every((num) => isName(now.resolve(now.dict(now.peek(num))?.get('FT')), 'Sig'))
  );
}

/** Numbers of the objects that a value holds, without those that lead away from it. */
function within(document: PdfDocument, value: Value | undefined, found = new Set<number>()): Set<number> {
  if (value instanceof Ref) {
    if (found.has(value.num)) return found;
    found.add(value.num);
    within(document, document.peek(value), found);
  } else if (value instanceof Stream) within(document, value.dict, found);
  else if (Array.isArray(value)) for (const one of value) within(document, one, found);
  else if (value instanceof Dict) for (const [key, one] of value) if (!away.has(key)) within(document, one, found);
  return found;
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  const [left, right] = [a ?? null, b ?? null];
  if (left instanceof Stream || right instanceof Stream) {
    if (!(left instanceof Stream && right instanceof Stream)) return false;
    if (Buffer.compare(left.raw, right.raw) !== 0) return false;
  }
  return serialize(left, (num) => num) === serialize(right, (num) => num);
}
