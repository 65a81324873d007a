//! Papers as lists and screens show them, and what is said of them.

use dodam_companion as companion;

use crate::crossing::{given, shown};

given! {
    /// What is said of a paper when it is added.
    PaperDetails as companion::PaperDetails {
        /// What the person calls it; the file's name where not given.
        #[uniffi(default = None)]
        title: Option<String>,
        /// Such as `residence_card`, `bill` or `test_result`, see `paper_kinds`; `other` where
        /// not given.
        #[uniffi(default = None)]
        kind: Option<String>,
        /// Who issued it.
        #[uniffi(default = None)]
        issuer: Option<String>,
        /// The day that stands on it, as `YYYY-MM-DD`.
        #[uniffi(default = None)]
        dated: Option<String>,
        /// The day it runs out, as `YYYY-MM-DD`.
        #[uniffi(default = None)]
        expires: Option<String>,
        /// What the person notes about it.
        #[uniffi(default = None)]
        note: Option<String>,
        /// Words to find it by.
        #[uniffi(default = [])]
        tags: Vec<String>,
        /// The visit it belongs to, by its id.
        #[uniffi(default = None)]
        visit: Option<String>,
        /// Text inside the file, where the platform has read it.
        #[uniffi(default = None)]
        text: Option<String>,
        /// A small JPEG or PNG of it, where the platform has made one; otherwise one is made of
        /// a JPEG or a PNG.
        #[uniffi(default = None)]
        thumbnail: Option<Vec<u8>>,
    }
}

given! {
    /// What is said anew of a paper. Null leaves a thing as it is; an empty text takes it away.
    PaperEdit as companion::PaperEdit {
        /// What the person calls it; can't be taken away.
        #[uniffi(default = None)]
        title: Option<String>,
        /// Its kind; can't be taken away.
        #[uniffi(default = None)]
        kind: Option<String>,
        /// Who issued it.
        #[uniffi(default = None)]
        issuer: Option<String>,
        /// The day that stands on it, as `YYYY-MM-DD`.
        #[uniffi(default = None)]
        dated: Option<String>,
        /// The day it runs out, as `YYYY-MM-DD`.
        #[uniffi(default = None)]
        expires: Option<String>,
        /// What the person notes about it.
        #[uniffi(default = None)]
        note: Option<String>,
        /// The visit it belongs to, by its id.
        #[uniffi(default = None)]
        visit: Option<String>,
        /// More words to find it by.
        #[uniffi(default = [])]
        tags: Vec<String>,
        /// Words no longer to find it by.
        #[uniffi(default = [])]
        untags: Vec<String>,
    }
}

given! {
    /// Which papers are asked for.
    PaperQuery as companion::PaperQuery {
        /// Parts of words; all papers where it is empty. Two characters of Korean or Chinese are
        /// enough, and Vietnamese may be typed plain.
        #[uniffi(default = "")]
        words: String,
        /// Only this kind.
        #[uniffi(default = None)]
        kind: Option<String>,
        /// Only those that run out on this day or before, as `YYYY-MM-DD`.
        #[uniffi(default = None)]
        expires_until: Option<String>,
        /// Those in the bin instead of those in use.
        #[uniffi(default = false)]
        binned: bool,
    }
}

shown! {
    /// A paper in a list.
    PaperView of companion::PaperView {
        /// Names the paper: thirty-two hexadecimal digits.
        id: String,
        /// What the person calls it.
        title: String,
        /// Its kind; one this version doesn't know is shown neutrally.
        kind: String,
        /// The media type, such as `application/pdf`.
        mime: String,
        /// Who issued it.
        issuer: Option<String>,
        /// The day that stands on it, as `YYYY-MM-DD`.
        dated: Option<String>,
        /// The day it runs out, as `YYYY-MM-DD`.
        expires: Option<String>,
        /// Words to find it by.
        tags: Vec<String>,
        /// Bytes of the file.
        size_bytes: u64,
        /// SHA-256 of the file, hexadecimal.
        sha256: String,
        /// When its file was added, in milliseconds since 1970.
        added_at_ms: i64,
        /// Whether it lies in the bin.
        binned: bool,
        /// Whether another place confirmed that it holds a sealed copy.
        safe_elsewhere: bool,
        /// Whether its file is on this device; otherwise see `fetch_paper`.
        here: bool,
    }
}

shown! {
    /// One file that a paper has or had.
    PaperVersionView of companion::PaperVersionView {
        /// 1 for the first file, counted up.
        number: u32,
        /// The media type.
        mime: String,
        /// Bytes of the file.
        size_bytes: u64,
        /// SHA-256 of the file, hexadecimal.
        sha256: String,
        /// When it was added, in milliseconds since 1970.
        added_at_ms: i64,
        /// Whether another place confirmed that it holds a sealed copy.
        safe_elsewhere: bool,
        /// Whether its file is on this device.
        here: bool,
    }
}

shown! {
    /// Everything about one paper: what its screen shows.
    PaperSheet of companion::PaperSheet {
        /// What lists show.
        paper: PaperView,
        /// What the person notes about it.
        note: Option<String>,
        /// The id of the visit it belongs to.
        visit: Option<String>,
        /// Its files, the present one last.
        versions: Vec<PaperVersionView>,
        /// The ids of the facts that were said by it.
        proves: Vec<String>,
        /// Somebody else destroyed it; here it is kept in the bin.
        destroyed_elsewhere: bool,
    }
}
