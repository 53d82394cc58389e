//! (being built)
use super::{ParseError, Release};

/// Parses.
///
/// # Errors
/// Always, for now.
pub fn parse(_body: &[u8]) -> Result<Release, ParseError> {
    Err(ParseError::WrongPage("not built yet".into()))
}
