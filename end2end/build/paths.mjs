// Where things lie in the repository; every other script takes its paths from here.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const TARGET = join(ROOT, 'target');
export const SITE = join(TARGET, 'site');
/** Intermediate results and their keys; nothing in here is served. */
export const CACHE = join(TARGET, 'site-build');
export const TOOLS = join(ROOT, '.tools');
export const MODULES = join(ROOT, 'end2end', 'node_modules');
