//! Journeys over several crates, acceptance rows, fixtures.
