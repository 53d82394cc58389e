# syntax=docker/dockerfile:1
# Tidewatch in an image: the binary, the C library and a font with Chinese characters. Figures, words, rules,
# migrations and certificate authorities are inside the binary; state is in /data, and nothing else is written.
#
#   docker build -t tidewatch .
#   docker run -d --name tidewatch --restart unless-stopped --stop-timeout 30 \
#       --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#       -v tidewatch:/data -e TELEGRAM_BOT_TOKEN tidewatch
#
# --restart: a loop that ends by itself ends the process, to be started again.
# --stop-timeout: what is in hand is finished first, within 25 seconds.
# docs/compose.yml says the same, and docs/operators.md says more.

FROM rust:1.95-bookworm AS build
WORKDIR /build
# Dependencies first, behind an empty program: this layer lasts as long as Cargo.lock does.
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src benches tests/it \
    && for file in src/main benches/answers benches/fanout benches/h41 benches/ingest benches/rules tests/it/main; do \
        echo 'fn main() {}' >"$file.rs"; done \
    && touch src/lib.rs \
    && cargo build --locked --profile dist \
    && rm -r src benches tests
COPY benches benches
COPY tests tests
COPY config config
COPY src src
# Cargo goes by the time of a file, and the empty program may be younger than the real one.
RUN touch src/main.rs src/lib.rs \
    && cargo build --locked --profile dist \
    && cp target/dist/tidewatch /tidewatch

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Tidewatch" \
      org.opencontainers.image.description="A Telegram bot that tells its subscribers when US dollar liquidity shifts" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
# The font in whatever version Debian has: an old one is gone from its mirrors with the next.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 tidewatch \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin tidewatch \
    && install -d -o tidewatch -g tidewatch -m 0700 /data
COPY --from=build /tidewatch /usr/local/bin/tidewatch
# The default database, sqlite:data/tidewatch.db, and ./tidewatch.toml are found from /. The endpoints answer
# inside the container, for the check below; 0.0.0.0:9464 lets the container's network scrape them.
ENV TIDEWATCH__HTTP__LISTEN=127.0.0.1:9464
# By number, so that an orchestrator sees that it is not root.
USER 10001:10001
VOLUME /data
WORKDIR /
# A first start reads its history for some minutes before it is ready.
HEALTHCHECK --interval=30s --timeout=10s --start-period=10m --retries=3 CMD ["tidewatch", "health"]
ENTRYPOINT ["tidewatch"]
CMD ["run"]
