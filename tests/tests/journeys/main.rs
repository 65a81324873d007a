//! Journeys over the real façade, the real server and real HTTP on loopback. Everybody
//! in them is synthetic.

mod house;
mod offline;
mod papers;
mod refusals;
mod sharing;
