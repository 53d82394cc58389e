//! Every message in every language, and what holds for all of them.

mod layout;
mod locales;
mod messages;
mod operator;
mod scripts;
mod style;

use super::{Html, RenderError, Renderer};

fn renderer() -> &'static Renderer {
    static RENDERER: std::sync::LazyLock<Renderer> =
        std::sync::LazyLock::new(|| Renderer::new().expect("every language is complete"));
    &RENDERER
}

/// A text that must come out, and come out valid.
fn told(html: Result<Html, RenderError>) -> Html {
    let html = html.expect("a text");
    assert_eq!(super::html::tests::fault(html.as_str()), None, "{}", html.as_str());
    html
}
