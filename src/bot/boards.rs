//! What the bot asks of the rest of the program.

use std::future::Future;

use chrono::{DateTime, Utc};

use super::Desk;
use crate::board::Board;
use crate::board::answers::{BillsBoard, FomcBoard, H41Board, HistoryBoard, NextBoard, RepoBoard, TgaBoard, Why};
use crate::store::StoreError;

/// Where commands get their figures. Every view is as of `now`; an error is the database's own.
pub trait Boards: Send + Sync + 'static {
    /// `/status`: the whole board.
    fn board(&self, now: DateTime<Utc>) -> impl Future<Output = Result<Board, StoreError>> + Send;
    /// `/fomc`: what is in force, the last decision, the next meeting.
    fn fomc(&self, now: DateTime<Utc>) -> impl Future<Output = Result<FomcBoard, StoreError>> + Send;
    /// `/h41`: the last week published.
    fn h41(&self, now: DateTime<Utc>) -> impl Future<Output = Result<H41Board, StoreError>> + Send;
    /// `/repo`: rates and operations.
    fn repo(&self, now: DateTime<Utc>) -> impl Future<Output = Result<RepoBoard, StoreError>> + Send;
    /// `/tga`: the Treasury's account.
    fn tga(&self, now: DateTime<Utc>) -> impl Future<Output = Result<TgaBoard, StoreError>> + Send;
    /// `/bills`: bills held and what is directed.
    fn bills(&self, now: DateTime<Utc>) -> impl Future<Output = Result<BillsBoard, StoreError>> + Send;
    /// `/next`: what comes.
    fn next(&self, now: DateTime<Utc>) -> impl Future<Output = Result<NextBoard, StoreError>> + Send;
    /// `/history`: the last lines of the ledger.
    fn history(&self, now: DateTime<Utc>) -> impl Future<Output = Result<HistoryBoard, StoreError>> + Send;
    /// `/why` in a chat; `None` where there is nothing to explain yet.
    fn why(
        &self,
        chat: i64,
        question: Question,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Option<Why>, StoreError>> + Send;
    /// What an operator is shown; `None` where nobody is one.
    fn operator(&self) -> Option<&Desk> {
        None
    }
    /// The ids of the rules that `/why` can be asked about, in order.
    fn rules(&self) -> Vec<String>;
}

/// What somebody wants explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// What the chat was told last.
    Last,
    /// What that message of ours tells; where it is no alert, what the chat was told last.
    Message(i64),
    /// The last alert in which that rule spoke, told to this chat or not: rules and their record are public.
    Rule(String),
}
