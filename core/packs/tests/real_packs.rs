//! The repository's packs: they load, and their own tests pass.

#[test]
fn the_embedded_packs_load_and_their_tests_pass() {
    let packs = dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let listed: Vec<_> = packs
        .list()
        .map(|pack| (pack.id.as_str(), pack.tests_run))
        .collect();
    for (id, tests) in &listed {
        assert!(*tests > 0, "{id} has no tests");
    }
    assert_eq!(
        listed.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        ["kr.gb.pilot", "kr.nhi"]
    );
}
