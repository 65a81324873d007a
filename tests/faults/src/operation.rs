//! One change of a disk, and how the library tells the harness about it.

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file that was not there.
    Create = 1,
    /// Bytes at an offset.
    Write,
    /// Another length, in `offset`.
    Resize,
    /// A file's bytes were asked to be durable.
    Sync,
    /// A folder's names were asked to be durable.
    SyncFolder,
    /// From `path` to `other`.
    Rename,
    /// A file's name went.
    Unlink,
    /// A folder went.
    RemoveFolder,
    /// A folder that was not there.
    MakeFolder,
    /// A second name, in `other`.
    Link,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Counted from one.
    pub number: u64,
    /// What kind.
    pub kind: Kind,
    /// Whether a full disk refuses it.
    pub needs_space: bool,
    /// Whether the system did it.
    pub done: bool,
    /// The file's number on its file system; 0 where none is known.
    pub file: u64,
    /// Where bytes go, or a new length.
    pub offset: u64,
    /// The path it is about.
    pub path: String,
    /// The second path of a rename or a link.
    pub other: String,
    /// What is written.
    pub bytes: Vec<u8>,
}

#[allow(dead_code, reason = "the library makes them, the harness reads them")]
impl Operation {
    /// An operation on a path that is not done yet.
    pub fn new(kind: Kind, path: impl Into<String>) -> Self {
        Self {
            number: 0,
            kind,
            needs_space: false,
            done: false,
            file: 0,
            offset: 0,
            path: path.into(),
            other: String::new(),
            bytes: Vec::new(),
        }
    }

    /// The bytes of one record.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![
            self.kind as u8,
            u8::from(self.needs_space),
            u8::from(self.done),
        ];
        for number in [self.number, self.file, self.offset] {
            out.extend(number.to_le_bytes());
        }
        for part in [self.path.as_bytes(), self.other.as_bytes(), &self.bytes] {
            out.extend((part.len() as u64).to_le_bytes());
            out.extend(part);
        }
        out
    }
}

/// The variables by which the harness tells the library what to do.
pub mod variable {
    /// Folders to look at, with `:` between them.
    pub const FOLDERS: &str = "DODAM_FAULTS_FOLDERS";
    /// A file to which every operation is written.
    pub const TRACE: &str = "DODAM_FAULTS_TRACE";
    /// What to do at the operation.
    pub const MODE: &str = "DODAM_FAULTS_MODE";
    /// The operation's number.
    pub const AT: &str = "DODAM_FAULTS_AT";
}
