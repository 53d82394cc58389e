//! `/sim/upstream-…`: the sites' controls for other processes. Refusals are 400 with one line of text.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{delete, post};
use axum::{Json, Router};

use super::script::ControlError;
use super::{Delay, ExtraOperation, Fault, MeetingChange, Misprint, Outage, PressItem, Revision, Upstream};

type Sites = State<Arc<Upstream>>;
/// A body that may be wrong.
type Body<T> = Result<Json<T>, JsonRejection>;
type Done = Result<StatusCode, Problem>;

/// What the controls take, for people; instants are RFC 3339, numbers are text.
pub const CONTROLS: &str = r#"POST /sim/upstream-fault      {"path":"/h41/","times":2,"kind":KIND}   the next requests whose path contains it
POST /sim/upstream-outage     {"path":"/api/rates/","from":"2025-10-31T11:00:00Z","until":"2025-10-31T13:00:00Z","kind":KIND}
     KIND: "error_page", {"status":503}, {"body":"half a pa"}, "time_out", {"truncate":2000}
POST /sim/upstream-delay      {"path":"/h41/","minutes":240}   pages come out late; 0 ends it
POST /sim/upstream-misprint   {"series":"reserves_avg","date":"2025-10-29","change":{"scale":"1000"}}   or "flip"; "from", "until" as wanted
POST /sim/upstream-revision   {"series":"sofr","date":"2025-10-30","value":"4.06","from":"2025-10-31T18:30:00Z"}
POST /sim/upstream-operation  {"date":"2025-10-31","direction":"repo","slot":"exercise","status":"results","millions":"61","note":"Small Value Exercise"}
     direction: repo, reverse_repo; slot: morning, exercise, afternoon, on_rrp; status: results, cancelled; "instead":true replaces
POST /sim/upstream-item       {"title":"…","link":"/newsevents/pressreleases/monetary20251102a.htm","body":"…"}   "at" as wanted
POST /sim/upstream-meeting    {"start":"2025-12-09","change":"cancel"}   or "remove", {"move":{"start":"2025-12-16","end":"2025-12-17"}}
DELETE /sim/upstream          history as it was
"#;

pub(super) fn router(sites: &Arc<Upstream>) -> Router {
    Router::new()
        .route("/sim/upstream-fault", post(fault))
        .route("/sim/upstream-outage", post(outage))
        .route("/sim/upstream-delay", post(delay))
        .route("/sim/upstream-misprint", post(misprint))
        .route("/sim/upstream-revision", post(revision))
        .route("/sim/upstream-operation", post(operation))
        .route("/sim/upstream-item", post(item))
        .route("/sim/upstream-meeting", post(meeting))
        .route("/sim/upstream", delete(clear))
        .with_state(Arc::clone(sites))
}

/// What was wrong with a control request.
struct Problem(String);

impl IntoResponse for Problem {
    fn into_response(self) -> axum::response::Response {
        (StatusCode::BAD_REQUEST, self.0 + "\n").into_response()
    }
}

impl From<JsonRejection> for Problem {
    fn from(error: JsonRejection) -> Self {
        Self(error.body_text())
    }
}

impl From<ControlError> for Problem {
    fn from(error: ControlError) -> Self {
        Self(error.to_string())
    }
}

const DONE: Done = Ok(StatusCode::NO_CONTENT);

async fn fault(State(sites): Sites, body: Body<Fault>) -> Done {
    sites.fault(body?.0);
    DONE
}

async fn outage(State(sites): Sites, body: Body<Outage>) -> Done {
    sites.outage(body?.0)?;
    DONE
}

async fn delay(State(sites): Sites, body: Body<Delay>) -> Done {
    sites.delay(body?.0);
    DONE
}

async fn misprint(State(sites): Sites, body: Body<Misprint>) -> Done {
    sites.misprint(body?.0)?;
    DONE
}

async fn revision(State(sites): Sites, body: Body<Revision>) -> Done {
    sites.revise(body?.0)?;
    DONE
}

async fn operation(State(sites): Sites, body: Body<ExtraOperation>) -> Done {
    sites.operation(body?.0)?;
    DONE
}

async fn item(State(sites): Sites, body: Body<PressItem>) -> Done {
    sites.item(body?.0)?;
    DONE
}

async fn meeting(State(sites): Sites, body: Body<MeetingChange>) -> Done {
    sites.meeting(body?.0)?;
    DONE
}

async fn clear(State(sites): Sites) -> Done {
    sites.clear();
    DONE
}
