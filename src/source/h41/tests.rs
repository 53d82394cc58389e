//! The real page, edits of it, and damage.
use super::*;

#[test]
fn smoke() {
    let body = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/board/h41_html/h41_current_20260625_FULL.htm"
    ))
    .expect("page");
    let t = std::time::Instant::now();
    let release = parse(&body).expect("parses");
    eprintln!("{:?}", t.elapsed());
    for o in &release.observations {
        eprintln!("{} {} {}", o.series, o.date, o.value);
    }
    eprintln!("{:#?}", release.problems);
}
