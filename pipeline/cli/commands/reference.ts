/** Commands that say how things are: explain, schema, completion. */
import { Argument, type Command } from 'commander';
import { completionHelp, explainHelp, schemaHelp } from '../help.ts';
import { type ExplainFlags, list, reporterOption, type ShellName, shellNames, withPacks } from '../options.ts';

export function addReference(program: Command): void {
  withPacks(
    program.command('explain').description('show who reads what and why, and which options, tokens and templates apply to each audience'),
  )
    .option('-a, --audience <names>', 'only these audiences, separated by commas', list)
    .option('-l, --lang <tags>', 'these languages, separated by commas (default: the first of each pack)', list)
    .addOption(reporterOption('output format', ['pretty', 'json']))
    .addHelpText('after', explainHelp)
    .action(async (packs: string[], flags: ExplainFlags) => {
      const { runExplain } = await import('../explain.ts');
      await runExplain(packs, flags);
    });

  program
    .command('schema')
    .description('print the JSON Schema of pack.yaml, for use in text editors')
    .addHelpText('after', schemaHelp)
    .action(async () => {
      const { runSchema } = await import('../schema.ts');
      runSchema();
    });

  program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>', 'shell').choices(shellNames))
    .addHelpText('after', completionHelp)
    .action(async (shell: ShellName) => {
      const { completionScript } = await import('../completion.ts');
      process.stdout.write(completionScript(shell, program));
    });
}
