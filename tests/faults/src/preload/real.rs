//! The functions of libc itself, behind ours.

/// Finds libc's own function of a name, once.
macro_rules! real {
    ($name:ident, fn($($argument:ty),*) -> $result:ty) => {{
        static FOUND: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let name = concat!(stringify!($name), "\0");
        let mut found = FOUND.load(std::sync::atomic::Ordering::Relaxed);
        if found == 0 {
            // SAFETY: the name ends with a zero byte.
            found = unsafe { libc::dlsym(libc::RTLD_NEXT, name.as_ptr().cast()) } as usize;
            FOUND.store(found, std::sync::atomic::Ordering::Relaxed);
        }
        if found == 0 {
            $crate::plan::give_up(concat!("libc has no ", stringify!($name)));
        }
        // SAFETY: libc declares this function so, and it was found.
        unsafe { std::mem::transmute::<usize, unsafe extern "C" fn($($argument),*) -> $result>(found) }
    }};
}
pub(crate) use real;
