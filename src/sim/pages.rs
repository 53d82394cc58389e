//! Pages composed from figures in the grammar of the real ones.

pub mod fomc;
pub mod h41;
pub mod nyfed;
