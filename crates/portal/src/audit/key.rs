//! Which key signs the ledger's heads: an act whenever it is another than the last one named.

use base::Moment;
use db::{Conn, Work};

use super::{Act, What, record, store};
use crate::{
    error::{Error, Result},
    world::World,
};

/// Names the key that signs from now on, unless it is the one that signs already. Answers whether it is another.
pub struct NameKey {
    /// For the act's id and salt.
    pub world: World,
    /// The public key, as `ledger.pub` has it.
    pub key: String,
    /// When.
    pub at: Moment,
}

impl Work for NameKey {
    type Done = bool;
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<bool> {
        if is_named(c, &self.key).await? {
            return Ok(false);
        }
        let mut act = Act::new(What::KeyChanged, self.at);
        act.over = Some(self.key.clone());
        record(c, &self.world, &act).await?;
        Ok(true)
    }
}

/// Whether this is the key that was named last.
pub async fn is_named(c: &mut Conn, key: &str) -> Result<bool> {
    let Some(body) = store::last_key(c).await? else { return Ok(false) };
    let act: Act = serde_json::from_slice(&body).map_err(anyhow::Error::from)?;
    Ok(act.over.as_deref() == Some(key))
}
