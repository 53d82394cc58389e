//! The figures that the stand-ins publish: embedded ones, or a directory of the same form.

use std::path::Path;

use crate::series::archive::{Archive, ArchiveError};

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        /// Published figures from January 2024 to March 2026 (steps and GDP from earlier; percentiles of SOFR,
        /// primary credit and swap lines end in October 2025), by file name.
        const FILES: &[(&str, &str)] = &[$((concat!($name, ".csv"), include_str!(concat!("history/", $name, ".csv")))),*];
    };
}
embedded!(
    "catalogue",
    "sofr",
    "sofr_p01",
    "sofr_p25",
    "sofr_p75",
    "sofr_p99",
    "tgcr",
    "effr",
    "iorb",
    "on_rrp_rate",
    "srf_rate",
    "target_lower",
    "target_upper",
    "on_rrp",
    "srf_accepted",
    "fed_assets_wed",
    "reserves_avg",
    "tga_wed",
    "tga_avg",
    "treasuries_wed",
    "mbs_wed",
    "bills_wed",
    "primary_credit_wed",
    "swap_lines_wed",
    "gdp",
);

/// The figures of `dir`, or the embedded ones.
///
/// # Errors
/// The directory cannot be read as an archive.
pub fn load(dir: Option<&Path>) -> Result<Archive, ArchiveError> {
    match dir {
        Some(dir) => Archive::from_dir(dir),
        None => Archive::from_files(|name| {
            let file = FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            file.ok_or_else(|| ArchiveError::Line { file: name.to_owned(), why: "not embedded".into() })
        }),
    }
}

/// The embedded figures with one line of a file replaced, or taken out by an empty one.
#[cfg(test)]
pub(crate) fn edited(series: &str, line: &str, other: &str) -> Archive {
    let read = |name: &str| {
        let (_, text) = FILES.iter().find(|(known, _)| *known == name).expect("embedded");
        if name != format!("{series}.csv") {
            return Ok((*text).to_owned());
        }
        let (whole, with) =
            (format!("\n{line}\n"), if other.is_empty() { "\n".into() } else { format!("\n{other}\n") });
        assert!(text.contains(&whole), "{series} has no line {line:?}");
        Ok(text.replace(&whole, &with))
    };
    Archive::from_files(read).expect("good files")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::SeriesId;
    use crate::testing::shared;

    #[test]
    fn the_embedded_figures_are_the_published_ones() {
        let embedded = load(None).expect("good files");
        // Two years before the end of 2025: 60 weeks of backfill, and 52 before those.
        assert!(embedded.get(&SeriesId::of("sofr")).len() > 500);
        assert_eq!(embedded.get(&SeriesId::of("reserves_avg")).len(), 117);
        let Some(dir) = shared("history") else { return };
        let published = load(Some(&dir)).expect("good files");
        for (series, figures) in embedded.iter() {
            for (date, value) in figures {
                assert_eq!(published.get(series).get(date), Some(value), "{series} of {date}");
            }
        }
    }
}
