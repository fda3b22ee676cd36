# juesuan in a container: `docker build -t juesuan .`, then
# `docker run --rm -v "$PWD:/work" juesuan check report.pdf`.
FROM rust:1.95-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends musl-tools && rustup target add x86_64-unknown-linux-musl
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --package juesuan-cli --target x86_64-unknown-linux-musl

# nothing but the program: it needs no libraries, no shell and no network
FROM scratch
COPY --from=build /src/target/x86_64-unknown-linux-musl/dist/juesuan /juesuan
# files that are written belong to who calls it: add `--user "$(id -u):$(id -g)"`
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["/juesuan"]
