//! What the program itself says about phone lines, in the languages of texts.

use crate::language::{Complete, Language};
use crate::spoken::{korean_name, own_name};

/// That a number hasn't been checked for long, behind other words.
pub(crate) fn check_first(words: &str, checked: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => {
            format!("{words}; check first: this number was last checked in {checked}")
        }
        Complete::Ko => {
            format!("{words}. 먼저 확인하세요: 이 번호는 {checked}에 마지막으로 확인했습니다")
        }
        Complete::ZhHans => {
            format!("{words}；请先核实：这个号码最后一次核对是在{checked}")
        }
        Complete::Vi => {
            format!("{words}; hãy kiểm tra trước: số này được kiểm tra lần cuối vào {checked}")
        }
    }
}

/// That no line that is open surely speaks a language, and whom to call instead.
pub(crate) fn nobody_speaks(spoken: &str, general: Option<&str>, language: Language) -> String {
    let spoken = own_name(spoken);
    let plain = match language.complete() {
        Complete::En => format!("I know no line that is open now and surely speaks {spoken}."),
        Complete::Ko => {
            format!("지금 열려 있고 {spoken}(으)로 확실히 상담하는 전화를 알지 못합니다.")
        }
        Complete::ZhHans => format!("我不知道现在有哪条开通的热线一定会说{spoken}。"),
        Complete::Vi => {
            format!("Tôi không biết tổng đài nào đang mở và chắc chắn nói {spoken}.")
        }
    };
    let Some(general) = general else {
        return plain;
    };
    match language.complete() {
        Complete::En => format!("{plain} The general line is {general}."),
        Complete::Ko => format!("{plain} 일반 상담 전화: {general}."),
        Complete::ZhHans => format!("{plain}一般热线：{general}。"),
        Complete::Vi => format!("{plain} Tổng đài chung là {general}."),
    }
}

/// That holidays aren't known.
pub(crate) const fn holidays(language: Language) -> &'static str {
    match language.complete() {
        Complete::En => {
            "Lines that answer on weekdays may be closed on public holidays. Holidays aren't known here."
        }
        Complete::Ko => {
            "평일에 받는 전화는 공휴일에 쉴 수 있습니다. 공휴일은 여기서 알 수 없습니다."
        }
        Complete::ZhHans => "工作日的热线在公休日可能不开；哪天是公休日，这里不知道。",
        Complete::Vi => {
            "Tổng đài ngày làm việc có thể nghỉ ngày lễ. Ở đây không biết ngày nào là ngày lễ."
        }
    }
}

/// That the line of the immigration office comes last, and what it is.
pub(crate) fn immigration_last(phone: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!(
            "{phone} is the immigration office's line (출입국·외국인청). It stands at the end; you don't have to call it."
        ),
        Complete::Ko => format!(
            "{phone}은(는) 출입국·외국인청의 전화입니다. 맨 뒤에 두었고, 꼭 걸지 않아도 됩니다."
        ),
        Complete::ZhHans => {
            format!("{phone}是出入境部门（출입국·외국인청）的热线，放在最后；不一定要打。")
        }
        Complete::Vi => format!(
            "{phone} là số của cơ quan xuất nhập cảnh (출입국·외국인청). Số này để cuối; bạn không bắt buộc phải gọi."
        ),
    }
}

/// A Korean sentence that asks for an interpreter; none for who speaks Korean.
pub(crate) fn ask_for_interpreter(spoken: &str) -> Option<String> {
    let name = korean_name(spoken);
    if name == korean_name("ko") {
        return None;
    }
    let name = name.unwrap_or("외국어");
    Some(format!(
        "저는 한국어를 잘 못해요. {name} 통역을 부탁드려요."
    ))
}
