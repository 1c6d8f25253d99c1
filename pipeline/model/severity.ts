/** `error` stops the artifact, `warning` does not (unless the build or the pack is strict), `info` is only told. */
export type Severity = 'error' | 'warning' | 'info';
