/** Text after a command's options in its help: examples and exit codes. */
export const buildHelp = `
Examples:
  dossier build                                   every pack, every audience, every kind
  dossier build japan-eu --audience press         one audience of one pack
  dossier build --only slides,handout --jobs 4    two kinds, four pages side by side
  dossier build --sign office.p12                 every file signed
  dossier build japan-eu --watch                  again after every save

Exit codes: 0 built; 1 the source has errors; 2 bad usage or configuration; 3 the machine failed (browser, disk).`;

export const checkHelp = `
Examples:
  dossier check                         every pack
  dossier check --reporter github       as annotations of a pull request`;

export const verifyHelp = `
Examples:
  dossier verify output/japan-eu/press/en/briefing.pdf    whole, and as the manifest says?
  dossier verify --trust office-root.pem --signed *.pdf   signed by somebody whom that root vouches for?
  dossier verify -r json briefing.pdf                     the same for a program

The password of encrypted files is read from DOSSIER_PASSWORD.
Exit codes: 0 all is sound; 1 something is not; 2 bad usage, such as a file that is not there`;

export const explainHelp = `
One line for each block, row, record or word that stands under a rule: its place, its first words, a column for each audience,
and the rule. Then the options, brand tokens and templates that differ, with the places that won. The page quotes what audiences
may not read: it is for the editors of the pack.

Examples:
  dossier explain japan-eu                       all audiences, side by side
  dossier explain japan-eu --audience press      what the press gets, and why
  dossier explain japan-eu --lang ja -r json     the Japanese edition, for a program

Exit codes: 0 told; 1 the source has errors, which are told too; 2 bad usage`;
