/** Text after a command's options in its help: examples and exit codes. */
/** @param guide its address */
export const programHelp = (guide: string): string => `
Examples:
  dossier init report            write a first pack
  dossier build report --open    print it and look at it
  dossier build                  in a project: every pack in content/; in a pack's folder: that pack

Guide: ${guide}`;

export const schemaHelp = `
Examples:
  dossier schema > .vscode/pack.schema.json    the file that "dossier init" writes, after an update of Dossier`;

export const completionHelp = `
Examples:
  source <(dossier completion bash)                                     for this shell; in ~/.bashrc, for every one
  source <(dossier completion zsh)                                      the same for zsh, in ~/.zshrc after compinit
  dossier completion fish > ~/.config/fish/completions/dossier.fish     for fish`;

export const initHelp = `
Examples:
  dossier init report                            a first pack in the folder report, after four questions
  dossier init report --yes                      the same without questions
  dossier init paper --template board-paper      a starting point for a kind of paper
  dossier init --from talk.md                    a pack.yaml for a deck of Marp, Slidev, reveal.js or Pandoc
  dossier init --from docs/                      … for a folder of mdBook, MkDocs, Quarto, Docusaurus or Obsidian
  dossier init report --from report.docx         a pack from a Word file; from talk.pptx, a deck

No file is ever overwritten.
Exit codes: 0 success; 2 wrong usage, or files that are in the way.`;

export const buildHelp = `
Examples:
  dossier build                                   every pack, every audience, every kind
  dossier build japan-eu --audience press         one audience of one pack
  dossier build --only slides,handout --jobs 4    two kinds, four documents in parallel
  dossier build --sign office.p12                 sign every document
  dossier build japan-eu --review                 drafts that show insertions, deletions and comments
  dossier build japan-eu --watch                  build again after every save
  dossier build talk.md --open                    one Markdown file, as a deck or a briefing
  dossier build talk.md --images png              its pages as pictures, too
  dossier build japan-eu --fetch                  download its remote images first
  dossier build --shard 2/5 --out shard-2         the second of five parts; the others on other machines

Exit codes: 0 success; 1 errors in the source; 2 wrong usage or configuration; 3 environment error (disk, browser).`;

export const mergeHelp = `
Everything is checked before anything is written: a part that is missing, twice, damaged or of another build is an error. The
merged folder has one manifest.json, and times.json, by which the next build is divided more evenly.

Examples:
  dossier merge shards/* --out output
  dossier build --shard 2/5 --shard-times output/times.json

Exit codes: 0 success; 1 the parts do not fit together; 2 wrong usage.`;

export const submitHelp = `
The sources go to the store as one bundle, and every edition to the queue; workers build them, and the documents are written here
with one manifest.json, as dossier build would. Ctrl+C cancels. The same source submitted again is not built again. Needs the
packages bullmq, and ioredis or pg. Addresses hold passwords: better in DOSSIER_QUEUE and DOSSIER_STORE than in a command. The
store's credentials are DOSSIER_CACHE_TOKEN, or the variables of AWS.

Examples:
  dossier submit --queue redis://queue.example.org --store s3://bucket/dossier
  dossier submit japan-eu --audience press --fail-fast      with both addresses in the environment
  dossier submit --no-wait --priority low                   prints an id; see dossier status

Exit codes: 0 success; 1 errors in the source, or editions that no worker could build; 2 wrong usage or configuration; 3 trouble
with queue or store, or cancelled.`;

export const workerHelp = `
Takes editions that the same version of Dossier submitted, builds them, and puts their documents into the store. What fails because
of a machine is tried again, on whichever worker is free. SIGTERM finishes what is in work; a second one, or the end of --grace,
gives it back to the queue.

Examples:
  dossier worker --queue redis://queue.example.org --store s3://bucket/dossier
  dossier worker --concurrency 4                            with both addresses in the environment

Exit codes: 0 ended by a signal; 2 wrong usage; 3 trouble with the queue.`;

export const statusHelp = `
Examples:
  dossier status                                workers, editions that wait, and submissions
  dossier status 3f1c0a9b27d4e586               one submission
  dossier status 3f1c0a9b27d4e586 --out output  write its documents, if it is done
  dossier status 3f1c0a9b27d4e586 --cancel      give it up

Exit codes: 0 success; 1 errors in the source, with --out; 2 wrong usage or an unknown id; 3 trouble with queue or store.`;

export const checkHelp = `
Examples:
  dossier check                         every pack
  dossier check --reporter github       as annotations on a pull request`;

export const previewHelp = `
Prints an address for your browser: pages as they will be printed, built again after every save, for every audience, language and
kind. Nothing is written to the output folder. A click on a page opens your editor where its words are written.

Examples:
  dossier preview                          every pack in content/
  dossier preview japan-eu --open          one pack, in your browser
  dossier preview talk.md                  one Markdown file
  dossier preview --editor code            open files in VS Code
  dossier preview --editor "vim-server {file} {line} {column}"
  dossier preview --at talk.md:12          in the preview that is running, show this line

Only this machine is answered, and only with the token in the address.
Exit codes: 2 wrong usage; 3 environment error.`;

export const fetchHelp = `
Downloads the remote images of a pack into its folder images/remote/, and lists them with their hashes in fetch.lock.json. Commit
both: builds need no network then, and print a frame for an image that is not there or was changed.

Examples:
  dossier fetch                       every pack
  dossier fetch japan-eu --dry-run    list what would be downloaded
  dossier fetch japan-eu --update     take images anew, even if the server has other ones now
  dossier build japan-eu --fetch      download what is missing, then build

PNG, JPEG, GIF, WebP, AVIF and SVG images up to 25 MB are downloaded, never from this machine or its network unless --allow-local
is set.
Exit codes: 0 every image is there; 1 errors in the source, or addresses without an image; 2 wrong usage; 3 network trouble.`;

export const releaseHelp = `
Builds all documents of the packs with warnings as errors, and writes release/<pack>/<version>/<audience>/ (several packs:
release/<version>/<audience>/): PDFs, manifest.json, SHA256SUMS, a bill of materials, and a statement of what they were made from.
Nothing in an audience's folder is about another audience. It is written whole or not at all, and never changed. Where the audience
has had an earlier version, CHANGES.md and CHANGES.pdf say what has changed in its documents. A pack with "status: draft" is refused.

Examples:
  dossier release 1.2                              all packs, from a clean commit
  dossier release 1.2 japan-eu --sign office.p12   one pack; documents and statement are signed
  dossier release 1.2 --names "{pack}-{audience}-{kind}-{lang}-{version}.pdf"
  dossier release 1.2 --dry-run                    would it succeed, and what would be in it?
  dossier release 1.2 --lift-embargo               the same without "embargo", in 1.2+lifted/
  dossier release 1.3 --corrects 1.2 --notice fix.md     CORRECTION.pdf says what was wrong, and which files are replaced
  dossier release 1.2 --copies board.csv           a numbered copy for every line: name,number,audience,password
  dossier verify release/japan-eu/1.2              is it complete and unchanged, and who signed it?

Exit codes: 0 released; 1 errors in the source, or a release that exists; 2 wrong usage; 3 environment error.`;

export const signHelp = `
Signs the field of the next person whom "fields" of "signature" in pack.yaml names. The signature is appended: earlier ones stay
valid. A command for --sign-with gets the digest at its standard input, and in DOSSIER_DIGEST (hex) with DOSSIER_HASH (sha256,
sha384, sha512) and DOSSIER_KEY_TYPE (rsa, ecdsa); it prints the signature, as it is or in Base64, within a minute.

Examples:
  dossier sign briefing.pdf --sign director.p12                   the next person signs
  dossier sign briefing.pdf --sign-with ./card.sh --sign-chain minister.pem --field Minister
  dossier sign briefing.pdf --sign office.p12 --sign-stamp https://tsa.example.org --sign-level lta

Exit codes: 0 signed; 2 wrong usage, such as the wrong field or key; 3 environment error (command, authority). Nothing is written
but a signed file.`;

export const verifyHelp = `
Examples:
  dossier verify output/japan-eu/press/en/briefing.pdf    is it complete and listed in the manifest?
  dossier verify --trust office-root.pem --signed *.pdf   are they signed with a certificate from this authority?
  dossier verify release/japan-eu/1.2                     is the whole release as it was published, and by whom?
  dossier verify release/japan-eu/1.2 --rebuild           in a clone of its repository: does the source give these bytes?
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
