/** completion: scripts that complete commands, options, their values and names of packs in a shell. */
import type { Command, Option } from 'commander';
import type { ShellName } from './options.ts';


/** The script for a shell. */
export function completionScript(shell: ShellName, program: Command): string {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: [...command.options, ...program.options].filter((option) => !option.hidden),
    takesPacks: command.registeredArguments.some((argument) => argument.name() === 'pack'),
    values: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  }));
  return { bash, zsh, fish }[shell](commands);
}

interface Described {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Option[];
  readonly takesPacks: boolean;
  readonly values: readonly string[];
}

const flags = ({ short, long }: Option): string[] => [short, long].filter((one) => one !== undefined);
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Names of packs are those of the folders in content/ that have a pack.yaml. */
const packs = 'for p in content/*/pack.yaml; do [ -e "$p" ] && basename "$(dirname "$p")"; done 2>/dev/null';

function bash(commands: readonly Described[]): string {
  const values = (command: Described) =>
    command.options
      .filter((option) => option.argChoices !== undefined)
      .map((option) => `      ${command.name}:${flags(option).join(`|${command.name}:`)}) words=${quoted((option.argChoices ?? []).join(' '))} ;;`);
  const words = commands.map(({ name, options, takesPacks, values: own }) => {
    const all = [...options.flatMap(flags), '--help', ...own].join(' ');
    return `      ${name}) words=${quoted(all)}${takesPacks ? `; words="$words $(${packs})"` : ''} ;;`;
  });
  return `# Completion of dossier for bash. Add this line to ~/.bashrc: source <(dossier completion bash)
_dossier() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${quoted([...commands.map(({ name }) => name), '--help', '--version'].join(' '))}
  else
    case "$command:$previous" in
${commands.flatMap(values).join('\n')}
    esac
    [ -n "$words" ] || case "$command" in
${words.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _dossier dossier
`;
}

function zsh(commands: readonly Described[]): string {
  const plain = (text: string) => text.replace(/[[\]:\\]/g, '\\$&');
  const option = (one: Option) => {
    const value = one.argChoices ? `: :(${one.argChoices.join(' ')})` : one.required ? ': :_files' : '';
    return flags(one).map((flag) => quoted(`${flag}[${plain(one.description)}]${value}`));
  };
  const cases = commands.map(({ name, options, takesPacks, values }) => {
    const rest = takesPacks ? `'*: :_dossier_packs'` : values.length > 0 ? quoted(`1: :(${values.join(' ')})`) : `'*: :_files'`;
    return `    ${name}) _arguments ${[...options.flatMap(option), rest].join(' ')} ;;`;
  });
  return `#compdef dossier
# Completion of dossier for zsh. Add this line to ~/.zshrc: source <(dossier completion zsh)
_dossier_packs() { local names=(\${(f)"$(${packs})"}); compadd -a names; _files }
_dossier() {
  if (( CURRENT == 2 )); then
    local commands=(${commands.map(({ name, description }) => quoted(`${name}:${plain(description)}`)).join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _dossier dossier
`;
}

function fish(commands: readonly Described[]): string {
  const lines = commands.flatMap(({ name, description, options, takesPacks, values }) => [
    `complete -c dossier -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...options.map((one) => {
      const [short, long] = [one.short && ` -s ${one.short.slice(1)}`, one.long && ` -l ${one.long.slice(2)}`];
      const value = one.argChoices ? ` -x -a ${quoted(one.argChoices.join(' '))}` : one.required ? ' -r' : '';
      return `complete -c dossier -n '__fish_seen_subcommand_from ${name}'${short ?? ''}${long ?? ''}${value} -d ${quoted(one.description)}`;
    }),
    ...(takesPacks ? [`complete -c dossier -n '__fish_seen_subcommand_from ${name}' -a '(sh -c ${quoted(packs).replaceAll("'", "\\'")})'`] : []),
    ...(values.length > 0 ? [`complete -c dossier -n '__fish_seen_subcommand_from ${name}' -f -a ${quoted(values.join(' '))}`] : []),
  ]);
  return `# Completion of dossier for fish. Save it as ~/.config/fish/completions/dossier.fish\n${lines.join('\n')}\n`;
}
