use crate::clock::Clock;
use crate::database::chains::ChainCache;
use crate::database::schema::Identity;
use crate::limits::Limits;

/// What every job on the database may need besides its transaction.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) identity: Identity,
    pub(crate) limits: Limits,
    pub(crate) clock: Clock,
    pub(crate) chains: ChainCache,
}
