//! Finding by words in the scripts people use, and never failing on what they type.

use super::*;
use proptest::prelude::*;
use rusqlite::Connection;

const TEXTS: [(&str, &str); 9] = [
    ("ko", "외국인 등록증 앞면"),
    ("ko2", "건강보험 자격득실확인서"),
    ("zh", "健康保险证明"),
    ("ja", "健康保険証 ガイドブック"),
    ("vi", "Giấy chứng nhận Đăng ký người nước ngoài"),
    ("en", "Blood test, May 2025 (O'Brien \"A+\")"),
    ("ru", "Справка о Прививке"),
    ("km", "វិក្កយបត្រ មន្ទីរពេទ្យ"),
    ("tr", "İzmir KLİNİK ﬁle ①２"),
];

fn titled(title: &str) -> Words<'_> {
    Words { title, body: "" }
}

fn indexed(texts: &[(&str, &str)]) -> Connection {
    dodam_sqlcipher::link();
    let mut connection = Connection::open_in_memory().unwrap();
    crate::migrations::migrate(&mut connection).unwrap();
    let tx = connection.transaction().unwrap();
    for (id, text) in texts {
        index_words(&tx, "paper", id.as_bytes(), titled(text)).unwrap();
    }
    tx.commit().unwrap();
    connection
}

fn found(connection: &mut Connection, query: &str) -> Vec<String> {
    let tx = connection.transaction().unwrap();
    let ids = find_words(&tx, "paper", query, 100).unwrap();
    ids.into_iter()
        .map(|id| String::from_utf8(id).unwrap())
        .collect()
}

#[test]
fn a_query_finds_exactly_the_texts_that_have_its_words() {
    let mut connection = indexed(&TEXTS);
    let table: &[(&str, &[&str])] = &[
        // Two Korean letters, at the start, inside and at the end of a word, across a space.
        ("외국", &["ko"]),
        ("국인", &["ko"]),
        ("등록", &["ko"]),
        ("인등", &["ko"]),
        ("앞면", &["ko"]),
        ("보험", &["ko2"]),
        ("확인서", &["ko2"]),
        ("확인 건강", &["ko2"]),
        ("외국 보험", &[]),
        // One letter, wherever it stands.
        ("증", &["ko"]),
        ("면", &["ko"]),
        ("보", &["ko2"]),
        ("健", &["ja", "zh"]),
        // Hangul typed as separate jamo, as some file systems store it.
        ("\u{110b}\u{116c}\u{1100}\u{116e}\u{11a8}", &["ko"]),
        ("健康", &["ja", "zh"]),
        ("保险", &["zh"]),
        ("证明", &["zh"]),
        ("保険証", &["ja"]),
        ("かイド", &[]),
        ("カイド", &["ja"]),
        ("ｶﾞｲﾄﾞ", &["ja"]),
        // Vietnamese typed plainly, with marks, in capitals.
        ("dang ky", &["vi"]),
        ("Đăng ký", &["vi"]),
        ("ĐĂNG KÝ", &["vi"]),
        ("nguoi nuoc ngoai", &["vi"]),
        ("nuoc nguoi", &["vi"]),
        ("blood", &["en"]),
        ("lood tes", &["en"]),
        ("o'brien", &["en"]),
        ("2025", &["en"]),
        ("справка", &["ru"]),
        ("ПРИВИВК", &["ru"]),
        ("មន្ទីរ", &["km"]),
        ("izmir", &["tr"]),
        ("klinik", &["tr"]),
        ("file 12", &["tr"]),
        ("nothing of the sort", &[]),
    ];
    for (query, expected) in table {
        let mut ids = found(&mut connection, query);
        ids.sort();
        assert_eq!(ids, *expected, "{query}");
    }
}

#[test]
fn a_better_match_comes_first_and_the_newer_of_two_equals() {
    let mut connection = indexed(&[
        (
            "long",
            "영수증 그리고 다른 여러 가지 서류와 오래된 편지 모음과 사진과 메모",
        ),
        ("older", "영수증"),
        ("newer", "영수증"),
    ]);
    assert_eq!(found(&mut connection, "영수"), ["newer", "older", "long"]);
    let tx = connection.transaction().unwrap();
    assert_eq!(find_words(&tx, "paper", "영수", 1).unwrap(), [b"newer"]);
    assert!(
        find_words(&tx, "visit", "영수", 9).unwrap().is_empty(),
        "another kind"
    );
}

#[test]
fn indexing_again_replaces_and_removing_forgets() {
    let mut connection = indexed(&[("a", "첫 제목"), ("b", "다른 것")]);
    let tx = connection.transaction().unwrap();
    index_words(&tx, "paper", b"a", titled("새 이름")).unwrap();
    tx.commit().unwrap();
    assert!(found(&mut connection, "제목").is_empty());
    assert_eq!(found(&mut connection, "이름"), ["a"]);
    let tx = connection.transaction().unwrap();
    remove_words(&tx, "paper", b"a").unwrap();
    remove_words(&tx, "paper", b"never there").unwrap();
    tx.commit().unwrap();
    assert!(found(&mut connection, "이름").is_empty());
    assert_eq!(found(&mut connection, "다른"), ["b"]);
}

#[test]
fn removed_words_are_in_no_row_of_the_index() {
    let pages = |connection: &Connection| -> Vec<u8> {
        let mut statement = connection
            .prepare("SELECT block FROM search_words_data")
            .unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, Vec<u8>>(0))
            .unwrap();
        rows.flat_map(Result::unwrap).collect()
    };
    let holds = |connection: &Connection, needle: &str| {
        pages(connection)
            .windows(needle.len())
            .any(|window| window == needle.as_bytes())
    };
    let mut connection = indexed(&[("gone", "가나"), ("stays", "zz")]);
    let token = "00ac0000b098";
    assert!(
        holds(&connection, token),
        "the control: the word is there before"
    );
    let tx = connection.transaction().unwrap();
    remove_words(&tx, "paper", b"gone").unwrap();
    tx.commit().unwrap();
    assert!(!holds(&connection, token));
    assert_eq!(found(&mut connection, "zz"), ["stays"]);
}

#[test]
fn what_looks_like_query_syntax_is_only_letters() {
    let mut connection = indexed(&TEXTS);
    let hostile = [
        "",
        " ",
        "\0",
        "\"",
        "'",
        "\"\"\"",
        "(",
        ")",
        "*",
        "^",
        "+",
        "-",
        ":",
        "{",
        "}",
        "NEAR(",
        "blood OR 健康",
        "blood AND",
        "NOT blood",
        "NEAR(blood test, 2)",
        "words : blood",
        "-blood",
        "\"blood\" OR \"健康\"",
        "blood\0test",
        "'; DROP TABLE paper; --",
        "000062*",
        "\u{FFFD}",
        "\u{202E}doolb",
        "\u{1F600}",
        "\u{FDFA}",
        "\u{300}\u{301}",
        "'\"\\%_?[]",
    ];
    for query in hostile {
        let all = found(&mut connection, query);
        assert!(all.len() <= 1, "{query:?} found {all:?}");
    }
    for query in ["", "\0", "*", "\"", "OR", "\u{300}"] {
        assert!(found(&mut connection, query).len() <= 1, "{query:?}");
    }
    assert_eq!(found(&mut connection, "blood\0test"), ["en"]);
}

#[test]
fn a_megabyte_of_anything_is_answered_at_once() {
    let mut connection = indexed(&TEXTS);
    let started = std::time::Instant::now();
    for unit in ["a", "가", "\"", "* ", "a ", "\u{FDFA}", "\u{301}", "\0"] {
        let query = unit.repeat(1_000_000 / unit.len());
        assert!(
            found(&mut connection, &query).len() <= TEXTS.len(),
            "{unit:?}"
        );
    }
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn no_query_fails(query in any::<String>()) {
        let mut connection = indexed(&TEXTS[..2]);
        found(&mut connection, &query);
    }

    #[test]
    fn any_part_of_an_indexed_word_finds_it(
        text in r"[가-힣a-zđăơư\u{1EA0}-\u{1EF9}健康保险证明0-9]{2,12}",
        from in 0_usize..10,
        len in 1_usize..12,
    ) {
        let mut connection = indexed(&[("it", &text)]);
        let part: String = text.chars().skip(from).take(len).collect();
        if !part.is_empty() {
            prop_assert_eq!(found(&mut connection, &part), ["it"], "{}", part);
        }
    }
}
