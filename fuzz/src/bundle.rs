//! Bundles, signed texts, what a device remembers and keys: what strangers may hand over.

use super::sentence;
use dodam_trust::{
    Bundle, LocalScope, PublicKeyFile, Publisher, Refusal, SecretKey, Signed, TrustState,
    sign_index,
};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

const TODAY: Date = date(2026, 4, 1);
const ROOT: &[u8] = include_bytes!("../../core/trust/tests/fixtures/root_v1.json");
const KEY: &str = include_str!("../../core/trust/tests/fixtures/secret_key_v1.txt");

/// A device that trusts the fixtures' root and, added by hand, one key.
static DEVICE: LazyLock<TrustState> = LazyLock::new(|| {
    let root = Signed::parse(ROOT).expect("a fixture");
    let mut state = TrustState::new(&root).expect("a fixture");
    let added = state.add_local_key(key().public(), "Tester", LocalScope::AnyFree);
    added.expect("a good name");
    state
});

fn key() -> SecretKey {
    SecretKey::parse(KEY).expect("a fixture")
}

/// Gives the bytes to everything that reads what strangers hand over.
pub fn check(bytes: &[u8]) {
    check_bundle(bytes);
    check_signed(bytes);
    let Ok(text) = str::from_utf8(bytes) else {
        return;
    };
    check_state(text);
    if let Ok(file) = PublicKeyFile::parse(text) {
        assert_eq!(PublicKeyFile::parse(&file.to_line()), Ok(file));
    }
    if let Ok(key) = SecretKey::parse(text) {
        let again = SecretKey::parse(&key.to_line()).expect("its own line");
        assert_eq!(again.public(), key.public());
    }
}

fn refused(refusal: &Refusal) {
    sentence::check(&refusal.to_string());
    for language in ["en", "ko", "zh-Hans", "vi", "xx"] {
        sentence::check(&refusal.text(language));
    }
}

/// The value; a refusal must be a sentence.
fn kept<T>(result: Result<T, Refusal>) -> Option<T> {
    result.inspect_err(refused).ok()
}

fn check_bundle(bytes: &[u8]) {
    let Some(bundle) = kept(Bundle::parse(bytes)) else {
        return;
    };
    let text = bundle.to_json().expect("it was small enough to be read");
    assert_eq!(Bundle::parse(text.as_bytes()), Ok(bundle.clone()));
    for state in [&TrustState::without_root(), &*DEVICE] {
        open(state, &bundle);
    }
    if let Some(signed) = signed_by_hand(&bundle) {
        open(&DEVICE, &signed);
    }
}

/// The same bundle signed by the key that the device trusts: past every signature.
fn signed_by_hand(bundle: &Bundle) -> Option<Bundle> {
    let mut index = kept(bundle.index.claimed_index())?;
    index.publisher = Publisher::Local(key().public().id());
    let signed = sign_index(&index, &key()).expect("its content was valid");
    let packs = bundle.packs.clone();
    Some(Bundle::new(bundle.roots.clone(), signed, packs).expect("the rest was read"))
}

fn open(state: &TrustState, bundle: &Bundle) {
    let hash = |files: &[dodam_trust::BundleFile]| format!("{:064x}", files.len());
    let Some((after, packs)) = kept(state.open_bundle(bundle, TODAY, &hash)) else {
        return;
    };
    assert_eq!(packs.len(), bundle.packs.len());
    let text = after.to_json().expect("it can always be written");
    assert_eq!(TrustState::from_json(&text), Ok(after));
}

fn check_signed(bytes: &[u8]) {
    let Some(signed) = kept(Signed::parse(bytes)) else {
        return;
    };
    let text = signed.to_json().expect("it can always be written");
    assert_eq!(Signed::parse(text.as_bytes()), Ok(signed.clone()));
    kept(signed.claimed_root());
    kept(signed.claimed_index());
    kept(TrustState::new(&signed));
    kept(
        DEVICE
            .clone()
            .update_roots(std::slice::from_ref(&signed), TODAY),
    );
    kept(DEVICE.clone().accept_index(&signed, TODAY));
}

fn check_state(text: &str) {
    let Some(state) = kept(TrustState::from_json(text)) else {
        return;
    };
    let again = state.to_json().expect("it can always be written");
    assert_eq!(TrustState::from_json(&again), Ok(state));
}
