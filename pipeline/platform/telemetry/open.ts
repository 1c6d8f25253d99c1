import { noTelemetry, type Telemetry } from './telemetry.ts';

/** Where the API of OpenTelemetry keeps what an SDK has registered, whichever copy of the API that was. */
const registry = Symbol.for('opentelemetry.js.api.1');

/** Whoever starts Dossier has registered an SDK of OpenTelemetry, or nothing more is loaded. */
export async function openTelemetry(): Promise<Telemetry> {
  if ((globalThis as Record<symbol, unknown>)[registry] === undefined) return noTelemetry;
  return (await import('./opentelemetry.ts')).openTelemetry();
}
