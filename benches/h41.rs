//! How long a release takes to read: it happens inside the release window.
//!
//! The real page where the shared folder is present, else a composed one (smaller).

use std::fs;

use chrono::NaiveDate;
use tidewatch::sim::pages::h41::{Week, compose, from_known};
use tidewatch::source::h41::parse;

fn main() {
    divan::main();
}

#[divan::bench]
fn read_a_release(bencher: divan::Bencher<'_, '_>) {
    let body = real().unwrap_or_else(|| composed().into_bytes());
    bencher.counter(divan::counter::BytesCount::of_slice(&body)).bench_local(|| parse(divan::black_box(&body)));
}

/// What a general HTML parser needs before it reads a figure, for comparison.
#[divan::bench]
fn build_a_tree(bencher: divan::Bencher<'_, '_>) {
    let text = String::from_utf8(real().unwrap_or_else(|| composed().into_bytes())).unwrap_or_default();
    bencher.bench_local(|| scraper::Html::parse_document(divan::black_box(&text)));
}

#[divan::bench]
fn compose_a_release(bencher: divan::Bencher<'_, '_>) {
    bencher.bench_local(composed);
}

fn real() -> Option<Vec<u8>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/board/h41_html/h41_current_20260625_FULL.htm");
    fs::read(path).ok()
}

fn composed() -> String {
    let mut week = Week::default();
    week.avg.extend([("reserves".to_owned(), 2_932_128), ("tga".to_owned(), 858_946)]);
    week.wed.extend([("fed_assets".to_owned(), 6_539_331), ("tga".to_owned(), 805_827)]);
    let wednesday = NaiveDate::from_ymd_opt(2025, 12, 10).unwrap_or_default();
    let released = wednesday.succ_opt().unwrap_or_default();
    compose(&from_known(wednesday, released, &week, &Week::default(), &Week::default()))
}
