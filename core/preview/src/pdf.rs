//! The text of a PDF.

use crate::MAX_TEXT_BYTES;
use hayro_cmap::BfString;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath, Point, Rect};

/// More pages than this have more text than is searched.
const MAX_PAGES: usize = 200;

pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let cache = InterpreterCache::new();
    let mut found = Text::default();
    for page in pdf.pages().iter().take(MAX_PAGES) {
        let nowhere = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, nowhere, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut found);
        found.end_line();
        if found.text.len() > MAX_TEXT_BYTES {
            break;
        }
    }
    Some(found.text)
}

/// Collects letters where a page would be drawn.
#[derive(Default)]
struct Text {
    text: String,
    /// Where the last letter stood, and how large it was.
    last: Option<(Point, f64)>,
}

impl Text {
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.last = None;
    }

    /// Letters on another line, or far apart on one, belong to different words.
    fn put(&mut self, letters: &str, at: Point, size: f64) {
        if let Some((last, last_size)) = self.last {
            let size = size.max(last_size).max(0.1);
            if (at.y - last.y).abs() > size * 0.5 {
                self.end_line();
            } else if at.x < last.x || at.x - last.x > size * 1.6 {
                self.text.push(' ');
            }
        }
        self.text.push_str(letters);
        self.last = Some((at, size));
    }
}

impl Device<'_> for Text {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        if self.text.len() > MAX_TEXT_BYTES {
            return;
        }
        for glyph in run.glyphs() {
            let letters = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => continue,
            };
            let transform = props.transform * glyph.transform();
            let origin = transform * Point::ZERO;
            let up = transform * Point::new(0.0, 1000.0);
            self.put(&letters, origin, (up - origin).hypot());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: &[u8] = include_bytes!("../../../tests/fixtures/papers/synthetic-test-result.pdf");

    #[test]
    fn a_pdf_gives_its_text_in_every_script_a_line_each() {
        let found = text(PAPER).unwrap();
        let lines: Vec<&str> = found.lines().collect();
        assert_eq!(
            lines,
            [
                "synthetic test result",
                "합성 검사 결과",
                "Made for Dodam. Nobody was examined."
            ]
        );
    }

    #[test]
    fn a_cut_or_changed_pdf_gives_what_it_can_and_never_fails() {
        for end in (0..PAPER.len()).step_by(17) {
            let _ = crate::text("application/pdf", &PAPER[..end]);
        }
        for at in 0..PAPER.len() {
            let mut changed = PAPER.to_vec();
            changed[at] ^= 0x15;
            let _ = crate::text("application/pdf", &changed);
        }
    }

    #[test]
    fn deeply_nested_brackets_end_nothing() {
        let nested = format!(
            "%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer",
            "[".repeat(1 << 20)
        );
        let _ = crate::text("application/pdf", nested.as_bytes());
        let nested = PAPER
            .to_vec()
            .into_iter()
            .chain("<</A".repeat(1 << 18).into_bytes())
            .collect::<Vec<u8>>();
        let _ = crate::text("application/pdf", &nested);
    }
}
