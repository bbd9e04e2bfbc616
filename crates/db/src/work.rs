//! A verb that writes, as the engines see it.

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Poll, Waker},
};

use futures_util::FutureExt;

use crate::{Conn, Fault};

/// What runs in one writing transaction: a verb with everything it needs inside it.
///
/// It awaits nothing but statements, may be run twice (PostgreSQL asks for it when transactions meet), and is rolled back
/// when it returns an error. After a failed statement it may only return: PostgreSQL runs no other in that transaction.
/// Implementers write `async fn run(&self, c: &mut Conn) -> Result<Self::Done, Self::Error>`.
pub trait Work: Send + Sync + 'static {
    /// What the caller gets once it is committed.
    type Done: Send + 'static;
    /// Why it was refused, or failed.
    type Error: From<Fault> + Send + 'static;
    /// Runs the verb's statements.
    fn run<'a>(
        &'a self,
        c: &'a mut Conn,
    ) -> impl Future<Output = Result<Self::Done, Self::Error>> + Send + 'a;
}

/// What becomes of a work.
pub(crate) type Outcome<W> = Result<<W as Work>::Done, <W as Work>::Error>;

/// The output of a future that must not wait; `None` if it did.
pub(crate) fn at_once<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// What `run` gives, or a fault when it panics. What it had written is rolled back by whoever calls this.
pub(crate) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(run)).map_err(panicked)
}

/// The same for a future that may wait.
pub(crate) async fn caught_async<T>(run: impl Future<Output = T>) -> Result<T, Fault> {
    AssertUnwindSafe(run).catch_unwind().await.map_err(panicked)
}

fn panicked(panic: Box<dyn Any + Send>) -> Fault {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    Fault::broken(format!("it panicked: {}", text.unwrap_or("without a word")))
}
