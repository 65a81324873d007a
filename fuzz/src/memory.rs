//! Counts what a thread asks of memory: how much at once, and how much in all, which is a
//! measure of work that is the same on every machine.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's memory, counted.
#[derive(Debug)]
pub struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

/// Bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Used {
    /// The most at any one time, beyond what there was before.
    pub peak: usize,
    /// Everything ever asked for.
    pub total: usize,
}

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
    static TOTAL: Cell<usize> = const { Cell::new(0) };
}

/// Runs it and says what it used.
pub fn used(run: impl FnOnce()) -> Used {
    let (live, total) = (LIVE.get(), TOTAL.get());
    PEAK.set(live);
    run();
    Used {
        peak: usize::try_from(PEAK.get() - live).unwrap_or(0),
        total: TOTAL.get().wrapping_sub(total),
    }
}

fn count(more: usize, less: usize) {
    let signed = |bytes: usize| isize::try_from(bytes).unwrap_or(isize::MAX);
    LIVE.set(
        LIVE.get()
            .wrapping_add(signed(more))
            .wrapping_sub(signed(less)),
    );
    PEAK.set(PEAK.get().max(LIVE.get()));
    TOTAL.set(TOTAL.get().wrapping_add(more));
}

#[expect(
    unsafe_code,
    reason = "an allocator is unsafe by its nature; this one only counts"
)]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: the caller's promises are the system allocator's.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
