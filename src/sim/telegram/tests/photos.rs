//! Photos: what is checked before one is taken, file ids that can be sent again, captions.

use reqwest::multipart::{Form, Part};
use teloxide::prelude::*;
use teloxide::types::{FileId, InputFile};

use super::*;

/// A PNG with the head and the end of one, and nothing to see.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
    bytes
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x03\xff\xd9");
    bytes
}

async fn upload(desk: &Desk, bytes: Vec<u8>) -> (u16, Value) {
    let form = Form::new().text("chat_id", ANNA.to_string()).part("photo", Part::bytes(bytes).file_name("chart.png"));
    let answer = desk.http.post(desk.url("sendPhoto")).multipart(form).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn a_photo_is_uploaded_once_and_sent_again_by_its_id() {
    let desk = Desk::open(TelegramSimConfig { strict: true, limits: Limits::NONE, ..Default::default() }).await;
    let (status, body) = upload(&desk, png(800, 400)).await;
    let photo = &body["result"]["photo"][0];
    assert_eq!((status, &photo["width"], &photo["height"]), (200, &json!(800), &json!(400)), "{body}");
    let id = photo["file_id"].as_str().expect("an id");
    let again = json!({ "chat_id": ANNA, "photo": id, "caption": "<b>SOFR</b> 4.22 %", "parse_mode": "HTML" });
    let again = desk.ok("sendPhoto", again).await;
    assert_eq!((&again["photo"][0]["file_id"], &again["caption"]), (&json!(id), &json!("SOFR 4.22 %")));
    assert_eq!(again["caption_entities"][0]["type"], "bold");

    let seen = desk.sim.chat(ANNA).expect("the chat").messages;
    assert_eq!((seen[1].photo.as_deref(), seen[1].text.as_str()), (Some(id), "SOFR 4.22 %"));
    let picture = desk.sim.file(id).expect("the picture");
    assert_eq!((picture.bytes.as_ref(), picture.mime), (png(800, 400).as_slice(), "image/png"));
    let journal = desk.sim.journal();
    assert_eq!(journal[0].params["photo"], json!({ "file": "chart.png", "bytes": png(800, 400).len() }));
    assert_eq!(journal[1].text.as_deref(), Some("SOFR 4.22 %"));

    let file = desk.ok("getFile", json!({ "file_id": id })).await;
    let path = file["file_path"].as_str().expect("a path");
    let bytes = desk.http.get(format!("{}/file/bot7000000001:TEST/{path}", desk.base)).send().await.expect("an answer");
    assert_eq!(bytes.headers()["content-type"], "image/png");
    assert_eq!(bytes.bytes().await.expect("bytes"), png(800, 400));
}

#[tokio::test]
async fn pictures_that_telegram_would_not_take_are_refused_in_its_words() {
    let desk = Desk::unlimited().await;
    let mut huge = png(10, 10);
    huge.resize((10 << 20) + 1, 0);
    let too_big = "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes";
    for (bytes, refusal) in [
        (png(5000, 5000), None),
        (png(5001, 5000), Some("PHOTO_INVALID_DIMENSIONS")),
        (png(2000, 100), None),
        (png(2001, 100), Some("PHOTO_INVALID_DIMENSIONS")),
        (png(0, 100), Some("PHOTO_INVALID_DIMENSIONS")),
        (jpeg(640, 480), None),
        (jpeg(64, 4800), Some("PHOTO_INVALID_DIMENSIONS")),
        (b"<svg/>".to_vec(), Some("IMAGE_PROCESS_FAILED")),
        (png(10, 10)[..30].to_vec(), Some("IMAGE_PROCESS_FAILED")),
        (Vec::new(), Some("file must be non-empty")),
        (huge, Some(too_big)),
    ] {
        let (status, body) = upload(&desk, bytes).await;
        let expected = refusal.map_or(Value::Null, |text| json!(format!("Bad Request: {text}")));
        assert_eq!((status, &body["description"]), (if refusal.is_some() { 400 } else { 200 }, &expected));
    }
    let (status, body) = upload(&desk, vec![0; 51 << 20]).await;
    assert_eq!((status, &body["description"]), (413, &json!("Request Entity Too Large")));
    for (photo, text) in [
        (json!("AgACnothing"), "wrong file identifier/HTTP URL specified"),
        (json!("attach://chart"), "there is no photo in the request"),
        (Value::Null, "there is no photo in the request"),
        (json!("https://example.org/chart.png"), "failed to get HTTP URL content"),
    ] {
        let send = json!({ "chat_id": ANNA, "photo": photo });
        assert_eq!(desk.refused("sendPhoto", send).await, (400, format!("Bad Request: {text}")));
    }
    assert_eq!(desk.refused("getFile", json!({ "file_id": "x" })).await.1, "Bad Request: invalid file_id");
}

#[tokio::test]
async fn a_caption_has_1024_units_after_its_marks_are_taken_out() {
    let desk = Desk::unlimited().await;
    let id = upload(&desk, png(10, 10)).await.1["result"]["photo"][0]["file_id"].clone();
    for (caption, fits) in
        [(String::new(), true), (format!("<b>{}</b>", "😀".repeat(512)), true), ("😀".repeat(512) + "x", false)]
    {
        let send = json!({ "chat_id": ANNA, "photo": id, "caption": caption, "parse_mode": "HTML" });
        let (status, body) = desk.call("sendPhoto", send).await;
        assert_eq!(status == 200, fits, "{body}");
        if !fits {
            assert_eq!(body["description"], "Bad Request: message caption is too long");
        }
    }
}

#[tokio::test]
async fn a_caption_is_edited_as_a_caption_and_a_text_as_a_text() {
    let desk = Desk::unlimited().await;
    upload(&desk, png(10, 10)).await;
    desk.send(ANNA, "text").await;
    let edit = |id: i64, name: &str| json!({ "chat_id": ANNA, "message_id": id, name: "new" });
    assert_eq!(desk.ok("editMessageCaption", edit(1, "caption")).await["caption"], "new");
    let no_text = (400, "Bad Request: there is no text in the message to edit".to_owned());
    assert_eq!(desk.refused("editMessageText", edit(1, "text")).await, no_text);
    let no_caption = (400, "Bad Request: there is no caption in the message to edit".to_owned());
    assert_eq!(desk.refused("editMessageCaption", edit(2, "caption")).await, no_caption);
}

#[tokio::test]
async fn who_may_not_send_photos_is_told_so() {
    let desk = Desk::unlimited().await;
    desk.sim.group_chat(-5, ChatKind::Group, "Desk");
    let id = upload(&desk, png(10, 10)).await.1["result"]["photo"][0]["file_id"].clone();
    let role = Role { rights: Some(&["can_send_messages"]), ..Role::of(Status::Restricted) };
    desk.sim.bot_becomes(-5, role).expect("restricted");
    desk.send(-5, "a text").await;
    let refused = desk.refused("sendPhoto", json!({ "chat_id": -5, "photo": id })).await;
    assert_eq!(refused, (400, "Bad Request: not enough rights to send photos to the chat".to_owned()));
}

#[tokio::test]
async fn teloxide_sends_photos() {
    let desk = Desk::open(TelegramSimConfig { strict: true, limits: Limits::NONE, ..Default::default() }).await;
    let bot = Bot::new("7000000001:TEST").set_api_url(desk.base.parse().expect("a URL"));
    let sent = bot.send_photo(ChatId(ANNA), InputFile::memory(png(300, 200))).caption("a chart").await.expect("sent");
    let photo = sent.photo().and_then(<[_]>::last).expect("a photo").clone();
    assert_eq!((sent.caption(), photo.width, photo.height), (Some("a chart"), 300, 200));
    let again = bot.send_photo(ChatId(ANNA), InputFile::file_id(FileId(photo.file.id.0.clone()))).await.expect("sent");
    assert_eq!(again.photo().expect("a photo")[0].file.id, photo.file.id);
}
