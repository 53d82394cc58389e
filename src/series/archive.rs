//! Series as files: a directory of `<series>.csv` (`date,value`) and a `catalogue.csv`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::SeriesId;

/// Series read from files, oldest figure first.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    series: BTreeMap<SeriesId, BTreeMap<NaiveDate, Decimal>>,
}

/// Why a directory of series was refused.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// A file is missing or unreadable.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A line is not what its header promises.
    #[error("{file}: {why}")]
    Line {
        /// The file's name.
        file: String,
        /// What is wrong, with the line.
        why: String,
    },
    /// A unit that amounts or rates are not given in.
    #[error("catalogue.csv: {series} has the unit {unit:?}; amounts are in \"USD million\", rates in \"percent\"")]
    Unit {
        /// The series.
        series: String,
        /// Its unit.
        unit: String,
    },
}

#[derive(Debug, Deserialize)]
struct CatalogueRow {
    series: String,
    unit: String,
}

#[derive(Debug, Deserialize)]
struct Row {
    date: NaiveDate,
    value: Option<Decimal>,
}

impl Archive {
    /// Reads a directory; series that are not in its catalogue are left alone.
    ///
    /// # Errors
    /// A file of the catalogue is missing, a line cannot be read, a unit is not ours.
    pub fn from_dir(dir: &Path) -> Result<Self, ArchiveError> {
        let read = |name: &str| {
            let path = dir.join(name);
            std::fs::read_to_string(&path).map_err(|source| ArchiveError::Io { path, source })
        };
        Self::from_files(read)
    }

    /// As [`Archive::from_dir`], from any source of texts by file name.
    ///
    /// # Errors
    /// As there, and what `read` says.
    pub fn from_files(read: impl Fn(&str) -> Result<String, ArchiveError>) -> Result<Self, ArchiveError> {
        let mut archive = Self::default();
        for row in rows::<CatalogueRow>("catalogue.csv", &read("catalogue.csv")?)? {
            check_unit(&row)?;
            let file = format!("{}.csv", row.series);
            let figures = rows::<Row>(&file, &read(&file)?)?;
            // An empty value is a day without a figure: missing, not zero.
            let figures = figures.into_iter().filter_map(|row| Some((row.date, row.value?))).collect();
            archive.series.insert(SeriesId::named(row.series), figures);
        }
        Ok(archive)
    }

    /// All series with their figures.
    pub fn iter(&self) -> impl Iterator<Item = (&SeriesId, &BTreeMap<NaiveDate, Decimal>)> {
        self.series.iter()
    }

    /// The figures of one series; empty where there is none.
    #[must_use]
    pub fn get(&self, series: &SeriesId) -> &BTreeMap<NaiveDate, Decimal> {
        const NONE: &BTreeMap<NaiveDate, Decimal> = &BTreeMap::new();
        self.series.get(series).unwrap_or(NONE)
    }
}

fn rows<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<Vec<T>, ArchiveError> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    reader
        .deserialize()
        .collect::<Result<_, csv::Error>>()
        .map_err(|error| ArchiveError::Line { file: file.to_owned(), why: error.to_string() })
}

fn check_unit(row: &CatalogueRow) -> Result<(), ArchiveError> {
    let known = ["percent", "USD million", "USD"];
    let ours = super::catalogue::describe(&SeriesId::named(row.series.clone())).map(|(unit, _)| unit.as_str());
    if known.contains(&row.unit.as_str()) && ours.is_none_or(|ours| ours == row.unit) {
        return Ok(());
    }
    Err(ArchiveError::Unit { series: row.series.clone(), unit: row.unit.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(catalogue: &str, sofr: &str) -> Result<Archive, ArchiveError> {
        Archive::from_files(|name| match name {
            "catalogue.csv" => Ok(catalogue.to_owned()),
            "sofr.csv" => Ok(sofr.to_owned()),
            _ => Err(ArchiveError::Line { file: name.to_owned(), why: "no such file".into() }),
        })
    }

    #[test]
    fn an_empty_value_is_missing() {
        let archive = archive("series,unit\nsofr,percent\n", "date,value\n2025-10-30,4.04\n2025-10-31,\n");
        let archive = archive.expect("good files");
        assert_eq!(archive.get(&SeriesId::of("sofr")).len(), 1);
    }

    #[test]
    fn wrong_units_and_lines_are_named() {
        let unit = archive("series,unit\nsofr,bp\n", "date,value\n").expect_err("wrong unit").to_string();
        assert!(unit.contains("sofr has the unit \"bp\""), "{unit}");
        let line =
            archive("series,unit\nsofr,percent\n", "date,value\n2025-10-30,soup\n").expect_err("bad").to_string();
        assert!(line.starts_with("sofr.csv: ") && line.contains("line: 2"), "{line}");
    }
}
