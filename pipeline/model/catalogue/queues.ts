/** Builds that workers share through a queue. */
import { plural } from '../plural.ts';
import { error, type Named, type Why, warning } from './entry.ts';

export const ofQueues = {
  QUEUE_MISSING: error<{ packages: readonly string[] }>(
    (p) => `a queue needs ${p.packages.length === 1 ? 'the package' : 'the packages'} ${p.packages.join(' and ')}, not installed here`,
    (p) => `install in this project: npm install --save-dev ${p.packages.join(' ')}`,
  ),
  QUEUE_FAILED: error<Named & Why>(
    (p) => `the queue at ${p.name} cannot be used: ${p.why}`,
    () => 'look whether it runs and whether its address and credentials are right',
  ),
  STORE_FAILED: error<Why>(
    (p) => `the store cannot be used: ${p.why}`,
    () =>
      'look whether it runs, has room, and takes your credentials; then submit again: what workers have in their caches is not printed again',
  ),
  QUEUE_FULL: error<{ waiting: number; limit: number }>(
    (p) => `${plural(p.waiting, 'edition')} are waiting in the queue, and it takes ${p.limit} at most`,
    () => 'submit later, leave out --no-wait, or start more workers',
  ),
  QUEUE_LARGE: error<{ limit: number }>(
    (p) => `the sources have more than ${p.limit} MB, which is the most that a submission takes`,
    () => 'submit fewer packs at a time, or move large files that no pack needs out of the project',
  ),
  QUEUE_EDITION: error<Named & Why>(
    (p) => `the edition ${p.name} was not built: ${p.why}`,
    () => 'look at the worker and its environment, then submit again: what workers have in their caches is not printed again',
  ),
  QUEUE_UNKNOWN: error<Named>(
    (p) => `the queue knows no submission "${p.name}"`,
    () => 'use the id that "dossier submit" printed, with the version of Dossier that submitted it',
  ),
  QUEUE_CANCELLED: error<Named>(
    (p) => `the submission ${p.name} was cancelled`,
    () => 'submit again if it is still wanted',
  ),
  QUEUE_STOPPED: error<Named & { left: number }>(
    (p) => `${p.name} failed, and ${plural(p.left, 'edition')} that had not begun ${p.left === 1 ? 'was' : 'were'} given up (--fail-fast)`,
    () => 'correct it and submit again',
  ),
  QUEUE_BROWSERS: warning<{ browsers: readonly string[] }>(
    (p) => `workers printed with different browsers: ${p.browsers.join(', ')}; the same source has other bytes with each`,
    () => 'give all workers the same browser: the bundled one, or the same --browser',
  ),
};
