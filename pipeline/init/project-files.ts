/** Files of a project around its packs: what git ignores, what editors know of `pack.yaml`, and a workflow for CI. */
import path from 'node:path';
import { packJsonSchema } from './json-schema.ts';
import { schemaFile } from './pack-yaml.ts';
import type { CiName } from './types.ts';

/** By path inside the project. */
export function projectFiles(project: string, pack: string): Record<string, string> {
  const inside = path.relative(project, pack) === '' ? 'pack.yaml' : '**/pack.yaml';
  const settings = { 'yaml.schemas': { [`./${schemaFile}`]: inside }, 'files.associations': { '*.md': 'markdown' } };
  return {
    '.gitignore': 'output/\nnode_modules/\n',
    '.vscode/settings.json': `${JSON.stringify(settings, undefined, 2)}\n`,
    '.vscode/extensions.json': `${JSON.stringify({ recommendations: ['redhat.vscode-yaml'] }, undefined, 2)}\n`,
    // On one line: nobody reads it, and `dossier schema` prints it for people.
    [schemaFile]: `${JSON.stringify(packJsonSchema())}\n`,
  };
}

/** The workflow of a CI service, by path inside the project. It holds no secrets, and says who can read what it keeps. */
export function ciFiles(ci: CiName, pack: string): Record<string, string> {
  const what = pack === '' ? '.' : pack;
  return ci === 'github' ? { '.github/workflows/dossier.yml': github(what) } : { '.gitlab-ci.yml': gitlab(what) };
}

const quoted = (text: string) => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`);

const github = (pack: string): string => `name: Documents

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      # package.json and package-lock.json have to name dossier: nothing is downloaded that they do not pin.
      - run: npm ci
      # Errors and warnings become annotations of the pull request.
      - run: npx --no-install dossier build ${quoted(pack)} --strict --reporter github
      # The editions of all audiences. Whoever may read this repository may read them: to keep more than a few days, or to give
      # one edition to others, choose its folder, such as output/*/public/.
      - uses: actions/upload-artifact@v4
        with:
          name: documents
          path: output/
          retention-days: 5
`;

const gitlab = (pack: string): string => `documents:
  image: node:22
  script:
    # package.json and package-lock.json have to name dossier: nothing is downloaded that they do not pin.
    - npm ci
    - npx --no-install dossier build ${quoted(pack)} --strict
  artifacts:
    paths: [output/]
    expire_in: 5 days
    # The editions of all audiences: not for everybody, even where pipelines are public.
    access: developer
`;
