# Dossier as a container:
#   docker build --platform linux/amd64 -t dossier .
#   docker run --rm --init --user "$(id -u):$(id -g)" -v "$PWD:/work" dossier build
# The browser comes with the npm packages and brings its libraries, so nothing is installed with apt. It runs on amd64 only.

FROM node:22-bookworm-slim AS build
WORKDIR /opt/dossier
COPY package.json package-lock.json .puppeteerrc.cjs ./
COPY rolldown.config.ts ./
COPY pipeline pipeline
COPY templates templates
# `prepare` makes dist/, which needs pipeline/ and the development packages; these go afterwards.
RUN npm ci --no-audit --no-fund \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="dossier" \
      org.opencontainers.image.description="Markdown into briefings, slide decks and handouts, for every audience, as finished PDF." \
      org.opencontainers.image.licenses="MIT"
WORKDIR /opt/dossier
COPY package.json LICENSE ./
COPY --from=build /opt/dossier/node_modules node_modules
COPY --from=build /opt/dossier/dist dist
COPY templates templates
RUN ln -s /opt/dossier/dist/cli.js /usr/local/bin/dossier && chmod 755 dist/cli.js \
 && install -d -o node -g node /work

# The browser is unpacked here, into a folder that belongs to whoever runs the container (`--user` included).
ENV XDG_CACHE_HOME=/tmp/cache \
    CI=true
USER node
WORKDIR /work
ENTRYPOINT ["dossier"]
CMD ["build"]
