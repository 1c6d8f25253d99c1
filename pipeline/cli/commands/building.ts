/** Commands that make packs and their documents: init, build, merge. */
import { type Command, Option } from 'commander';
import { buildHelp, initHelp, mergeHelp } from '../help.ts';
import {
  type BuildFlags,
  type InitFlags,
  list,
  type MergeFlags,
  reporterOption,
  shardOf,
  starterNames,
  withFilters,
  withLocal,
  withSigning,
} from '../options.ts';

export function addBuilding(program: Command): void {
  program
    .command('init')
    .description('write a new pack that builds at once, or a pack.yaml for texts that exist')
    .argument('[folder]', 'where to write it (default: the current folder; in a project with packs, a new folder in content/)')
    .option('-t, --title <words>', 'title')
    .option('-k, --kinds <kinds>', 'kinds of document, separated by commas', list)
    .option('-a, --audience <names>', 'audiences, separated by commas; the first reads everything', list)
    .option('-l, --lang <tag>', 'language of the texts')
    .addOption(new Option('--template <name>', 'starting point').choices(starterNames))
    .option('--from <path>', 'Markdown file or folder to write a pack.yaml for; or .docx or .pptx file to take over')
    .addOption(new Option('--ci <service>', 'also write a workflow for CI').choices(['github', 'gitlab']))
    .option('-y, --yes', 'ask nothing')
    .option('-n, --dry-run', 'list what would be written, without doing it')
    .addHelpText('after', initHelp)
    .action(async (folder: string | undefined, flags: InitFlags) => {
      const { runInit } = await import('../init.ts');
      await runInit(folder, flags);
    });

  withSigning(withLocal(withFilters(program.command('build').description('build PDFs from packs'))))
    .option('-o, --out <folder>', 'output folder', 'output')
    .option('-f, --force', 'print all documents, even if nothing has changed')
    .option('--review', 'drafts with change marks, comments and line numbers, in the folder "review" of the output folder')
    .option('--lift-embargo', 'print documents that have an embargo without it')
    .option('--keep-outdated', 'keep documents of earlier builds that no pack produces any longer')
    .addOption(new Option('--images <format>', 'also draw every page as a picture, such as slides.001.png').choices(['png']))
    .addOption(
      new Option('--image-scale <number>', 'size of the pictures: 1 makes a slide 1280 pixels wide').choices(['1', '2', '3']).default('1'),
    )
    .option('-n, --dry-run', 'list what would be built and removed, without doing it')
    .option('--shard <part>', 'build one part of everything, such as 2/5, on a machine of its own; see dossier merge', shardOf)
    .option('--shard-times <file>', 'how long editions take: the times.json of an earlier dossier merge')
    .option('--fetch', 'download remote images into the packs first, as dossier fetch does')
    .option('--open', 'open what was built: the document, or the folder of several')
    .option('-w, --watch', 'build again whenever a file changes, until you press Ctrl+C')
    .addHelpText('after', buildHelp)
    .action(async (packs: string[], flags: BuildFlags) => {
      const { runBuild } = await import('../build.ts');
      await runBuild(packs, flags, flags.dryRun ? 'plan' : 'build');
    });

  program
    .command('merge')
    .description('put the output folders of all shards of a build together')
    .argument('<folder...>', 'output folders of dossier build --shard')
    .option('-o, --out <folder>', 'folder that gets everything', 'output')
    .addOption(reporterOption('output format of diagnostics'))
    .addHelpText('after', mergeHelp)
    .action(async (folders: string[], flags: MergeFlags) => {
      const { runMerge } = await import('../merge.ts');
      await runMerge(folders, flags);
    });
}
