/** Commands and options, from Commander. */
import { Command } from 'commander';
import { vi } from 'vitest';
import { allDirectives } from '../../../pipeline/transform/directives/index.ts';
import { code, page, plain, table } from './text.ts';

/** The program, which is not run. */
async function program(): Promise<Command> {
  let found: Command | undefined;
  const parse = vi.spyOn(Command.prototype, 'parseAsync').mockImplementation(function (this: Command) {
    found = this;
    return Promise.resolve(this);
  });
  await import('../../../pipeline/cli.ts');
  parse.mockRestore();
  if (!found) throw new Error('pipeline/cli.ts parses no arguments');
  return found;
}

/** The number of processors of whoever writes the reference is no default. */
const defaultText = (flags: string, value: unknown): string =>
  flags.includes('--jobs') ? 'Default: number of processors' : value === undefined ? '' : `Default: ${code(String(value))}`;

const optionRows = (command: Command) =>
  command.options.map(({ flags, description, defaultValue, defaultValueDescription, argChoices }) => [
    code(flags),
    [
      plain(description) + (argChoices ? `: ${argChoices.map((one) => `\`${one}\``).join(', ')}` : ''),
      defaultText(flags, defaultValueDescription ?? defaultValue),
    ]
      .filter(Boolean)
      .join('. '),
  ]);

export async function commandsPage(): Promise<string> {
  const dossier = await program();
  const sections = dossier.commands.map((command) => {
    const usage = ['dossier', command.name(), command.usage().replace('[options] ', '')].join(' ').trim();
    const description = command.description();
    const args = command.registeredArguments
      .filter((one) => one.description !== '')
      .map((one) => [
        code(one.name()),
        plain(one.description) + (one.argChoices ? `: ${one.argChoices.map((x) => `\`${x}\``).join(', ')}` : ''),
      ]);
    return [
      `\n## ${command.name()}\n`,
      `\n\`${usage}\`: ${plain(description)}.\n`,
      args.length > 0 ? table(['argument', 'meaning'], args) : '',
      command.options.length > 0 ? table(['option', 'meaning'], optionRows(command)) : '',
    ].join('');
  });
  const intro = `\nThese options go before the name of the command:\n${table(['option', 'meaning'], optionRows(dossier))}`;
  return page(['# Reference: commands'], intro + sections.join(''));
}

const colons = { container: ':::', leaf: '::', text: ':' };

export function directivesPage(): string {
  const rows = allDirectives.map(({ name, forms, attributes = [], inside }) => [
    forms.map((form) => code(colons[form] + name)).join(' '),
    attributes.map(code).join(' '),
    inside === undefined ? '' : code(inside),
  ]);
  return page(
    ['# Reference: directives'],
    `\nThree colons open a block that \`:::\` closes, two make a block without content, one stands in a line. Every directive also takes \`#id\`, \`.class\`, \`lang\` and rules about readers; [Writing](02-writing.md#directives) says what they make.\n${table(['directive', 'attributes', 'only inside'], rows)}`,
  );
}
