# Builds the plugin and puts it where docker-compose.yaml needs it: nothing but Docker has to be installed.

ARG GRAFANA_VERSION=12.3.0

FROM docker.io/library/node:20-bookworm-slim AS build
WORKDIR /seismolog
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && cp dist/gpx_seismolog_linux_* /usr/local/bin/seismolog

# The command line: report, parse, generate.
FROM docker.io/library/debian:12-slim AS cli
COPY --from=build /usr/local/bin/seismolog /usr/local/bin/seismolog
USER nobody
ENTRYPOINT ["seismolog"]

# The back end needs glibc, which Grafana's default image (Alpine) lacks.
FROM docker.io/grafana/grafana:${GRAFANA_VERSION}-ubuntu AS grafana
# A volume takes its owner from the folder that it is mounted on.
RUN mkdir /var/lib/grafana/seismolog
COPY --from=build /seismolog/dist /var/lib/grafana/plugins/seismolog-loganalytics-datasource
