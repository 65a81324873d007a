//! Exports for Kotlin and Swift.
