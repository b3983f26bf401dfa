# One image for web, worker and the migrations; docker-compose.yml says which runs. `launcher/container.mjs` is the entry.
FROM node:24-bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node launcher/container.mjs prepare

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless procps \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o node -g node -m 0700 /data
WORKDIR /app
COPY --from=build --chown=node:node /app /app
USER node
ENV TRIBUTARY_DATA=/data
VOLUME /data
ENTRYPOINT ["node", "launcher/container.mjs"]
CMD ["web"]
