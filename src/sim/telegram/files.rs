//! Uploaded photos: what Telegram checks before it takes one, and file ids under which they stay.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::TelegramSim;
use super::answer::{Outcome, Refusal};
use super::world::{Values, World, text};

/// The largest photo, in bytes.
const MAX_PHOTO: usize = 10 << 20;
/// Width and height together.
const MAX_SIDES: u32 = 10_000;
const MAX_RATIO: u32 = 20;

/// A picture as it was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The bytes.
    pub bytes: Bytes,
    /// `image/png` or `image/jpeg`.
    pub mime: &'static str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// All pictures by file id. The same picture has the same id: Telegram's differ, but promise nothing.
#[derive(Debug, Default)]
pub(super) struct Pictures(BTreeMap<String, Picture>);

impl Pictures {
    pub(super) fn get(&self, id: &str) -> Option<&Picture> {
        self.0.get(id)
    }

    /// Takes a picture if Telegram would.
    pub(super) fn take(&mut self, bytes: &Bytes) -> Result<String, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::bad("file must be non-empty"));
        }
        if bytes.len() > MAX_PHOTO {
            let size = bytes.len();
            let text =
                format!("file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes");
            return Err(Refusal::bad(text));
        }
        let (mime, width, height) = look(bytes).ok_or_else(|| Refusal::bad("IMAGE_PROCESS_FAILED"))?;
        let (long, short) = (width.max(height), width.min(height));
        if short == 0 || width.saturating_add(height) > MAX_SIDES || long > short.saturating_mul(MAX_RATIO) {
            return Err(Refusal::bad("PHOTO_INVALID_DIMENSIONS"));
        }
        let digest = Sha256::digest(bytes);
        let id = digest.iter().take(20).fold("AgACAgQAAx".to_owned(), |id, byte| format!("{id}{byte:02x}"));
        self.0.insert(id.clone(), Picture { bytes: bytes.clone(), mime, width, height });
        Ok(id)
    }

    /// `Message.photo`.
    pub(super) fn json(&self, id: &str) -> Value {
        let Some(picture) = self.get(id) else { return json!([]) };
        json!([{
            "file_id": id, "file_unique_id": unique(id), "file_size": picture.bytes.len(),
            "width": picture.width, "height": picture.height,
        }])
    }
}

fn unique(id: &str) -> String {
    format!("AQAD{}", id.chars().skip(10).take(12).collect::<String>())
}

impl TelegramSim {
    /// A photo that was sent, by its file id.
    #[must_use]
    pub fn file(&self, id: &str) -> Option<Picture> {
        self.world().pictures.get(id).cloned()
    }
}

impl World {
    /// A `File`; it is read at `/file/bot{token}/{file_path}`.
    pub(super) fn get_file(&self, params: &Values) -> Outcome {
        let id = text(params, "file_id");
        let picture = self.pictures.get(id).ok_or_else(|| Refusal::bad("invalid file_id"))?;
        let path = format!("photos/{id}");
        Ok(json!({ "file_id": id, "file_unique_id": unique(id), "file_size": picture.bytes.len(), "file_path": path }))
    }
}

/// Kind, width and height of a PNG or JPEG that has its beginning and its end.
fn look(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let whole = bytes.get(12..16)? == b"IHDR" && bytes.len() >= 33 && bytes.windows(4).any(|four| four == b"IEND");
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        return Some(("image/png", number(16)?, number(20)?)).filter(|_| whole);
    }
    let whole = bytes.starts_with(b"\xff\xd8") && bytes.ends_with(b"\xff\xd9");
    let (width, height) = jpeg_size(bytes).filter(|_| whole)?;
    Some(("image/jpeg", width, height))
}

/// From the first frame header; the segments before it are passed by their lengths.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes.get(at) == Some(&0xff))?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((short(at + 7)?.into(), short(at + 5)?.into()));
        }
        at += 2 + usize::from(short(at + 2)?);
    }
}
