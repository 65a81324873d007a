use super::*;

fn operation(kind: Kind, path: &str) -> Operation {
    let mut operation = Operation::new(kind, format!("/vault/{path}"));
    operation.done = true;
    operation
}

fn written(path: &str, file: u64, bytes: &[u8]) -> Operation {
    let mut operation = operation(Kind::Write, path);
    (operation.file, operation.bytes) = (file, bytes.to_vec());
    operation
}

fn disk(operations: &[Operation]) -> Disk {
    let mut before = Content::new();
    before.insert("a".into(), None);
    before.insert("b".into(), None);
    before.insert("a/old".into(), Some(b"old".to_vec()));
    let mut disk = Disk::new(&before, "/vault");
    for operation in operations {
        disk.apply(operation).unwrap();
    }
    disk
}

fn created(path: &str, file: u64) -> Operation {
    let mut operation = operation(Kind::Create, path);
    operation.file = file;
    operation
}

fn renamed(path: &str, other: &str) -> Operation {
    let mut operation = operation(Kind::Rename, path);
    operation.other = format!("/vault/{other}");
    operation
}

#[test]
fn a_name_and_bytes_are_durable_each_by_a_sync_of_their_own() {
    let path = Path::new("a/new");
    let mut operations = vec![created("a/new", 5), written("a/new", 5, b"bytes")];
    operations.push(operation(Kind::SyncFolder, "a"));
    let lost = disk(&operations).image(|_| Fate::Lost);
    assert_eq!(
        lost[path],
        Some(Vec::new()),
        "the name is durable, the bytes aren't"
    );
    let mut sync = operation(Kind::Sync, "a/new");
    sync.file = 5;
    operations.swap_remove(2);
    operations.push(sync);
    let lost = disk(&operations).image(|_| Fate::Lost);
    assert!(
        !lost.contains_key(path),
        "the bytes are durable, the name isn't"
    );
    let kept = disk(&operations).image(|_| Fate::Kept);
    assert_eq!(kept[path], Some(b"bytes".to_vec()));
}

#[test]
fn a_rename_between_folders_may_leave_both_names_and_never_none() {
    let moved = renamed("a/old", "b/new");
    let (old, new) = (Path::new("a/old"), Path::new("b/new"));
    for (synced, old_may_stay) in [("b", true), ("a", false)] {
        let disk = disk(&[moved.clone(), operation(Kind::SyncFolder, synced)]);
        let lost = disk.image(|_| Fate::Lost);
        assert!(lost.contains_key(new), "{synced}");
        assert_eq!(lost.contains_key(old), old_may_stay, "{synced}");
    }
    let unsynced = disk(&[moved]).image(|_| Fate::Lost);
    assert!(unsynced.contains_key(old) && !unsynced.contains_key(new));
}

#[test]
fn torn_bytes_leave_whole_sectors_of_old_or_new() {
    let bytes = vec![1_u8; 3 * SECTOR];
    let disk = disk(&[created("a/new", 5), written("a/new", 5, &bytes)]);
    let fate = |place| {
        if place == 1 {
            Fate::Torn(0b101)
        } else {
            Fate::Kept
        }
    };
    let image = disk.image(fate);
    let found = image[Path::new("a/new")].clone().unwrap();
    let firsts: Vec<u8> = found.chunks(SECTOR).map(|sector| sector[0]).collect();
    assert_eq!((found.len(), firsts), (3 * SECTOR, vec![1, 0, 1]));
}

#[test]
fn what_lies_in_a_folder_whose_name_was_lost_is_lost() {
    let mut new = created("c/new", 5);
    new.done = true;
    let operations = [
        operation(Kind::MakeFolder, "c"),
        new,
        operation(Kind::SyncFolder, "c"),
    ];
    let lost = disk(&operations).image(|_| Fate::Lost);
    assert!(!lost.contains_key(Path::new("c/new")));
}

#[test]
fn a_change_that_no_operation_explains_is_named() {
    let before: Content = [("f".into(), Some(vec![1]))].into();
    let after: Content = [("f".into(), Some(vec![2]))].into();
    assert!(replayed(&before, &[], "/vault", &after).is_err());
    assert!(replayed(&before, &[], "/vault", &before).is_ok());
}
