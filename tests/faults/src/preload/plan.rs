//! What is to happen at which operation.

use crate::operation::{Operation, variable};
use crate::real::real;
use libc::{c_char, c_int, c_uint, c_void};
use std::ffi::CString;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What was asked by the variables.
pub(crate) struct Plan {
    pub(crate) folders: Vec<String>,
    trace: Option<c_int>,
    mode: Mode,
    at: u64,
}

enum Mode {
    /// Only notes.
    None,
    /// Ends the program before the operation.
    Kill,
    /// Ends it after half of the bytes.
    Tear,
    /// From the operation on there is no space; its own first half still fits.
    FullFrom,
    /// This one finds no space.
    FullOnce,
    /// This one fails as a worn-out disk fails.
    Broken,
}

static COUNT: Mutex<u64> = Mutex::new(0);

pub(crate) fn plan() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| {
        let value = |name: &str| std::env::var(name).unwrap_or_default();
        let folders = value(variable::FOLDERS);
        let trace = value(variable::TRACE);
        let mode = match value(variable::MODE).as_str() {
            "" => Mode::None,
            "kill" => Mode::Kill,
            "tear" => Mode::Tear,
            "full-from" => Mode::FullFrom,
            "full-once" => Mode::FullOnce,
            "broken" => Mode::Broken,
            _ => give_up("no such mode"),
        };
        Plan {
            folders: folders
                .split(':')
                .filter(|folder| !folder.is_empty())
                .map(str::to_owned)
                .collect(),
            trace: (!trace.is_empty()).then(|| open_trace(&trace)),
            mode,
            at: value(variable::AT).parse().unwrap_or(0),
        }
    })
}

fn open_trace(path: &str) -> c_int {
    let Ok(path) = CString::new(path) else {
        give_up("the trace's path can't be used")
    };
    let open = real!(open, fn(*const c_char, c_int, c_uint) -> c_int);
    let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC | libc::O_CLOEXEC;
    // SAFETY: the path ends with a zero byte.
    let opened = unsafe { open(path.as_ptr(), flags, 0o600) };
    if opened < 0 {
        give_up("the trace can't be written");
    }
    opened
}

/// Numbers an operation and does it, or what the plan says instead. `act` gets how many of the
/// operation's bytes it may write, and gives what the system answered, -1 for an error.
pub(crate) fn perform(mut operation: Operation, act: &mut dyn FnMut(usize) -> i64) -> i64 {
    let plan = plan();
    let mut count = COUNT.lock().unwrap_or_else(PoisonError::into_inner);
    *count += 1;
    operation.number = *count;
    let (all, half) = (operation.bytes.len(), operation.bytes.len() / 2);
    let here = *count == plan.at;
    let answer = match plan.mode {
        Mode::Kill if here => die(),
        Mode::Tear if here => {
            if half > 0 {
                act(half);
            }
            die()
        }
        Mode::FullFrom if here && operation.needs_space && half > 0 => act(half),
        Mode::FullFrom if *count >= plan.at && operation.needs_space => refused(libc::ENOSPC),
        Mode::FullOnce if here => refused(libc::ENOSPC),
        Mode::Broken if here => refused(libc::EIO),
        _ => act(all),
    };
    if let Some(trace) = plan.trace {
        operation.done = answer >= 0;
        if operation.kind == crate::operation::Kind::Write {
            operation
                .bytes
                .truncate(usize::try_from(answer).unwrap_or(0));
        }
        if operation.kind == crate::operation::Kind::Create && answer >= 0 {
            let opened = c_int::try_from(answer).unwrap_or(-1);
            operation.file = crate::paths::about(opened).0;
        }
        note(trace, &operation.to_bytes());
    }
    answer
}

fn note(trace: c_int, mut bytes: &[u8]) {
    let write = real!(write, fn(c_int, *const c_void, usize) -> isize);
    while !bytes.is_empty() {
        // SAFETY: the bytes are ours and as many as we say.
        let written = unsafe { write(trace, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(written) {
            Ok(written) if written > 0 => bytes = &bytes[written..],
            _ => give_up("the trace can't be written"),
        }
    }
}

/// Sets the error and gives the answer that goes with it.
pub(crate) fn refused(error: c_int) -> i64 {
    // SAFETY: the place of this thread's error is always there.
    unsafe { *libc::__errno_location() = error };
    -1
}

fn die() -> ! {
    // SAFETY: no memory is involved; the program is gone afterwards.
    unsafe {
        libc::kill(libc::getpid(), libc::SIGKILL);
        libc::_exit(137)
    }
}

/// Ends the program with a sentence: a change that can't be followed must not be missed.
pub(crate) fn give_up(why: &str) -> ! {
    let sentence = format!("dodam-faults: {why}\n");
    let write = real_write();
    // SAFETY: the sentence is ours and as long as we say.
    unsafe {
        write(2, sentence.as_ptr().cast(), sentence.len());
        libc::_exit(99)
    }
}

fn real_write() -> unsafe extern "C" fn(c_int, *const c_void, usize) -> isize {
    real!(write, fn(c_int, *const c_void, usize) -> isize)
}
