//! What people read, in four languages. Drafts: no native speaker has checked them.
//!
//! Every row is English, Korean, Chinese in simplified characters, Vietnamese.

use crate::label::{Label, Standing};
use crate::refusal::Refusal;

type Row = [&'static str; 4];

/// Before every reason.
const REFUSED: Row = [
    "The new rules were not installed.",
    "새 규칙을 설치하지 않았습니다.",
    "新规则没有安装。",
    "Quy định mới chưa được cài đặt.",
];

/// After every reason.
const KEPT: Row = [
    "The rules used before stay in use.",
    "전에 쓰던 규칙을 그대로 씁니다.",
    "之前的规则继续使用。",
    "Quy định dùng trước đó vẫn được dùng tiếp.",
];

/// Why, and what can be done, by [`Refusal::code`].
const REASONS: [(&str, Row); 17] = [
    (
        "pack_bad_signature",
        [
            "The file was changed or damaged on the way. Get it again from its source.",
            "파일이 전달되는 중에 바뀌었거나 손상되었습니다. 처음 받은 곳에서 다시 받으세요.",
            "文件在传送途中被改动或损坏。请从来源重新获取。",
            "Tệp đã bị thay đổi hoặc hỏng trên đường gửi. Hãy lấy lại từ nơi phát hành.",
        ],
    ),
    (
        "pack_too_few_signatures",
        [
            "Not enough of the people who must sign them have signed.",
            "서명해야 하는 사람이 아직 다 서명하지 않았습니다.",
            "必须签名的人还没有足够多人签名。",
            "Chưa đủ số người phải ký xác nhận.",
        ],
    ),
    (
        "pack_unknown_key",
        [
            "They come from someone whom this device does not trust.",
            "이 기기가 신뢰하지 않는 곳에서 왔습니다.",
            "它们来自本设备不信任的来源。",
            "Chúng đến từ nguồn mà thiết bị này không tin cậy.",
        ],
    ),
    (
        "pack_rollback",
        [
            "They are older than the ones you have.",
            "지금 쓰는 규칙보다 오래된 것입니다.",
            "它们比您现有的规则更旧。",
            "Chúng cũ hơn quy định bạn đang có.",
        ],
    ),
    (
        "pack_version_rollback",
        [
            "One of them is older than the one you have.",
            "그중 하나가 지금 쓰는 것보다 오래되었습니다.",
            "其中一项比您现有的更旧。",
            "Một phần trong đó cũ hơn phần bạn đang có.",
        ],
    ),
    (
        "pack_changed",
        [
            "Rules that were already published were changed without a new number.",
            "이미 나온 규칙이 새 번호 없이 바뀌었습니다.",
            "已发布的规则被改动，但没有新编号。",
            "Quy định đã phát hành bị sửa mà không có số mới.",
        ],
    ),
    (
        "pack_root_gap",
        [
            "A step in between is missing. Get a newer file, or update the app.",
            "중간 단계가 빠졌습니다. 더 새로운 파일을 받거나 앱을 업데이트하세요.",
            "中间缺少一步。请获取更新的文件，或更新应用。",
            "Thiếu một bước ở giữa. Hãy lấy tệp mới hơn hoặc cập nhật ứng dụng.",
        ],
    ),
    (
        "pack_root_expired",
        [
            "The list of trusted publishers expired on {day}. Check the date of this device, or update the app.",
            "신뢰하는 발행처 목록이 {day}에 만료되었습니다. 기기의 날짜를 확인하거나 앱을 업데이트하세요.",
            "受信任的发布者名单已于 {day} 过期。请检查本设备的日期，或更新应用。",
            "Danh sách nơi phát hành tin cậy đã hết hạn ngày {day}. Hãy kiểm tra ngày trên thiết bị hoặc cập nhật ứng dụng.",
        ],
    ),
    (
        "pack_expired",
        [
            "They expired on {day}. Get newer ones, or check the date of this device.",
            "{day}에 만료되었습니다. 더 새로운 것을 받거나 기기의 날짜를 확인하세요.",
            "它们已于 {day} 过期。请获取更新的规则，或检查本设备的日期。",
            "Chúng đã hết hạn ngày {day}. Hãy lấy bản mới hơn hoặc kiểm tra ngày trên thiết bị.",
        ],
    ),
    (
        "pack_from_the_future",
        [
            "They were made on {day}, which this device thinks is still to come. Check its date.",
            "{day}에 만든 것인데, 이 기기에서는 아직 오지 않은 날입니다. 기기의 날짜를 확인하세요.",
            "它们制作于 {day}，但本设备认为这一天还没到。请检查设备的日期。",
            "Chúng được làm ngày {day}, mà thiết bị này cho là chưa tới. Hãy kiểm tra ngày trên thiết bị.",
        ],
    ),
    (
        "pack_wrong_hash",
        [
            "Their content is not what was signed. Get them again from their source.",
            "내용이 서명된 것과 다릅니다. 처음 받은 곳에서 다시 받으세요.",
            "内容与签名的不一致。请从来源重新获取。",
            "Nội dung không đúng với bản đã ký. Hãy lấy lại từ nơi phát hành.",
        ],
    ),
    (
        "pack_not_listed",
        [
            "The file contains rules that its publisher does not name.",
            "파일에 발행처의 목록에 없는 규칙이 들어 있습니다.",
            "文件中含有发布者未列出的规则。",
            "Tệp có quy định mà nơi phát hành không nêu tên.",
        ],
    ),
    (
        "pack_not_allowed",
        [
            "The publisher may not publish these rules.",
            "이 발행처는 이 규칙을 낼 수 없습니다.",
            "该发布者无权发布这些规则。",
            "Nơi phát hành không được phép phát hành những quy định này.",
        ],
    ),
    (
        "pack_newer_format",
        [
            "They are made for a newer version of the app. Update the app.",
            "더 새로운 버전의 앱에 맞춘 것입니다. 앱을 업데이트하세요.",
            "它们适用于更新版本的应用。请更新应用。",
            "Chúng dành cho phiên bản ứng dụng mới hơn. Hãy cập nhật ứng dụng.",
        ],
    ),
    (
        "pack_malformed",
        [
            "The file is damaged or is not a file with rules.",
            "파일이 손상되었거나 규칙 파일이 아닙니다.",
            "文件已损坏，或不是规则文件。",
            "Tệp bị hỏng hoặc không phải tệp quy định.",
        ],
    ),
    (
        "pack_too_large",
        [
            "The file is too large.",
            "파일이 너무 큽니다.",
            "文件太大。",
            "Tệp quá lớn.",
        ],
    ),
    (
        "pack_no_root",
        [
            "This version of the app cannot install official rules yet.",
            "이 버전의 앱은 아직 공식 규칙을 설치할 수 없습니다.",
            "此版本的应用还不能安装官方规则。",
            "Phiên bản ứng dụng này chưa thể cài đặt quy định chính thức.",
        ],
    ),
];

const OFFICIAL: Row = ["official", "공식", "官方", "chính thức"];

const PARTNER: Row = [
    "{name}, not government",
    "{name}, 정부 기관 아님",
    "{name}，非政府机构",
    "{name}, không phải cơ quan nhà nước",
];

const LOCAL: Row = [
    "{name}: added by you, not government",
    "{name}: 직접 추가함, 정부 기관 아님",
    "{name}：您自己添加，非政府机构",
    "{name}: do bạn thêm, không phải cơ quan nhà nước",
];

const NOT_CONFIRMED: Row = [
    "not confirmed since {day}",
    "{day} 이후 확인되지 않음",
    "自 {day} 起未经确认",
    "chưa được xác nhận từ {day}",
];

/// `zh` of `zh-Hans`, `vi` of `vi_VN.UTF-8`.
fn primary(language: &str) -> String {
    let primary = language.split(['-', '_', '.', '@']).next();
    primary.unwrap_or_default().to_ascii_lowercase()
}

/// The row's text for a language; English for one without texts.
fn pick(row: Row, language: &str) -> &'static str {
    match primary(language).as_str() {
        "ko" => row[1],
        "zh" => row[2],
        "vi" => row[3],
        _ => row[0],
    }
}

pub(crate) fn refusal(refusal: &Refusal, language: &str) -> String {
    let row = REASONS.iter().find(|(code, _)| *code == refusal.code());
    let reason = row.map_or("", |(_, row)| pick(*row, language));
    let reason = match refusal {
        Refusal::Expired { on, .. } => reason.replace("{day}", &on.to_string()),
        Refusal::FromTheFuture { issued } => reason.replace("{day}", &issued.to_string()),
        _ => reason.to_owned(),
    };
    let (refused, kept) = (pick(REFUSED, language), pick(KEPT, language));
    // Chinese sets no spaces between sentences.
    let gap = if refused == REFUSED[2] { "" } else { " " };
    [refused, &reason, kept].join(gap)
}

pub(crate) fn label(label: &Label, language: &str) -> String {
    match label {
        Label::Official => pick(OFFICIAL, language).to_owned(),
        Label::Partner { name } => {
            let same = |(tag, _): &(&String, _)| primary(tag) == primary(language);
            let shown = name.iter().find(same).map(|(_, name)| name);
            let shown = shown.or_else(|| name.get("en"));
            pick(PARTNER, language).replace("{name}", shown.map_or("", String::as_str))
        }
        Label::Local { name } => pick(LOCAL, language).replace("{name}", name),
    }
}

pub(crate) fn standing(standing: &Standing, language: &str) -> Option<String> {
    match standing {
        Standing::Confirmed { .. } => None,
        Standing::NotConfirmed { since } => {
            Some(pick(NOT_CONFIRMED, language).replace("{day}", &since.to_string()))
        }
    }
}
