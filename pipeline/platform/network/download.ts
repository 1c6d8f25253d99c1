/** Downloads one file: of limited size, in limited time, and only from addresses that a policy allows. */
import { type LookupAddress, lookup } from 'node:dns';
import http, { type IncomingMessage, STATUS_CODES } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

export interface DownloadOptions {
  /** Whether an IP address may be connected to; each that a name resolves to is asked, after every redirect. */
  readonly isAllowed: (address: string) => boolean;
  readonly maxBytes: number;
  readonly maxRedirects?: number;
  /** Milliseconds without any data, and for the whole download. */
  readonly idleTimeout?: number;
  readonly timeout?: number;
  readonly userAgent?: string;
  readonly accept?: string;
}

/** Why there is no file. `refused`: because of the address, so that trying again does not help. `failed`: because of the network or the server. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly sort: 'refused' | 'failed';
  constructor(sort: 'refused' | 'failed', why: string) {
    super(why);
    this.sort = sort;
  }
}

const refused = (why: string) => new DownloadError('refused', why);
const failed = (why: string) => new DownloadError('failed', why);

/**
 * The bytes at an address.
 * @throws DownloadError
 */
export async function download(address: string, options: DownloadOptions): Promise<Uint8Array> {
  const { maxRedirects = 5, timeout = 60_000 } = options;
  const signal = AbortSignal.timeout(timeout);
  try {
    let url = checkedUrl(address);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await ask(url, options, signal);
      const target = redirectOf(answer);
      if (target === undefined) return await read(answer, options.maxBytes, signal);
      answer.destroy();
      if (redirects === maxRedirects) throw refused(`it is redirected more than ${maxRedirects} times`);
      const next = checkedUrl(new URL(target, url).href);
      if (url.protocol === 'https:' && next.protocol === 'http:') throw refused('it is redirected from https to http');
      url = next;
    }
  } catch (cause) {
    if (cause instanceof DownloadError) throw cause;
    if (signal.aborted) throw failed(`no complete answer in ${timeout / 1000} s`);
    throw failed(reason(cause as NodeJS.ErrnoException));
  }
}

function checkedUrl(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw refused('the address cannot be read');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(`the protocol ${url.protocol.slice(0, -1)} is not supported`);
  if (url.username !== '' || url.password !== '') throw refused('the address contains a password');
  return url;
}

/** Sends the request. The connection goes to an address that was checked: the name is not resolved a second time. */
function ask(url: URL, options: DownloadOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const { isAllowed, idleTimeout = 15_000, userAgent = 'dossier', accept = '*/*' } = options;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowed(host)) return Promise.reject(refused(local(host)));
  const headers = { 'user-agent': userAgent, accept, 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    const settings = { headers, agent: false, signal, timeout: idleTimeout, lookup: checkedLookup(isAllowed) };
    const request = (url.protocol === 'https:' ? https : http).request(url, settings, resolve);
    request.once('timeout', () => request.destroy(failed(`no data for ${idleTimeout / 1000} s`)));
    request.once('error', reject);
    request.end();
  });
}

const local = (address: string) => `${address} is an address of the local network`;

function checkedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    const answer = done as (error: Error | null, found: LookupAddress[] | string, family?: number) => void;
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, []);
      const bad = found.find(({ address }) => !isAllowed(address));
      const [first] = found;
      if (bad !== undefined || first === undefined)
        return answer(refused(`${host} is in the local network (${bad?.address ?? 'no address'})`), []);
      if (options.all) answer(null, found);
      else answer(null, first.address, first.family);
    });
  };
}

/** Where an answer sends on to; undefined for one that has the file. */
function redirectOf(answer: IncomingMessage): string | undefined {
  const { statusCode: code = 0, headers } = answer;
  if (code === 200) return undefined;
  if ([301, 302, 303, 307, 308].includes(code) && headers.location !== undefined) return headers.location;
  answer.destroy();
  const why = `the server answered ${code} ${STATUS_CODES[code] ?? ''}`.trim();
  throw code === 408 || code === 429 || code >= 500 ? failed(why) : refused(why);
}

/** The content, as long as it is short enough, whatever the server says of its length. */
async function read(answer: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const tooLarge = refused(`it is larger than ${Math.round(maxBytes / 1e6)} MB`);
  const stop = () => void answer.destroy(failed('no complete answer in time'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of unpacked(answer)) {
      length += (part as Buffer).length;
      if (length > maxBytes) throw tooLarge;
      parts.push(part as Buffer);
    }
    return Buffer.concat(parts);
  } finally {
    signal.removeEventListener('abort', stop);
    answer.destroy();
  }
}

/** Some servers compress what nobody asked them to. */
function unpacked(answer: IncomingMessage): Readable {
  const coding = answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') return answer;
  const makers: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const make = Object.hasOwn(makers, coding) ? makers[coding] : undefined;
  if (make === undefined) throw refused(`it is compressed in an unknown way (${coding})`);
  const stream = make();
  answer.once('error', (cause) => stream.destroy(cause));
  answer.pipe(stream);
  return stream;
}

const reason = ({ code, message, syscall }: NodeJS.ErrnoException): string => {
  const reasons: Readonly<Record<string, string>> = {
    ENOTFOUND: 'the name of the server is not known',
    EAI_AGAIN: 'names of servers cannot be resolved: is this machine online?',
    ECONNREFUSED: 'the server refused the connection',
    ECONNRESET: 'the server ended the connection',
    ETIMEDOUT: 'the server did not answer',
    ENETUNREACH: 'the network cannot be reached',
    EHOSTUNREACH: 'the server cannot be reached',
  };
  return reasons[code ?? ''] ?? `${[syscall, code].filter(Boolean).join(' ')}${code ? ': ' : ''}${message || 'no connection'}`;
};
