//! What the program itself says about programmes, in the languages of texts.

use crate::language::{Complete, Language};
use crate::programme::{LastKnownIn, Programme, ProgrammeState};
use jiff::civil::Date;

/// How a programme stands, with the time at which that was known.
pub(crate) fn standing(
    programme: &Programme,
    (state, day): (ProgrammeState, Date),
    language: Language,
) -> String {
    let known = programme.known.map(LastKnownIn::written);
    let known = known.as_deref();
    let date = |day: Option<Date>| day.map(|day| language.format_date(day));
    match state {
        ProgrammeState::Running => running(known, programme.is_old(day), language),
        ProgrammeState::Unconfirmed => unconfirmed(known, language),
        ProgrammeState::NotBegun => {
            let day = date(programme.from).unwrap_or_default();
            match language.complete() {
                Complete::En => format!("It begins on {day}."),
                Complete::Ko => format!("{day}에 시작합니다."),
                Complete::ZhHans => format!("{day}开始。"),
                Complete::Vi => format!("Bắt đầu vào {day}."),
            }
        }
        ProgrammeState::Ended => match date(programme.until) {
            Some(day) => ended_on(&day, language),
            None => ended(known.unwrap_or_default(), language),
        },
        ProgrammeState::History => history(known.unwrap_or_default(), language),
    }
}

fn running(known: Option<&str>, old: bool, language: Language) -> String {
    let known = known.unwrap_or_default();
    match (language.complete(), old) {
        (Complete::En, false) => {
            format!("It ran when it was last known ({known}); ask before you go.")
        }
        (Complete::En, true) => {
            format!("Check first: it ran when it was last known ({known}), long ago.")
        }
        (Complete::Ko, false) => {
            format!("마지막으로 알려진 때({known})에는 하고 있었습니다. 가기 전에 물어보세요.")
        }
        (Complete::Ko, true) => format!(
            "먼저 확인하세요. 마지막으로 알려진 때({known})에는 하고 있었지만 오래전입니다."
        ),
        (Complete::ZhHans, false) => {
            format!("最后一次得知（{known}）时还在办，去之前请问一问。")
        }
        (Complete::ZhHans, true) => {
            format!("请先核实：最后一次得知（{known}）时还在办，已经很久了。")
        }
        (Complete::Vi, false) => {
            format!("Lần cuối được biết ({known}) vẫn hoạt động; hãy hỏi trước khi đi.")
        }
        (Complete::Vi, true) => {
            format!("Hãy kiểm tra trước: lần cuối được biết ({known}) vẫn hoạt động, nhưng đã lâu.")
        }
    }
}

fn unconfirmed(known: Option<&str>, language: Language) -> String {
    match (language.complete(), known) {
        (Complete::En, Some(known)) => {
            format!("Not confirmed: confirm before you go. Last known in {known}.")
        }
        (Complete::En, None) => {
            "Not confirmed: confirm before you go. The source has no date.".to_owned()
        }
        (Complete::Ko, Some(known)) => {
            format!("확인되지 않았으니 가기 전에 확인하세요. 마지막으로 알려진 때: {known}.")
        }
        (Complete::Ko, None) => {
            "확인되지 않았으니 가기 전에 확인하세요. 출처에 날짜가 없습니다.".to_owned()
        }
        (Complete::ZhHans, Some(known)) => {
            format!("没有确认：去之前请先问清楚。最后一次得知是{known}。")
        }
        (Complete::ZhHans, None) => "没有确认：去之前请先问清楚。来源没有日期。".to_owned(),
        (Complete::Vi, Some(known)) => {
            format!("Chưa được xác nhận: hãy hỏi trước khi đi. Lần cuối được biết: {known}.")
        }
        (Complete::Vi, None) => {
            "Chưa được xác nhận: hãy hỏi trước khi đi. Nguồn không ghi ngày.".to_owned()
        }
    }
}

fn ended_on(day: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!("It ended on {day}; nowhere to go now."),
        Complete::Ko => format!("{day}에 끝났습니다. 지금 갈 곳이 아닙니다."),
        Complete::ZhHans => format!("{day}已经结束，现在不能去。"),
        Complete::Vi => format!("Đã kết thúc vào {day}; nay không còn nơi để đến."),
    }
}

fn ended(known: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!("It is over, as known in {known}; nowhere to go now."),
        Complete::Ko => format!("끝났습니다({known} 기준). 지금 갈 곳이 아닙니다."),
        Complete::ZhHans => format!("已经结束（{known}得知），现在不能去。"),
        Complete::Vi => format!("Đã kết thúc (biết vào {known}); nay không còn nơi để đến."),
    }
}

fn history(known: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!("History, of {known}; nowhere to go now."),
        Complete::Ko => format!("옛 기록입니다({known}). 지금 갈 곳이 아닙니다."),
        Complete::ZhHans => format!("旧记录（{known}），现在不能去。"),
        Complete::Vi => format!("Tư liệu cũ ({known}); nay không còn nơi để đến."),
    }
}

/// Whom to call when somebody is in danger.
pub(crate) fn emergency(number: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!("In an emergency call {number} first."),
        Complete::Ko => format!("응급 상황이면 먼저 {number}에 전화하세요."),
        Complete::ZhHans => format!("紧急情况先打{number}。"),
        Complete::Vi => format!("Cấp cứu thì gọi {number} trước."),
    }
}

/// That a place has no record of its own; never that there is nothing.
pub(crate) fn nothing_listed(place: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!(
            "Nothing is listed for {place} in the installed packs. There may still be help there: ask. Below is what isn't tied to a place."
        ),
        Complete::Ko => format!(
            "설치된 자료에 {place}에 대한 것은 없습니다. 그래도 도움이 있을 수 있으니 물어보세요. 지역에 매이지 않은 것이 아래에 있습니다."
        ),
        Complete::ZhHans => format!(
            "已安装的资料里没有列出{place}的项目。那里仍可能有帮助，请问一问。下面是不限地区的。"
        ),
        Complete::Vi => format!(
            "Các gói đã cài không có mục nào cho {place}. Ở đó vẫn có thể có hỗ trợ: hãy hỏi. Bên dưới là những gì không gắn với nơi nào."
        ),
    }
}
