#!/usr/bin/env node
/** The entry point of the command. The program is loaded dynamically, so that it is compiled with the right flags and from the cache. */
import { startProcess } from '../platform/start.ts';

startProcess();
// biome-ignore lint/style/noRestrictedImports: the one file that runs before the command line
await import('../cli.ts');
