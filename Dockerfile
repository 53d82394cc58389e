# Tidewatch in an image: the binary and the C library. Figures, words, rules, migrations and certificate
# authorities are inside the binary; state is in /data.
#
#   docker build -t tidewatch .
#   docker run -d --name tidewatch --restart unless-stopped --stop-timeout 30 \
#       -v tidewatch:/data -e TELEGRAM_BOT_TOKEN tidewatch
#
# --restart: a loop that ends by itself ends the process, to be started again.
# --stop-timeout: what is in hand is finished first, within 25 seconds.

FROM rust:1.95-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY benches benches
COPY tests tests
COPY config config
COPY src src
# What is compiled stays between builds in the builder's caches, not in a layer.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/build/target \
    cargo build --locked --profile dist && cp target/dist/tidewatch /tidewatch

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --user-group --no-create-home tidewatch \
    && install -d -o tidewatch -g tidewatch -m 0700 /data
COPY --from=build /tidewatch /usr/local/bin/tidewatch
USER tidewatch
VOLUME /data
# The default database, sqlite:data/tidewatch.db, and ./tidewatch.toml are found from here.
WORKDIR /
ENTRYPOINT ["tidewatch"]
CMD ["run"]
