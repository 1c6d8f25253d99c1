/** Who may ask the server what: nobody but windows that were opened with its token, from its own address. */
import { timingSafeEqual } from 'node:crypto';
import os from 'node:os';
import type { MiddlewareHandler, Context as Request } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { policy } from './policy.ts';

export interface GuardOptions {
  readonly token: string;
  /** The address that the server listens at. */
  readonly host: string;
  readonly port: () => number;
}

/** The hosts by which this server may be called. A name that somebody made lead here (DNS rebinding) is none of them. */
function allowedHosts(host: string, port: number): ReadonlySet<string> {
  const own = ['127.0.0.1', 'localhost', '[::1]'];
  const isAny = host === '0.0.0.0' || host === '::';
  const addresses = isAny ? Object.values(os.networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)) : [host];
  const names = [...own, ...addresses.map((one) => (one.includes(':') ? `[${one}]` : one)), ...(isAny ? [os.hostname()] : [])];
  return new Set(names.map((name) => `${name}:${port}`.toLowerCase()));
}

const isSame = (given: string | undefined, token: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Refuses everything without the token. The address of the first page carries it; it becomes a cookie, and leaves the address.
 * What changes something needs it in a header too, which other sites’ pages cannot send.
 */
export function guard({ token, host, port }: GuardOptions): MiddlewareHandler {
  return async (request, next) => {
    const allowed = allowedHosts(host, port());
    const called = request.req.header('host')?.toLowerCase() ?? '';
    if (!allowed.has(called)) return refuse(request, 403, 'unknown host');
    const origin = request.req.header('origin');
    if (origin !== undefined && !allowed.has(origin.replace(/^http:\/\//, '').toLowerCase())) return refuse(request, 403, 'unknown origin');
    const name = `dossier-preview-${port()}`;
    const given = request.req.query('token');
    if (request.req.method === 'GET' && request.req.path === '/' && given !== undefined) {
      if (!isSame(given, token)) return refuse(request, 403, 'wrong token');
      setCookie(request, name, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      const rest = new URL(request.req.url).searchParams;
      rest.delete('token');
      secure(request);
      return request.redirect(rest.size > 0 ? `/?${rest}` : '/');
    }
    const isSending = request.req.method !== 'GET' && request.req.method !== 'HEAD';
    const shown = isSending ? request.req.header('x-dossier-token') : (getCookie(request, name) ?? request.req.header('x-dossier-token'));
    if (!isSame(shown, token)) return refuse(request, 403, 'open the address that "dossier preview" printed');
    secure(request);
    await next();
    return undefined;
  };
}

function secure(request: Request): void {
  request.header('content-security-policy', policy);
  request.header('x-content-type-options', 'nosniff');
  request.header('referrer-policy', 'no-referrer');
  request.header('cross-origin-resource-policy', 'same-origin');
  request.header('cross-origin-opener-policy', 'same-origin');
  request.header('cache-control', 'no-store');
}

function refuse(request: Request, status: 403, why: string): Response {
  secure(request);
  return request.text(`Refused: ${why}.\n`, status);
}
