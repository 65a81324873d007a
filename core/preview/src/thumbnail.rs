//! A small picture of a picture.

use crate::{MAX_FILE_BYTES, unless_it_panics};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use std::io::Cursor;

/// The longer side of a thumbnail, in pixels.
pub const THUMBNAIL_PIXELS: u32 = 320;
/// A camera of 48 megapixels, three bytes each; a larger picture is left to the platform.
const MAX_DECODED_BYTES: u64 = 160 << 20;
const MAX_SIDE: u32 = 20_000;
const JPEG_QUALITY: u8 = 75;

/// A JPEG of at most [`THUMBNAIL_PIXELS`] a side, upright, made from a JPEG or a PNG.
#[must_use]
pub fn thumbnail(media_type: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let readable = matches!(media_type, "image/jpeg" | "image/png");
    if !readable || bytes.len() as u64 > MAX_FILE_BYTES {
        return None;
    }
    unless_it_panics(|| made_from(bytes))
}

fn made_from(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let whole = DynamicImage::from_decoder(decoder).ok()?;
    let mut small = whole.thumbnail(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS);
    drop(whole);
    small.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY);
    small.to_rgb8().write_with_encoder(encoder).ok()?;
    Some(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgb, RgbImage};

    /// A picture whose left half is dark and whose right half is light.
    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let half = |x: u32| if x < width / 2 { 20 } else { 230 };
        let picture = RgbImage::from_fn(width, height, |x, _| Rgb([half(x); 3]));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// Adds the orientation that a phone held upright writes: turn to the right to see it.
    fn turned(jpeg: &[u8]) -> Vec<u8> {
        let tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let length = u16::try_from(2 + 6 + tiff.len()).unwrap().to_be_bytes();
        let exif = [&b"\xFF\xE1"[..], &length, b"Exif\0\0", tiff].concat();
        [&jpeg[..2], &exif, &jpeg[2..]].concat()
    }

    fn opened(jpeg: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg)
            .unwrap()
            .to_rgb8()
    }

    #[test]
    fn a_picture_is_made_small_and_keeps_its_shape() {
        for (kind, format) in [
            ("image/jpeg", ImageFormat::Jpeg),
            ("image/png", ImageFormat::Png),
        ] {
            let small = thumbnail(kind, &picture(1600, 800, format)).unwrap();
            assert!(small.len() < 20_000, "{} bytes", small.len());
            let small = opened(&small);
            assert_eq!(small.dimensions(), (320, 160));
            assert!(small[(10, 80)][0] < 60 && small[(310, 80)][0] > 200);
        }
    }

    #[test]
    fn a_photo_taken_upright_is_shown_upright() {
        let jpeg = turned(&picture(1600, 800, ImageFormat::Jpeg));
        let small = opened(&thumbnail("image/jpeg", &jpeg).unwrap());
        assert_eq!(small.dimensions(), (160, 320));
        assert!(small[(80, 10)][0] < 60 && small[(80, 310)][0] > 200);
    }

    #[test]
    fn what_is_no_picture_or_too_large_has_none() {
        assert_eq!(thumbnail("application/pdf", b"%PDF-1.4"), None);
        assert_eq!(thumbnail("image/jpeg", b"\xFF\xD8\xFF cut"), None);
        let png = picture(40, 40, ImageFormat::Png);
        assert_eq!(thumbnail("image/png", &png[..png.len() / 2]), None);
        // A header that claims 4 billion pixels and has none.
        let mut claims = png.clone();
        claims[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
        assert_eq!(thumbnail("image/png", &claims), None);
    }

    #[test]
    fn a_changed_byte_gives_a_picture_or_none_and_no_panic_gets_out() {
        let jpeg = picture(64, 64, ImageFormat::Jpeg);
        for at in (0..jpeg.len()).step_by(5) {
            let mut changed = jpeg.clone();
            changed[at] ^= 0x55;
            let _ = thumbnail("image/jpeg", &changed);
        }
    }
}
