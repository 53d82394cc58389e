//! Named places where a test can kill the process, to show that nothing is lost or said twice.
//!
//! Before and after every commit and every request stands a [`point`]. In a release build it is
//! nothing. In a debug build the environment variable `TIDEWATCH_CRASH_AT=name` (or `name:3` for the
//! third time) makes the process kill itself there by SIGKILL: no destructor runs, no buffer is flushed.

/// All names, in the order of a message's life.
pub const POINTS: &[&str] = &[
    "ingest.old.before_commit",
    "ingest.old.after_commit",
    "ingest.alone.before_commit",
    "ingest.alone.after_commit",
    "ingest.before_commit",
    "ingest.after_commit",
    "inbox.before_commit",
    "inbox.after_commit",
    "handler.before_commit",
    "handler.after_commit",
    "delivery.recover.before_commit",
    "delivery.recover.after_commit",
    "fanout.page.before_commit",
    "fanout.page.after_commit",
    "delivery.claim.before_commit",
    "delivery.claim.after_commit",
    "delivery.sending.before_commit",
    "delivery.sending.after_commit",
    "delivery.request.before",
    "delivery.request.after",
    "delivery.outcome.before_commit",
    "delivery.outcome.after_commit",
    "delivery.release.before_commit",
    "delivery.release.after_commit",
];

/// A place where the process may be told to die.
#[cfg(not(any(debug_assertions, test)))]
#[inline]
pub const fn point(_name: &'static str) {}

/// A place where the process may be told to die.
#[cfg(any(debug_assertions, test))]
pub fn point(name: &'static str) {
    debug_assert!(POINTS.contains(&name), "{name} is not listed in crash::POINTS");
    #[cfg(test)]
    simulated::point(name);
    if armed::fires(name) {
        armed::die();
    }
}

#[cfg(any(debug_assertions, test))]
mod armed {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static PLAN: OnceLock<Option<(String, AtomicU32)>> = OnceLock::new();

    /// Whether this is the place and the time that the environment names.
    pub(super) fn fires(name: &str) -> bool {
        let plan = PLAN.get_or_init(|| std::env::var("TIDEWATCH_CRASH_AT").ok().map(|text| parse(&text)));
        plan.as_ref().is_some_and(|(at, left)| at == name && left.fetch_sub(1, Ordering::SeqCst) == 1)
    }

    /// `name` or `name:nth`.
    pub(super) fn parse(text: &str) -> (String, AtomicU32) {
        let (name, nth) = text.split_once(':').unwrap_or((text, "1"));
        (name.to_owned(), AtomicU32::new(nth.parse().unwrap_or(1)))
    }

    #[cfg(unix)]
    pub(super) fn die() {
        use rustix::process::{Signal, getpid, kill_process};
        if kill_process(getpid(), Signal::KILL).is_err() {
            std::process::abort();
        }
    }

    #[cfg(not(unix))]
    pub(super) fn die() {
        std::process::abort();
    }
}

/// Unit tests cannot kill their process. There, who passes the planned point panics, and so does on
/// the same thread everybody who passes any point after that: nothing is committed or requested any more.
#[cfg(test)]
pub(crate) mod simulated {
    use std::cell::Cell;

    #[derive(Clone, Copy)]
    enum Plan {
        Live,
        At(&'static str, u32),
        Dead,
    }

    thread_local! {
        static PLAN: Cell<Plan> = const { Cell::new(Plan::Live) };
    }

    /// From now on, the `nth` passing of `name` on this thread is the last.
    pub(crate) fn plan(name: &'static str, nth: u32) {
        PLAN.set(Plan::At(name, nth));
    }

    /// The machine is up again; whether it had been down.
    pub(crate) fn revive() -> bool {
        matches!(PLAN.replace(Plan::Live), Plan::Dead)
    }

    pub(super) fn point(name: &str) {
        match PLAN.get() {
            Plan::At(at, left) if at == name && left > 1 => PLAN.set(Plan::At(at, left - 1)),
            Plan::At(at, _) if at == name => {
                PLAN.set(Plan::Dead);
                panic!("the simulated crash at {name}");
            }
            Plan::Dead => panic!("the process is dead: {name} is not passed"),
            Plan::At(..) | Plan::Live => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn names_are_unique_and_a_plan_names_place_and_time() {
        let unique: std::collections::BTreeSet<_> = POINTS.iter().collect();
        assert_eq!(unique.len(), POINTS.len());
        for (text, name, nth) in [("delivery.request.after", "delivery.request.after", 1), ("a.b:3", "a.b", 3)] {
            let (at, left) = armed::parse(text);
            assert_eq!((at.as_str(), left.load(Ordering::SeqCst)), (name, nth));
        }
    }
}
