//! Page handlers of those who approve: the in-tray, one request, what was decided, taking an approval back.

mod annulments;
mod done;
mod request;
mod tray;
mod unasked;

pub use annulments::{
    confirm, give_up, propose, show as show_annulments, show_done as show_annulled, show_proposal,
};
pub use done::show_done;
pub use request::{attest, send_back, show_request};
pub use tray::{Choose, Now, attest_several, count, in_tray, tray_page};

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
