#!/usr/bin/env node
/** The command's first file. What it starts is loaded afterwards, so that it is compiled under the right flags and from the cache. */
import { startProcess } from '../platform/start.ts';

startProcess();
// biome-ignore lint/style/noRestrictedImports: the one file that comes before the command line
await import('../cli.ts');
