//! No input may take longer than a person waits.

use std::time::{Duration, Instant};

/// The bound for an optimised program.
pub const SECOND: Duration = Duration::from_secs(1);

/// Runs it. What takes too long is run once more, counting this thread's own processor
/// time: other programs may have kept it waiting.
pub fn check(longest: Duration, run: impl Fn()) {
    let begun = Instant::now();
    run();
    if begun.elapsed() < longest {
        return;
    }
    let (begun, before) = (Instant::now(), processor_time());
    run();
    let took = match (before, processor_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => begun.elapsed(),
    };
    assert!(took < longest, "took {took:?}, more than {longest:?}");
}

/// What this thread has had of the processor, where the system says.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
