//! Every callback through the C table: published vectors, then hostile arguments.

use super::*;
use core::ptr::{null, null_mut};

fn hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn ours() -> Provider {
    let mut table = core::mem::MaybeUninit::uninit();
    // SAFETY: memory of the right size; read only after the call said that it filled it.
    unsafe {
        assert_eq!(dodam_sqlcipher_setup(table.as_mut_ptr()), 0);
        table.assume_init()
    }
}

fn len(bytes: &[u8]) -> c_int {
    c_int::try_from(bytes.len()).unwrap()
}

fn call_hmac(algorithm: c_int, key: &[u8], first: &[u8], second: &[u8]) -> (c_int, Vec<u8>) {
    let mut out = vec![0xEE; 64];
    // SAFETY: slices with their own lengths, and room for the longest tag.
    let code = unsafe {
        (ours().hmac)(
            null_mut(),
            algorithm,
            key.as_ptr(),
            len(key),
            first.as_ptr(),
            len(first),
            second.as_ptr(),
            len(second),
            out.as_mut_ptr(),
        )
    };
    (code, out)
}

fn call_kdf(algorithm: c_int, pass: &[u8], rounds: c_int, out_len: c_int) -> (c_int, Vec<u8>) {
    let (salt, mut out) = (b"salt", vec![0xEE; 128]);
    // SAFETY: slices with their own lengths; `out_len` is at most 128 or refused.
    let code = unsafe {
        (ours().kdf)(
            null_mut(),
            algorithm,
            pass.as_ptr(),
            len(pass),
            salt.as_ptr(),
            4,
            rounds,
            out_len,
            out.as_mut_ptr(),
        )
    };
    (code, out)
}

fn call_cipher(mode: c_int, key: &[u8], iv: &[u8; 16], input: &[u8]) -> (c_int, Vec<u8>) {
    let mut out = vec![0xEE; input.len()];
    // SAFETY: slices with their own lengths, and as much room as input.
    let code = unsafe {
        (ours().cipher)(
            null_mut(),
            mode,
            key.as_ptr(),
            len(key),
            iv.as_ptr(),
            input.as_ptr(),
            len(input),
            out.as_mut_ptr(),
        )
    };
    (code, out)
}

#[test]
fn hmac_agrees_with_rfc_4231() {
    // (algorithm, key, data, tag): test cases 1, 2 and 6.
    let long_key = "aa".repeat(131);
    let vectors = [
        (
            1,
            "0b".repeat(20),
            "4869205468657265",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            2,
            "0b".repeat(20),
            "4869205468657265",
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
        ),
        (
            1,
            "4a656665".into(),
            "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            2,
            "4a656665".into(),
            "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        ),
        (
            1,
            long_key,
            "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ];
    for (algorithm, key, data, tag) in vectors {
        let (data, tag) = (hex(data), hex(tag));
        // However the data is split in two, and with a second piece of no length.
        for cut in [data.len(), 3, 1] {
            let (first, second) = data.split_at(cut);
            let (code, out) = call_hmac(algorithm, &hex(&key), first, second);
            assert_eq!((code, &out[..tag.len()]), (0, &tag[..]));
            assert!(
                out[tag.len()..].iter().all(|byte| *byte == 0xEE),
                "wrote past the tag"
            );
        }
    }
}

#[test]
fn pbkdf2_agrees_with_published_vectors() {
    // SHA-256: RFC 7914 section 11's set continued (widely published); SHA-512 likewise.
    let vectors = [
        (
            1,
            1,
            "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b",
        ),
        (
            1,
            4096,
            "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a",
        ),
        (
            2,
            1,
            "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce",
        ),
        (
            2,
            2,
            "e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53cf76cab2868a39b9f7840edce4fef5a82be67335c77a6068e04112754f27ccf4e",
        ),
    ];
    for (algorithm, rounds, key) in vectors {
        let key = hex(key);
        let (code, out) = call_kdf(algorithm, b"password", rounds, len(&key));
        assert_eq!(
            (code, &out[..key.len()]),
            (0, &key[..]),
            "{algorithm} {rounds}"
        );
        assert!(
            out[key.len()..].iter().all(|byte| *byte == 0xEE),
            "wrote past the key"
        );
    }
}

#[test]
fn aes_256_cbc_agrees_with_nist_sp_800_38a() {
    let key = hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    let iv: [u8; 16] = hex("000102030405060708090a0b0c0d0e0f").try_into().unwrap();
    let plain = hex(concat!(
        "6bc1bee22e409f96e93d7e117393172a",
        "ae2d8a571e03ac9c9eb76fac45af8e51",
        "30c81c46a35ce411e5fbc1191a0a52ef",
        "f69f2445df4f9b17ad2b417be66c3710"
    ));
    let sealed = hex(concat!(
        "f58c4c04d6e5f1ba779eabfb5f7bfbd6",
        "9cfc4e967edb808d679f777bc6702c7d",
        "39f23369a9d9bacfa530e26304231461",
        "b2eb05e2c39be9fcda6c19078c6a9d1b"
    ));
    assert_eq!(call_cipher(1, &key, &iv, &plain), (0, sealed.clone()));
    assert_eq!(call_cipher(0, &key, &iv, &sealed), (0, plain));
}

#[test]
fn a_page_is_enciphered_in_place_with_its_vector_behind_it() {
    let (key, plain) = ([7; 32], [3_u8; 4032]);
    let expected = call_cipher(1, &key, &[9; 16], &plain).1;
    let mut page = [plain.as_slice(), &[9; 16]].concat();
    let start = page.as_mut_ptr();
    // SAFETY: input is output, as SQLCipher's interface allows; the vector lies behind it.
    let code = unsafe {
        (ours().cipher)(
            null_mut(),
            1,
            key.as_ptr(),
            32,
            start.add(4032),
            start,
            4032,
            start,
        )
    };
    assert_eq!(
        (code, &page[..4032], &page[4032..]),
        (0, &expected[..], &[9; 16][..])
    );
}

#[test]
fn random_fills_exactly_what_was_asked_for() {
    let mut buffer = [0_u8; 96];
    // SAFETY: 64 of the 96 bytes.
    let code = unsafe { (ours().random)(null_mut(), buffer.as_mut_ptr().cast(), 64) };
    assert_eq!(code, 0);
    assert!(buffer[..64].iter().any(|byte| *byte != 0));
    assert_eq!(buffer[64..], [0; 32]);
}

#[test]
fn what_cannot_be_served_is_refused_and_writes_nothing() {
    let (key, iv, page) = ([1; 32], [2; 16], [3; 32]);
    let refused = |(code, out): (c_int, Vec<u8>), what: &str| {
        assert_eq!(code, 1, "{what}");
        assert!(out.iter().all(|byte| *byte == 0xEE), "{what} wrote");
    };
    for algorithm in [0, 3, -1, c_int::MAX, c_int::MIN] {
        refused(call_hmac(algorithm, &key, &page, &[]), "hmac algorithm");
        refused(call_kdf(algorithm, b"p", 1, 32), "kdf algorithm");
    }
    for rounds in [0, -1, c_int::MIN] {
        refused(call_kdf(2, b"p", rounds, 32), "rounds");
    }
    for out_len in [0, -1, 65, c_int::MAX, c_int::MIN] {
        refused(call_kdf(2, b"p", 1, out_len), "key length");
    }
    for mode in [2, -1, c_int::MAX] {
        refused(call_cipher(mode, &key, &iv, &page), "mode");
    }
    for key_len in [0, 16, 24, 31] {
        refused(call_cipher(1, &key[..key_len], &iv, &page), "key");
    }
    for partial in [1, 15, 17, 31] {
        refused(call_cipher(1, &key, &iv, &page[..partial]), "partial block");
    }
}

#[test]
fn null_pointers_and_negative_lengths_are_refused() {
    let table = ours();
    let (key, mut out) = ([1_u8; 32], [0xEE_u8; 64]);
    let (k, o) = (key.as_ptr(), out.as_mut_ptr());
    let context = null_mut();
    // SAFETY: each call breaks one promise in a way that must be noticed before any access.
    unsafe {
        for len in [-1, c_int::MIN] {
            assert_eq!((table.random)(context, o.cast(), len), 1);
            assert_eq!((table.hmac)(context, 1, k, len, k, 32, k, 0, o), 1);
            assert_eq!((table.hmac)(context, 1, k, 32, k, len, k, 0, o), 1);
            assert_eq!((table.hmac)(context, 1, k, 32, k, 32, k, len, o), 1);
            assert_eq!((table.kdf)(context, 1, k, len, k, 32, 1, 32, o), 1);
            assert_eq!((table.kdf)(context, 1, k, 32, k, len, 1, 32, o), 1);
            assert_eq!((table.cipher)(context, 1, k, len, k, k, 32, o), 1);
            assert_eq!((table.cipher)(context, 1, k, 32, k, k, len, o), 1);
        }
        assert_eq!((table.random)(context, null_mut(), 1), 1);
        assert_eq!((table.hmac)(context, 1, null(), 32, k, 32, k, 0, o), 1);
        assert_eq!((table.hmac)(context, 1, k, 32, null(), 32, k, 0, o), 1);
        assert_eq!((table.hmac)(context, 1, k, 32, null(), 0, k, 32, o), 1);
        assert_eq!((table.hmac)(context, 1, k, 32, k, 32, null(), 32, o), 1);
        assert_eq!((table.hmac)(context, 1, k, 32, k, 32, k, 0, null_mut()), 1);
        assert_eq!((table.kdf)(context, 1, null(), 32, k, 32, 1, 32, o), 1);
        assert_eq!((table.kdf)(context, 1, k, 32, null(), 32, 1, 32, o), 1);
        assert_eq!((table.kdf)(context, 1, k, 32, k, 32, 1, 32, null_mut()), 1);
        assert_eq!((table.cipher)(context, 1, null(), 32, k, k, 32, o), 1);
        assert_eq!((table.cipher)(context, 1, k, 32, null(), k, 32, o), 1);
        assert_eq!((table.cipher)(context, 1, k, 32, k, null(), 32, o), 1);
        assert_eq!((table.cipher)(context, 1, k, 32, k, k, 32, null_mut()), 1);
        assert_eq!(dodam_sqlcipher_setup(null_mut()), 1);
        // A second piece of no length is ordinary, wherever it points.
        assert_eq!(
            (table.hmac)(context, 1, k, 32, k, 32, null(), 0, out.as_mut_ptr()),
            0
        );
    }
    assert!(out[32..].iter().all(|byte| *byte == 0xEE));
}

#[test]
fn sizes_and_names_are_those_of_aes_256_cbc() {
    let table = ours();
    let context = null_mut();
    // SAFETY: none of these reads its arguments; the names are static C strings.
    unsafe {
        assert_eq!((table.key_bytes)(context), 32);
        assert_eq!((table.iv_bytes)(context), 16);
        assert_eq!((table.block_bytes)(context), 16);
        let tags = [0, 1, 2, 3, -1].map(|algorithm| (table.hmac_bytes)(context, algorithm));
        assert_eq!(tags, [0, 32, 64, 0, 0]);
        assert_eq!(
            CStr::from_ptr((table.name)(context)).to_str(),
            Ok(PROVIDER_NAME)
        );
        assert_eq!(CStr::from_ptr((table.cipher_name)(context)), c"aes-256-cbc");
        assert!(!CStr::from_ptr((table.version)(context)).is_empty());
    }
    assert!(table.next.is_null() && table.init.is_none() && table.shutdown.is_none());
}

#[test]
fn a_panic_becomes_a_failed_call() {
    assert_eq!(answer(|| panic!("a bug of ours, in a test")), 1);
}
