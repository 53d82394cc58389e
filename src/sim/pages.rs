//! Pages of the upstream sites, composed from figures in the grammar of the real ones.

pub mod h41;
