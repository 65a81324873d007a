//! Holds every row against answers recorded from the command.
use crate::flip::{flips, unnoticed};
use crate::row::{Row, load_rows};
use crate::run::{hold, rows_folder};
use serde_json::Value;

fn recorded_answers(row: &Row) -> Vec<Value> {
    let path = rows_folder().join(format!("../recorded/row_{:02}.json", row.row));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: run `rows --record`", path.display()));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn flipping_any_expected_value_makes_its_row_fail() {
    let mut values = 0;
    for row in load_rows(&rows_folder()).unwrap() {
        let answers = recorded_answers(&row);
        let steps: Vec<_> = row.cases.iter().flat_map(|case| &case.steps).collect();
        assert_eq!(
            steps.len(),
            answers.len(),
            "row {}: record it again",
            row.row
        );
        for (step, answer) in steps.into_iter().zip(&answers) {
            assert_eq!(hold(step, answer), Ok(()), "row {}", row.row);
            assert_eq!(unnoticed(&step.expect, answer), [] as [Value; 0]);
            values += flips(&step.expect).len();
        }
    }
    assert!(values > 500, "only {values} values were flipped");
}
