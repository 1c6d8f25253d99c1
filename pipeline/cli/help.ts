/** Text after a command's options in its help: examples and exit codes. */
export const buildHelp = `
Examples:
  dossier build                                   every pack, every audience, every kind
  dossier build japan-eu --audience press         one audience of one pack
  dossier build --only slides,handout --jobs 4    two kinds, four documents in parallel
  dossier build --sign office.p12                 sign every document
  dossier build japan-eu --watch                  build again after every save

Exit codes: 0 success; 1 errors in the source; 2 wrong usage or configuration; 3 environment error (disk, browser).`;

export const checkHelp = `
Examples:
  dossier check                         every pack
  dossier check --reporter github       as annotations on a pull request`;

export const verifyHelp = `
Examples:
  dossier verify output/japan-eu/press/en/briefing.pdf    is it complete and listed in the manifest?
  dossier verify --trust office-root.pem --signed *.pdf   are they signed with a certificate from this authority?
  dossier verify -r json briefing.pdf                     JSON for programs

The password of encrypted files is read from DOSSIER_PASSWORD.
Exit codes: 0 all files are valid; 1 errors found; 2 wrong usage, such as a file that does not exist.`;

export const explainHelp = `
Prints one line for each block, row, record or phrase under a rule: its place, its first words, a column for each audience, and
the rule; then the options, brand tokens and templates that differ between audiences, and where each value comes from. The report
quotes withheld text: it is for the editors of the pack only.

Examples:
  dossier explain japan-eu                       all audiences, side by side
  dossier explain japan-eu --audience press      what the press gets, and why
  dossier explain japan-eu --lang ja -r json     the Japanese edition, as JSON for programs

Exit codes: 0 success; 1 errors in the source (they are reported too); 2 wrong usage.`;
