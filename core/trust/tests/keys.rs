//! Keys: their lines, and that the secret ones stay secret.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{KeyError, PublicKeyFile, SecretKey};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};
use support::*;

#[test]
fn a_key_is_the_same_after_it_was_written_and_read() {
    let secret = key(1);
    let read = SecretKey::parse(&secret.to_line()).unwrap();
    assert_eq!((read.public(), read.name()), (secret.public(), "Holder 1"));
    for end in ["", "\n", "\r\n"] {
        let line = secret.public_file().to_line() + end;
        assert_eq!(PublicKeyFile::parse(&line), Ok(secret.public_file()));
    }
}

#[test]
fn an_id_is_the_hash_of_the_public_bytes() {
    let digits = key(1).public().to_hex();
    let byte = |at: usize| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap();
    let bytes: [u8; 32] = std::array::from_fn(byte);
    let hash: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(key(1).public().id().to_hex(), hash);
}

#[test]
fn what_is_not_a_key_says_what_it_is() {
    let secret = key(1).to_line();
    let public = key(1).public_file().to_line();
    let digits = key(1).public().to_hex();
    let cases = [
        (secret.as_str(), Err(KeyError::SecretGiven)),
        (public.as_str(), Ok(())),
        ("", Err(KeyError::WrongKind)),
        ("ssh-ed25519 AAAA me", Err(KeyError::WrongKind)),
        (&public.replace("v1", "v2"), Err(KeyError::WrongKind)),
        ("dodam-public-key-v1", Err(KeyError::NotAKey)),
        ("dodam-public-key-v1 00 Me", Err(KeyError::NotAKey)),
        (
            &public.replace(&digits, &digits.to_uppercase()),
            Err(KeyError::NotAKey),
        ),
        (
            &format!("dodam-public-key-v1 {digits}"),
            Err(KeyError::BadName),
        ),
        (&format!("{public}\nand more"), Err(KeyError::BadName)),
    ];
    for (line, expected) in cases {
        assert_eq!(PublicKeyFile::parse(line).map(drop), expected, "{line:?}");
    }
    let refused = SecretKey::parse(&public).unwrap_err();
    assert_eq!(refused, KeyError::WrongKind);
}

#[test]
fn a_secret_key_is_not_printed() {
    let secret = key(1);
    let line = secret.to_line();
    let digits = line.split(' ').nth(1).unwrap();
    let shown = format!("{secret:?}");
    assert_eq!(shown, "SecretKey(Holder 1, …)");
    assert!(!shown.contains(digits));
}

#[test]
fn chance_comes_from_the_caller() {
    let make = |seed| {
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        SecretKey::generate(&mut rng, "Me").unwrap().public()
    };
    assert_eq!(make(1), make(1));
    assert_ne!(make(1), make(2));
}
