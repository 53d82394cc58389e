//! Any sequence of presses, commands, blocks, returns, migrations and deletions leaves what a simple model
//! says: the model knows people, rights and settings, and nothing of menus' insides or of transactions.

use proptest::prelude::*;

use super::town::{ANNA, BASIC, BEN, GROUP, Town, data_of};
use crate::alert::Category;
use crate::lang::Lang;
use crate::sim::telegram::Status;
use crate::store::subscriber::{QuietHours, Standing};

/// What becomes of the basic group.
const SUPER: i64 = -100_014;

/// A message that is no menu.
const NO_MENU: i64 = 999_999;

#[derive(Debug, Clone, Copy)]
enum Step {
    Start(usize, i64),
    Stop(usize, i64),
    Open(usize, i64),
    Press(usize, i64, Choice),
    /// The same below a message that is not the open menu.
    PressElsewhere(usize, i64, Choice),
    Zone(usize, i64, &'static str),
    /// Ben runs that group from now on, or no longer.
    Promote(usize, bool),
    Gone(usize),
    Back(usize, i64),
    Mute(usize),
    Unmute(usize),
    Migrate,
    Delete(usize),
}

#[derive(Debug, Clone, Copy)]
enum Choice {
    Take(Category, bool),
    Rank(i64),
    Silent(bool),
    Quiet(Option<(i64, i64)>),
    Critical(bool),
    Language(Lang),
    Alerts(bool),
    Done,
}

impl Choice {
    fn data(self) -> String {
        match self {
            Self::Take(category, on) => format!("take:{}:{}", category.as_str(), i32::from(on)),
            Self::Rank(rank) => format!("rank:{rank}"),
            Self::Silent(on) => format!("silent:{}", i32::from(on)),
            Self::Quiet(None) => "quiet:none".to_owned(),
            Self::Quiet(Some((from, to))) => format!("quiet:{from}-{to}"),
            Self::Critical(on) => format!("critical:{}", i32::from(on)),
            Self::Language(lang) => format!("lang:{}", lang.as_str()),
            Self::Alerts(on) => format!("on:{}", i32::from(on)),
            Self::Done => "done:".to_owned(),
        }
    }
}

/// What a chat has set.
#[derive(Debug, Clone, PartialEq)]
struct Settings {
    standing: Standing,
    takes: i64,
    rank: i64,
    silent: bool,
    quiet: Option<(i64, i64)>,
    critical: bool,
    lang: Lang,
    zone: String,
    menu: bool,
}

impl Settings {
    /// What everybody begins with, in the language of whoever begins.
    fn new(by: i64, active: bool) -> Self {
        let (lang, zone) = if by == ANNA { (Lang::En, "America/New_York") } else { (Lang::ZhHant, "Asia/Taipei") };
        let standing = if active { Standing::Active } else { Standing::Asked };
        let (silent, quiet, critical, zone) = (false, None, false, zone.to_owned());
        Self { standing, takes: 255, rank: 1, silent, quiet, critical, lang, zone, menu: false }
    }

    fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::Take(category, true) => self.takes |= category.bit(),
            Choice::Take(category, false) => self.takes &= !category.bit(),
            Choice::Rank(rank) => self.rank = rank,
            Choice::Silent(on) => self.silent = on,
            Choice::Quiet(hours) => self.quiet = hours,
            Choice::Critical(on) => self.critical = on,
            Choice::Language(lang) => self.lang = lang,
            Choice::Alerts(true) => self.standing = Standing::Active,
            Choice::Alerts(false) => self.standing = Standing::Stopped,
            Choice::Done => self.menu = false,
        }
    }

    fn resume(&mut self) {
        if matches!(self.standing, Standing::Suspended(_)) {
            self.standing = Standing::Active;
        }
    }

    fn hold(&mut self, class: &str) {
        if self.standing == Standing::Active {
            self.standing = Standing::Suspended(class.to_owned());
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bot {
    There,
    Mute,
    Away,
}

/// One chat of the model.
#[derive(Debug)]
struct Chat {
    id: i64,
    bot: Bot,
    ben_runs_it: bool,
    settings: Option<Settings>,
    /// The open menu's message.
    menu: i64,
}

impl Chat {
    fn is_private(&self) -> bool {
        self.id > 0
    }

    fn may(&self, user: i64) -> bool {
        self.is_private() || user == ANNA || self.ben_runs_it
    }

    /// The bot can write here again, brought by somebody.
    fn enter(&mut self, by: i64, arrives: bool) {
        let (may, private) = (self.may(by), self.is_private());
        match &mut self.settings {
            None if private => {}
            None => self.settings = Some(Settings::new(by, may)),
            Some(settings) if settings.standing == Standing::Asked && may && arrives => {
                settings.standing = Standing::Active
            }
            Some(settings) => settings.resume(),
        }
        self.bot = Bot::There;
    }
}

fn choices() -> impl Strategy<Value = Choice> {
    let hour = || prop::sample::select(vec![0_i64, 420, 1380]);
    prop_oneof![
        4 => (prop::sample::select(Category::ALL.to_vec()), any::<bool>()).prop_map(|(kind, on)| Choice::Take(kind, on)),
        2 => (1..=3_i64).prop_map(Choice::Rank),
        1 => any::<bool>().prop_map(Choice::Silent),
        2 => prop::option::of((hour(), hour())).prop_map(Choice::Quiet),
        1 => any::<bool>().prop_map(Choice::Critical),
        1 => prop::sample::select(Lang::ALL.to_vec()).prop_map(Choice::Language),
        2 => any::<bool>().prop_map(Choice::Alerts),
        1 => Just(Choice::Done),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    let chat = || 0..4_usize;
    let user = || prop::sample::select(vec![ANNA, BEN]);
    let zone = prop::sample::select(vec!["Asia/Tokyo", "Europe/Vienna", "Europe/Viena"]);
    prop_oneof![
        4 => (chat(), user()).prop_map(|(chat, user)| Step::Start(chat, user)),
        1 => (chat(), user()).prop_map(|(chat, user)| Step::Stop(chat, user)),
        4 => (chat(), user()).prop_map(|(chat, user)| Step::Open(chat, user)),
        8 => (chat(), user(), choices()).prop_map(|(chat, user, choice)| Step::Press(chat, user, choice)),
        1 => (chat(), user(), choices()).prop_map(|(chat, user, choice)| Step::PressElsewhere(chat, user, choice)),
        1 => (chat(), user(), zone).prop_map(|(chat, user, zone)| Step::Zone(chat, user, zone)),
        1 => (2..4_usize, any::<bool>()).prop_map(|(chat, runs)| Step::Promote(chat, runs)),
        1 => chat().prop_map(Step::Gone),
        2 => (chat(), user()).prop_map(|(chat, user)| Step::Back(chat, user)),
        1 => (2..4_usize).prop_map(Step::Mute),
        2 => (2..4_usize).prop_map(Step::Unmute),
        1 => Just(Step::Migrate),
        1 => chat().prop_map(Step::Delete),
    ]
}

/// The town and what the model expects of it.
struct Play {
    town: Town,
    chats: [Chat; 4],
}

impl Play {
    async fn begin() -> Self {
        let chat = |id| Chat { id, bot: Bot::There, ben_runs_it: false, settings: None, menu: NO_MENU };
        Self { town: Town::build().await, chats: [ANNA, BEN, GROUP, BASIC].map(chat) }
    }

    /// Who acts: in a private chat nobody but its person.
    fn actor(&self, chat: usize, user: i64) -> i64 {
        if self.chats[chat].is_private() { self.chats[chat].id } else { user }
    }

    async fn say(&mut self, chat: usize, user: i64, text: &str) {
        self.town.sim.member_says(self.chats[chat].id, user, text, None).unwrap();
        self.town.go_freely().await;
    }

    async fn press(&mut self, chat: usize, user: i64, message: i64, choice: Choice) {
        let id = self.chats[chat].id;
        let subscriber = self.town.subscriber(id).await.map_or(77, |subscriber| subscriber.id);
        let data = format!("s:{subscriber}:{}", choice.data());
        self.town.sim.member_presses_stale(id, user, message, &data).unwrap();
        self.town.go_freely().await;
    }

    async fn becomes(&mut self, chat: usize, by: i64, status: Status) {
        let id = self.chats[chat].id;
        if self.chats[chat].is_private() {
            let changed = if status == Status::Member {
                self.town.sim.person_unblocks(id)
            } else {
                self.town.sim.person_blocks(id)
            };
            changed.unwrap();
            self.town.go_freely().await;
        } else {
            let rights = (status == Status::Restricted).then_some(&[][..]);
            self.town.bot_becomes_freely(id, by, status, rights).await;
        }
    }

    /// One step, in the town and in the model.
    async fn take(&mut self, step: Step) {
        match step {
            Step::Start(chat, user) => self.command(chat, user, "/start").await,
            Step::Stop(chat, user) => self.command(chat, user, "/stop").await,
            Step::Zone(chat, user, zone) => self.command(chat, user, &format!("/timezone {zone}")).await,
            Step::Open(chat, user) => self.open(chat, user).await,
            Step::Press(chat, user, choice) => {
                let menu = self.chats[chat].menu;
                self.choose(chat, user, menu, choice).await;
            }
            Step::PressElsewhere(chat, user, choice) => self.choose(chat, user, NO_MENU, choice).await,
            Step::Promote(chat, runs) => {
                let status = if runs { "administrator" } else { "member" };
                self.town.sim.set_member(self.chats[chat].id, BEN, status).unwrap();
                self.chats[chat].ben_runs_it = runs;
            }
            Step::Gone(_) | Step::Back(..) | Step::Mute(_) | Step::Unmute(_) => self.presence(step).await,
            Step::Migrate => self.migrate().await,
            Step::Delete(chat) => {
                let mut tx = self.town.store.begin().await.unwrap();
                crate::store::subscriber::delete(&mut tx, self.chats[chat].id).await.unwrap();
                tx.commit().await.unwrap();
                self.chats[chat].settings = None;
            }
        }
    }

    async fn command(&mut self, chat: usize, user: i64, text: &str) {
        let user = self.actor(chat, user);
        if self.chats[chat].bot == Bot::Away {
            return;
        }
        self.say(chat, user, text).await;
        let place = &mut self.chats[chat];
        if !place.may(user) {
            return;
        }
        match (text, &mut place.settings) {
            ("/start", None) => place.settings = Some(Settings::new(user, true)),
            ("/start", Some(settings)) => settings.standing = Standing::Active,
            ("/stop", Some(settings)) => settings.standing = Standing::Stopped,
            (text, Some(settings)) if !text.ends_with("Viena") => {
                settings.zone = text.trim_start_matches("/timezone ").to_owned();
            }
            _ => {}
        }
    }

    async fn open(&mut self, chat: usize, user: i64) {
        let user = self.actor(chat, user);
        // Where the bot cannot write, no menu comes about.
        if self.chats[chat].bot != Bot::There {
            return;
        }
        self.say(chat, user, "/settings").await;
        let place = &mut self.chats[chat];
        if place.may(user)
            && let Some(settings) = &mut place.settings
        {
            settings.menu = true;
            place.menu = self.town.last(place.id).id;
            assert!(!data_of(&self.town.last(place.id)).is_empty());
        }
    }

    async fn choose(&mut self, chat: usize, user: i64, message: i64, choice: Choice) {
        let user = self.actor(chat, user);
        if self.chats[chat].bot == Bot::Away {
            return;
        }
        self.press(chat, user, message, choice).await;
        let place = &mut self.chats[chat];
        let alive = message == place.menu && message != NO_MENU && place.may(user);
        if let Some(settings) = place.settings.as_mut().filter(|settings| alive && settings.menu) {
            settings.choose(choice);
        }
    }

    async fn presence(&mut self, step: Step) {
        match step {
            Step::Gone(chat) if self.chats[chat].bot != Bot::Away => {
                self.becomes(chat, ANNA, Status::Kicked).await;
                let place = &mut self.chats[chat];
                let class = if place.is_private() { "blocked" } else { "kicked" };
                place.settings.iter_mut().for_each(|settings| settings.hold(class));
                place.bot = Bot::Away;
            }
            Step::Back(chat, user) if self.chats[chat].bot == Bot::Away => {
                let user = self.actor(chat, user);
                self.becomes(chat, user, Status::Member).await;
                self.chats[chat].enter(user, true);
            }
            Step::Mute(chat) if self.chats[chat].bot == Bot::There => {
                self.becomes(chat, ANNA, Status::Restricted).await;
                self.chats[chat].settings.iter_mut().for_each(|settings| settings.hold("no_rights"));
                self.chats[chat].bot = Bot::Mute;
            }
            Step::Unmute(chat) if self.chats[chat].bot == Bot::Mute => {
                self.becomes(chat, ANNA, Status::Member).await;
                self.chats[chat].enter(ANNA, false);
            }
            _ => {}
        }
    }

    async fn migrate(&mut self) {
        let place = &mut self.chats[3];
        if place.id != BASIC || place.bot != Bot::There {
            return;
        }
        self.town.sim.group_is_upgraded(BASIC, SUPER).unwrap();
        (place.id, place.menu) = (SUPER, NO_MENU);
        place.settings.iter_mut().for_each(|settings| settings.menu = false);
        self.town.go_freely().await;
    }

    /// What the database says of a chat, in the model's words.
    async fn stored(&self, chat: i64) -> Option<Settings> {
        let found = self.town.subscriber(chat).await?;
        let hours = |hours: QuietHours| (i64::from(hours.from), i64::from(hours.to));
        Some(Settings {
            standing: found.standing,
            takes: found.takes,
            rank: found.min_rank,
            silent: found.sound.silent,
            quiet: found.sound.quiet.map(hours),
            critical: found.sound.critical_rings,
            lang: found.lang,
            zone: found.sound.zone.name().to_owned(),
            menu: !found.menu.is_empty(),
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_leaves_what_the_model_says(steps in prop::collection::vec(steps(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut play = Play::begin().await;
            for (n, step) in steps.iter().enumerate() {
                play.take(*step).await;
                for chat in &play.chats {
                    prop_assert_eq!(&play.stored(chat.id).await, &chat.settings, "step {}: {:?} in {}", n, step, chat.id);
                }
                if play.chats[3].id == SUPER {
                    prop_assert!(play.stored(BASIC).await.is_none(), "the old group is nobody's");
                }
            }
            let left = "SELECT count(*) FROM inbox WHERE state <> 'handled'";
            let left: i64 = sqlx::query_scalar(left).fetch_one(play.town.store.reader()).await.unwrap();
            prop_assert_eq!(left, 0, "every update was handled");
            Ok(())
        })?;
    }
}
