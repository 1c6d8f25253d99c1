/** Commands for finished documents: release, sign, verify. */
import type { Command } from 'commander';
import { releaseHelp, signHelp, verifyHelp } from '../help.ts';
import {
  jobsOption,
  list,
  type ReleaseFlags,
  reporterOption,
  type SignFileFlags,
  type VerifyFlags,
  withPrinting,
  withSigning,
} from '../options.ts';

export function addFinished(program: Command): void {
  withPrinting(
    withSigning(
      program
        .command('release')
        .description('build everything strictly, and place the documents of each audience in a folder with checksums and origin')
        .argument('<version>', 'version of the release, such as 1.2 or 2026-03')
        .argument('[pack...]', 'packs, released together (default: all packs in content/)')
        .option('-o, --out <folder>', 'folder of all releases', 'release')
        .option('--names <pattern>', 'names of the files, such as "{pack}-{kind}-{lang}-{version}.pdf"')
        .option('--zip', 'write one ZIP file instead of a folder')
        .option('--lift-embargo', 'the same version without its embargo, in the folder <version>+lifted')
        .option('--corrects <version>', 'earlier version that this one corrects; needs --notice')
        .option('--notice <file>', 'Markdown file that says what was wrong, printed as CORRECTION.pdf')
        .option('--copies <file>', 'CSV file of recipients (name, number, audience, password): a numbered copy for each')
        .option('--copy-passwords <file>', 'CSV file with the password of each copy (number, password)')
        .option('--allow-dirty', 'release a source that is in no commit')
        .option('--sigstore', 'also sign the statements as this job of CI, with Sigstore (needs @sigstore/sign 4)')
        .option('-n, --dry-run', 'build and check everything, and list what would be released, without writing it')
        .addOption(jobsOption()),
    ),
  )
    .addHelpText('after', releaseHelp)
    .action(async (version: string, packs: string[], flags: ReleaseFlags) => {
      const { runRelease } = await import('../release.ts');
      await runRelease(version, packs, flags);
    });

  withSigning(
    program
      .command('sign')
      .description('sign a finished PDF for the next person in its fields for signatures')
      .argument('<file>', 'PDF file')
      .option('--field <name>', 'who signs (default: the first who has not signed yet)')
      .option('-o, --out <file>', 'where to write the signed file (default: over the file)')
      .option('--reason <words>', 'why it is signed')
      .option('--location <words>', 'where it is signed'),
  )
    .addHelpText('after', signHelp)
    .action(async (file: string, flags: SignFileFlags) => {
      const { runSignFile } = await import('../sign-file.ts');
      await runSignFile(file, flags);
    });

  program
    .command('verify')
    .description('verify PDF files and releases: signatures, later changes, checksums, origin, and claimed standards')
    .argument('<file...>', 'PDF files; folders and ZIP files of releases')
    .option('--trust <files>', 'PEM files with certificates that you trust, separated by commas', list)
    .option('--manifest <file>', 'manifest.json that lists the files (default: the nearest in a parent folder)')
    .option('--signed', 'report an error for files without a signature')
    .option('--rebuild', 'build the commit that a release names once more, and compare every document with it')
    .addOption(reporterOption('output format of diagnostics'))
    .addHelpText('after', verifyHelp)
    .action(async (files: string[], flags: VerifyFlags) => {
      const { runVerify } = await import('../verify.ts');
      await runVerify(files, flags);
    });
}
