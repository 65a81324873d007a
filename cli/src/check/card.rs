//! The verdict card: shape and word, one sentence, dates, steps, reasons, sources.
//!
//! A pure view: what to show is decided in [`super::view`].
use rust_i18n::t;

use super::layout::wrap;

/// One answer, ready to be shown.
#[derive(Debug, Default)]
pub struct Card {
    /// What was asked, in words.
    pub title: String,
    /// The verdict.
    pub mark: Mark,
    /// One sentence that says it.
    pub sentence: String,
    /// The day asked about, the days it holds, what it becomes.
    pub dates: Vec<String>,
    /// What can be done next.
    pub steps: Vec<StepLines>,
    /// Questions still open, to confirm or declined: heading and texts.
    pub questions: Vec<(String, Vec<String>)>,
    /// Each criterion, unmet and open ones first.
    pub reasons: Vec<(Mark, String)>,
    /// What else is good to know.
    pub notes: Vec<String>,
    /// One line a source.
    pub sources: Vec<String>,
    /// Whether some text shown hasn't been checked by a native speaker.
    pub draft: bool,
}

/// A step: what to do, and lines about with whom, when, at what cost.
#[derive(Debug, Default)]
pub struct StepLines {
    /// What to do.
    pub what: String,
    /// Whom to call, when they answer, in which language, what to bring.
    pub details: Vec<String>,
    /// What to say or show, in Korean.
    pub say_ko: Option<String>,
}

/// A verdict or the state of a criterion: a shape, a word and a colour each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Yes, or met.
    Met,
    /// No, or not met.
    NotMet,
    /// Not known yet.
    #[default]
    Unknown,
    /// A person decides.
    NeedsDecision,
}

impl Mark {
    /// A shape in plain characters.
    fn shape(self) -> &'static str {
        match self {
            Self::Met => "[v]",
            Self::NotMet => "[x]",
            Self::Unknown => "[?]",
            Self::NeedsDecision => "[o]",
        }
    }

    /// Blue, orange, purple and cyan: told apart by colour-blind eyes.
    fn colour(self) -> &'static str {
        match self {
            Self::Met => "\u{1b}[1;34m",
            Self::NotMet => "\u{1b}[1;33m",
            Self::Unknown => "\u{1b}[1;35m",
            Self::NeedsDecision => "\u{1b}[1;36m",
        }
    }

    /// The word for a verdict.
    pub fn verdict_word(self, language: &str) -> String {
        match self {
            Self::Met => t!("check.state.yes", locale = language),
            Self::NotMet => t!("check.state.no", locale = language),
            Self::Unknown => t!("check.state.unknown", locale = language),
            Self::NeedsDecision => t!("check.state.needs_decision", locale = language),
        }
        .into_owned()
    }

    /// The word for a criterion.
    fn criterion_word(self, language: &str) -> String {
        match self {
            Self::Met => t!("check.state.met", locale = language),
            Self::NotMet => t!("check.state.not_met", locale = language),
            Self::Unknown => t!("check.state.criterion_unknown", locale = language),
            Self::NeedsDecision => t!("check.state.criterion_needs_decision", locale = language),
        }
        .into_owned()
    }
}

/// How a card is written.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The language of headings and words.
    pub language: &'a str,
    /// Whether the terminal takes colour.
    pub colour: bool,
}

/// Writes a card.
pub fn render(card: &Card, style: Style) -> String {
    let mut out = head(card, style);
    for (heading, texts) in &card.questions {
        out += &section(heading, texts, style);
    }
    out += &steps(&card.steps, style);
    let language = style.language;
    out += &section(
        &t!("check.card.notes", locale = language),
        &card.notes,
        style,
    );
    out += &reasons(&card.reasons, style);
    out += &section(
        &t!("check.card.sources", locale = language),
        &card.sources,
        style,
    );
    if card.draft {
        out.push('\n');
        out += &wrap(&t!("check.card.draft", locale = language), "", "");
    }
    out
}

fn head(card: &Card, style: Style) -> String {
    let word = card.mark.verdict_word(style.language);
    let mut out = wrap(&card.title, "", "");
    out += &paint(
        &format!("{} {word}", card.mark.shape()),
        card.mark.colour(),
        style,
    );
    out.push('\n');
    out += &wrap(&card.sentence, "    ", "    ");
    for date in &card.dates {
        out += &wrap(date, "    ", "    ");
    }
    out
}

/// The steps, numbered, each with whom to call and what to say.
pub fn steps(steps: &[StepLines], style: Style) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let mut out = heading(&t!("check.card.steps", locale = style.language), style);
    for (index, step) in steps.iter().enumerate() {
        out += &wrap(&step.what, &format!("{:>2}. ", index + 1), "    ");
        for detail in &step.details {
            out += &wrap(detail, "    ", "      ");
        }
        if let Some(say) = &step.say_ko {
            let show = t!("check.card.say", locale = style.language);
            out += &wrap(&show, "    ", "    ");
            out += &wrap(&format!("「{say}」"), "      ", "        ");
        }
    }
    out
}

fn reasons(reasons: &[(Mark, String)], style: Style) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let mut out = heading(&t!("check.card.reasons", locale = style.language), style);
    for (mark, why) in reasons {
        let word = mark.criterion_word(style.language);
        let shape = paint(mark.shape(), mark.colour(), style);
        let reason = t!(
            "check.card.reason",
            locale = style.language,
            word = word,
            why = why
        );
        let line = wrap(&reason, "    ", "    ");
        out += &format!("{shape} {}", line.trim_start());
    }
    out
}

/// A heading and a list; nothing where the list is empty.
pub fn section(title: &str, texts: &[String], style: Style) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let mut out = heading(title, style);
    for text in texts {
        out += &wrap(text, "  - ", "    ");
    }
    out
}

fn heading(title: &str, style: Style) -> String {
    format!("\n{}\n", paint(title, "\u{1b}[1m", style))
}

fn paint(text: &str, colour: &str, style: Style) -> String {
    if style.colour {
        format!("{colour}{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
