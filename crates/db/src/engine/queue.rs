//! A bounded queue between the tasks that ask and the threads that hold SQLite's connections.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use crate::Fault;

pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    news: Condvar,
    waiting_max: usize,
}

struct State<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub(crate) const fn new(waiting_max: usize) -> Self {
        let state = State { waiting: VecDeque::new(), closed: false };
        Self { state: Mutex::new(state), news: Condvar::new(), waiting_max }
    }
    /// Puts one at the end, unless it is closed or full.
    pub(crate) fn push(&self, item: T) -> Result<(), Fault> {
        let mut state = self.state();
        if state.closed {
            return Err(Fault::unavailable("it is closed"));
        }
        if state.waiting.len() >= self.waiting_max {
            return Err(Fault::unavailable("too many are waiting for it"));
        }
        state.waiting.push_back(item);
        drop(state);
        self.news.notify_one();
        Ok(())
    }
    /// Waits for the first and takes it; `None` when closed and empty.
    pub(crate) fn take(&self) -> Option<T> {
        let mut state = self.state();
        loop {
            if let Some(item) = state.waiting.pop_front() {
                return Some(item);
            }
            if state.closed {
                return None;
            }
            state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
    /// Takes the next if one waits.
    pub(crate) fn take_waiting(&self) -> Option<T> {
        self.state().waiting.pop_front()
    }
    /// Lets nobody in any more; those who wait are still served.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.news.notify_all();
    }
    fn state(&self) -> MutexGuard<'_, State<T>> {
        // Nobody panics while holding it, and a queue is whole between any two lines above.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
