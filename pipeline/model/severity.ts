/** `error` stops the artifact, `warning` does not (unless the build or the pack is strict), `info` is only reported. */
export type Severity = 'error' | 'warning' | 'info';
