use std::path::Path;

use serde_json::Value;

use super::house::House;

/// The machine-readable Bot API 10.3, where it is at hand.
fn schema() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/telegram/botapi-10.3.schema.json");
    let Ok(bytes) = std::fs::read(&path) else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{} is missing", path.display());
        println!("skipped: {} is missing", path.display());
        return None;
    };
    Some(serde_json::from_slice(&bytes).unwrap())
}

/// Whatever the bot says, its parameters are known to Telegram and none that is required is missing.
#[tokio::test]
async fn every_request_is_one_that_telegram_knows() {
    let Some(schema) = schema() else { return };
    let mut house = House::build().await;
    let mut said = house.says_in("zh-TW", 42, "/start").await;
    said.extend(house.presses(42, "lang:en").await);
    said.extend(house.presses(42, "gone").await);
    let data = ["/lang", "/privacy", "/mydata", "/deletemydata", "/statsu"];
    let others = ["/start", "/status", "/fomc", "/why", "/why soup", "/help", "/what", "hello", "/stop", "/stop"];
    for text in data.iter().chain(&others) {
        said.extend(house.says(42, text).await);
    }
    // A minute later a menu, two of its pages, a setting, the next menu, and the end.
    house.wait(60).await;
    for text in ["/start", "/settings"] {
        said.extend(house.says(42, text).await);
    }
    for data in ["s:1:page:quiet", "s:1:page:from", "s:1:quiet:0-420", "s:1:done:"] {
        said.extend(house.presses(42, data).await);
    }
    for text in ["/timezone", "/timezone Asia/Tokyo", "/timezone Tokio"] {
        said.extend(house.says(42, text).await);
    }
    said.extend(house.presses(42, "del:1:no").await);
    said.extend(house.presses(42, "del:1:yes").await);
    assert_eq!(said.len(), 2 + 3 + 2 + 5 + 10 + 13 + 2 + 2);
    for said in said {
        let known = schema["methods"][&said.method]["params"].as_object().unwrap_or_else(|| panic!("{}", said.method));
        let given = said.params.as_object().unwrap();
        for name in given.keys() {
            assert!(known.contains_key(name), "{} has no {name}", said.method);
        }
        for (name, about) in known {
            let required = about["required"].as_bool().unwrap();
            assert!(!required || given.contains_key(name), "{} wants {name}", said.method);
        }
    }
}
