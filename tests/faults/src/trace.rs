//! Reading what the library noted.

use crate::operation::{Kind, Operation};

const KINDS: [Kind; 10] = [
    Kind::Create,
    Kind::Write,
    Kind::Resize,
    Kind::Sync,
    Kind::SyncFolder,
    Kind::Rename,
    Kind::Unlink,
    Kind::RemoveFolder,
    Kind::MakeFolder,
    Kind::Link,
];

/// Reads all records of a trace; `None` for what is none.
pub fn read_all(mut trace: &[u8]) -> Option<Vec<Operation>> {
    let mut all = Vec::new();
    while !trace.is_empty() {
        all.push(read(&mut trace)?);
    }
    Some(all)
}

fn read(trace: &mut &[u8]) -> Option<Operation> {
    let head = take(trace, 3)?;
    let kind = *KINDS.get(usize::from(head[0]).checked_sub(1)?)?;
    let (needs_space, done) = (head[1] == 1, head[2] == 1);
    let (number, file, offset) = (count(trace)?, count(trace)?, count(trace)?);
    let (path, other) = (text(trace)?, text(trace)?);
    let length = usize::try_from(count(trace)?).ok()?;
    Some(Operation {
        number,
        kind,
        needs_space,
        done,
        file,
        offset,
        path,
        other,
        bytes: take(trace, length)?.to_vec(),
    })
}

fn take<'a>(trace: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = trace.split_at_checked(length)?;
    *trace = rest;
    Some(taken)
}

fn count(trace: &mut &[u8]) -> Option<u64> {
    Some(u64::from_le_bytes(take(trace, 8)?.try_into().ok()?))
}

fn text(trace: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(count(trace)?).ok()?;
    String::from_utf8(take(trace, length)?.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_is_read_again_and_half_a_record_is_none() {
        let mut first = Operation::new(Kind::Write, "/a/b");
        (first.number, first.file, first.offset) = (1, 7, 4096);
        (first.needs_space, first.bytes) = (true, vec![1, 2, 3]);
        let mut second = Operation::new(Kind::Link, "/a/b");
        second.other = "/a/c".into();
        let bytes = [first.to_bytes(), second.to_bytes()].concat();
        assert_eq!(read_all(&bytes), Some(vec![first, second]));
        assert_eq!(read_all(&bytes[..bytes.len() - 1]), None);
    }
}
