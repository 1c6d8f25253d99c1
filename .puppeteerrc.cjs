// Dossier brings its own browser (see pipeline/resources/chromium.ts); older npm would otherwise download a second one.
module.exports = { skipDownload: true };
