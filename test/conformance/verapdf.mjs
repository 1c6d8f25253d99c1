/** veraPDF, fetched by Maven when it is first needed, and what it says of files. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The folder with veraPDF's jars; its name holds the hash of pom.xml, so that another version is another folder. */
export async function fetchVeraPdf(cache) {
  const pom = path.join(import.meta.dirname, 'pom.xml');
  const hash = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12);
  const folder = path.join(cache, `verapdf-${hash}`);
  if (existsSync(folder)) return folder;
  const fresh = `${folder}.${process.pid}`;
  await mkdir(cache, { recursive: true });
  try {
    await run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${fresh}`], { maxBuffer: 1 << 26 });
    // Whole or not at all; a run beside this one may have been quicker.
    await rename(fresh, folder).catch((cause) => {
      if (!existsSync(folder)) throw cause;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Judges files by the standards that they claim, all in one Java process.
 * @returns for each file its standards, and the rules that failed with the number of failed checks
 */
export async function judge(jars, files) {
  const args = [
    '-cp',
    path.join(jars, '*'),
    'org.verapdf.apps.GreenfieldCliWrapper',
    '-f',
    '0',
    '-df',
    'ua1',
    '--format',
    'json',
    '--loglevel',
    '0',
  ];
  const { stdout } = await run('java', ['-Xmx1g', ...args, '--maxfailuresdisplayed', '2', ...files], { maxBuffer: 1 << 29 }).catch(
    (cause) => {
      // It exits with 1 when a file fails, and with other codes when it could not do its work.
      if (cause.code === 1 && cause.stdout) return cause;
      throw cause;
    },
  );
  return JSON.parse(stdout).report.jobs.map((job) => ({
    file: job.itemDetails.name,
    error: job.taskException?.exceptionMessage ?? job.taskResult?.exceptionMessage,
    standards: [job.validationResult ?? []].flat().map(({ profileName }) => profileName.replace(/ validation profile$/, '')),
    checks: [job.validationResult ?? []].flat().reduce((sum, { details }) => sum + details.passedChecks + details.failedChecks, 0),
    failed: [job.validationResult ?? []].flat().flatMap(({ profileName, details }) =>
      details.ruleSummaries
        .filter(({ failedChecks }) => failedChecks > 0)
        .map(({ clause, testNumber, description, failedChecks, checks }) => ({
          rule: `${profileName.replace(/ validation profile$/, '')} ${clause}-${testNumber}`,
          description,
          count: failedChecks,
          where: checks.map(({ context, errorMessage }) => `${context}${errorMessage ? `: ${errorMessage}` : ''}`),
        })),
    ),
  }));
}
