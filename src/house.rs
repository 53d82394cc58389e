//! The plan of the house, kept true: which room may use which, who touches the outside world, and
//! which rooms are pure. A reader learns the house from [`ROOMS`]; the tests read `src/` and object.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room: a top-level module with everything below it.
struct Room {
    name: &'static str,
    kind: Kind,
    /// The rooms that it uses: exactly these, and all of them stand further up in the table.
    uses: &'static [&'static str],
}

#[derive(PartialEq)]
enum Kind {
    /// A function of its arguments, `now` among them: no runtime, no database, no network, no clock.
    Pure,
    /// May use these of the guarded libraries.
    Shell(&'static [&'static str]),
}

use Kind::{Pure, Shell};

const fn room(name: &'static str, kind: Kind, uses: &'static [&'static str]) -> Room {
    Room { name, kind, uses }
}

/// From the ground up. Whoever adds a use adds it here and says in the commit why.
const ROOMS: &[Room] = &[
    // Words that everybody uses.
    room("unit", Pure, &[]),
    room("lang", Pure, &[]),
    room("crash", Shell(&[]), &[]),
    room("telemetry", Shell(&[]), &[]),
    room("config", Shell(&[]), &[]),
    room("clock", Shell(&["tokio"]), &[]),
    // WHAT WE KNOW, WHEN, and what pages say.
    room("series", Pure, &["unit"]),
    room("calendar", Pure, &["clock", "series"]),
    room("source", Pure, &["calendar", "clock", "series", "unit"]),
    room("fetch", Shell(&["reqwest"]), &["source"]),
    // WHAT IT MEANS: values first, then who makes them.
    room("alert", Pure, &["calendar", "series", "source", "unit"]),
    room("metric", Pure, &["alert", "calendar", "series", "unit"]),
    room("rule", Pure, &["alert", "calendar", "metric", "series"]),
    room("board", Pure, &["alert", "calendar", "clock", "metric", "rule", "series", "source", "unit"]),
    room("replay", Pure, &["alert", "calendar", "clock", "rule", "series"]),
    // HOW IT READS.
    room("render", Pure, &["alert", "board", "calendar", "clock", "lang", "rule", "series", "source", "unit"]),
    // What survives a crash.
    room("store", Shell(&["sqlx", "tokio"]), &["alert", "board", "lang", "replay", "rule", "series", "source"]),
    // Telegram, WHO HEARS IT, WHO ASKS.
    room("telegram", Shell(&["reqwest", "teloxide", "tokio"]), &["clock", "crash", "store"]),
    room("delivery", Shell(&["tokio"]), &["alert", "clock", "crash", "lang", "render", "store", "telegram"]),
    room(
        "bot",
        Shell(&["teloxide", "tokio"]),
        &["alert", "board", "clock", "crash", "delivery", "lang", "render", "store", "telegram"],
    ),
    // From a page to a decision.
    room(
        "ingest",
        Shell(&["tokio"]),
        &[
            "alert", "board", "calendar", "clock", "crash", "delivery", "fetch", "metric", "replay", "rule", "series",
            "source", "store", "unit",
        ],
    ),
    room(
        "watch",
        Shell(&["tokio"]),
        &["alert", "board", "calendar", "clock", "config", "fetch", "ingest", "series", "source", "store", "telemetry"],
    ),
    // The stand-ins know the wire formats and the figures, and nothing of the bot.
    // Telegram's pushes updates to webhooks (`reqwest`).
    room("sim", Shell(&["axum", "reqwest", "tokio"]), &["calendar", "clock", "series", "source", "unit"]),
    // Everything together.
    room(
        "app",
        Shell(&["tokio"]),
        &[
            "alert",
            "board",
            "bot",
            "calendar",
            "clock",
            "config",
            "delivery",
            "fetch",
            "ingest",
            "lang",
            "render",
            "rule",
            "store",
            "telegram",
            "telemetry",
            "watch",
        ],
    ),
    room(
        "cli",
        Shell(&["tokio"]),
        &[
            "alert",
            "app",
            "board",
            "calendar",
            "clock",
            "config",
            "ingest",
            "lang",
            "render",
            "replay",
            "rule",
            "series",
            "sim",
            "source",
            "store",
            "telemetry",
            "watch",
        ],
    ),
];

/// The libraries by which the outside world comes in.
const GUARDED: &[&str] = &["axum", "reqwest", "sqlx", "teloxide", "tokio"];

/// Files that belong to no room.
const OUTSIDE: &[&str] = &["lib", "main", "testing", "house"];

#[test]
fn every_room_has_its_row_and_only_one() {
    let rows: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
    let on_disk: BTreeSet<String> = sources().into_iter().map(|file| file.room).collect();
    assert_eq!(rows.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), on_disk);
    assert_eq!(rows.len(), on_disk.len(), "a room stands in the table twice");
}

#[test]
fn rooms_use_what_their_row_says_and_nothing_else() {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources() {
        let names = file.names_after("crate::").filter(|name| *name != file.room).map(str::to_owned).collect();
        used.entry(file.room.clone()).or_default().append(&mut { names });
    }
    for room in ROOMS {
        let row: BTreeSet<String> = room.uses.iter().map(ToString::to_string).collect();
        assert_eq!(used.remove(room.name).unwrap_or_default(), row, "src/{} (left) and its row (right)", room.name);
    }
}

/// Where every room uses only rooms above it, there is no cycle.
#[test]
fn rooms_stand_on_those_above_them() {
    for (height, room) in ROOMS.iter().enumerate() {
        let above: Vec<&str> = ROOMS.iter().take(height).map(|room| room.name).collect();
        for used in room.uses {
            assert!(above.contains(used), "{} uses {used}, which does not stand above it in the table", room.name);
        }
    }
}

#[test]
fn the_outside_world_comes_in_by_the_named_doors_only() {
    for file in sources() {
        let allowed: &[&str] = ROOMS.iter().find(|room| room.name == file.room).map_or(&[], |room| match room.kind {
            Pure => &[],
            Shell(libraries) => libraries,
        });
        for library in GUARDED.iter().filter(|library| !allowed.contains(library)) {
            let named = file.text.contains(&format!("{library}::")) || file.text.contains(&format!("{library}_util::"));
            assert!(!named, "{} names {library}", file.path.display());
        }
    }
}

/// Of `clock`, pure rooms know New York's wall clock, which is arithmetic; `now` is an argument.
#[test]
fn pure_rooms_have_no_clock_of_their_own() {
    let is_pure = |name: &str| ROOMS.iter().any(|room| room.name == name && room.kind == Pure);
    for file in sources().into_iter().filter(|file| is_pure(&file.room)) {
        let strange = file.names_after("crate::clock::").find(|name| *name != "ny");
        assert_eq!(strange, None, "{} asks the clock", file.path.display());
    }
}

#[test]
fn nobody_climbs_out_of_a_room_by_super() {
    for file in sources() {
        let chain = "super::".repeat(file.depth);
        assert!(!file.text.contains(&chain), "{} reaches the root by {chain}: write crate::", file.path.display());
    }
}

/// ARCHITECTURE.md has the same table, and its walkthroughs name functions that are there.
#[test]
fn the_description_fits_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("a text file");
    for room in ROOMS {
        let row = text.lines().find(|line| line.starts_with(&format!("| `{}` |", room.name))).unwrap_or(room.name);
        let uses = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default().replace("clock::ny", "clock");
        let expected = if room.uses.is_empty() { "–".to_owned() } else { room.uses.join(", ") };
        assert_eq!(uses, expected, "ARCHITECTURE.md (left) on {} (right)", room.name);
    }
    for (file, function) in text.split('`').filter_map(|name| name.split_once(".rs:")) {
        let code = fs::read_to_string(root.join(format!("src/{file}.rs"))).unwrap_or_default();
        let there = ["(", "<"].iter().any(|after| code.contains(&format!("fn {function}{after}")));
        assert!(there, "ARCHITECTURE.md names {file}.rs:{function}, which is not there");
    }
}

#[test]
fn uses_are_found_as_people_write_them() {
    let text = "use crate::alert::{Alert, Body};\n    let x = crate::lang::Lang::En; // crate::bot\n/// [`crate::sim`]\n\
        use crate::{rule, series::{self, History}};\n#[cfg(test)]\nmod tests {\n    use crate::delivery::Lane;\n}\n";
    let file = Source { path: PathBuf::new(), room: String::new(), depth: 1, text: code(text) };
    assert_eq!(file.names_after("crate::").collect::<Vec<_>>(), ["alert", "lang", "rule", "series"]);
}

/// A source file without its comments and tests.
struct Source {
    path: PathBuf,
    room: String,
    /// How many `super::` lead from it to the root.
    depth: usize,
    text: String,
}

impl Source {
    /// The names that follow `prefix`, one by one or in braces.
    fn names_after<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.text
            .split(prefix)
            .skip(1)
            .flat_map(|rest| match rest.strip_prefix('{') {
                Some(group) => outermost(group),
                None => vec![rest],
            })
            .map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default())
    }
}

/// The items of a group in braces, as far as its closing brace.
fn outermost(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0_u32, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                items.extend(group.get(start..at).map(str::trim).filter(|item| !item.is_empty()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    items
}

/// All files of all rooms; a file of tests may use what it likes.
fn sources() -> Vec<Source> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut files = Vec::new();
    collect(root, &mut files);
    files.iter().filter_map(|path| read(root, path)).collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("src/ is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn read(root: &Path, path: &Path) -> Option<Source> {
    let inside = path.strip_prefix(root).expect("below src/").with_extension("");
    let parts: Vec<&str> = inside.iter().filter_map(|part| part.to_str()).collect();
    let room = (*parts.first()?).to_owned();
    if OUTSIDE.contains(&room.as_str()) || parts.contains(&"tests") {
        return None;
    }
    let text = code(&fs::read_to_string(path).expect("a text file"));
    Some(Source { path: path.to_owned(), room, depth: parts.len(), text })
}

/// Without comments, and without tests written at the end of the file.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or_default()).fold(String::new(), |all, line| all + line + "\n")
}
