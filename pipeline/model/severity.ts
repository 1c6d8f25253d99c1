/** `error` stops the artifact, `warning` does not (unless `--strict`), `info` is only told. */
export type Severity = 'error' | 'warning' | 'info';
