//! What sort of file it is: by its first bytes, and where those don't tell, by its name.

/// The media type of a file that begins with these bytes and is called so.
///
/// Sixteen bytes are enough; the name counts only where they say nothing.
#[must_use]
pub fn media_type(first_bytes: &[u8], name: &str) -> &'static str {
    let begins: [(&[u8], &'static str); 6] = [
        (b"%PDF-", "application/pdf"),
        (b"\xFF\xD8\xFF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF8", "image/gif"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
    ];
    let by_bytes = begins
        .iter()
        .find(|(begin, _)| first_bytes.starts_with(begin));
    if let Some((_, found)) = by_bytes {
        return found;
    }
    match (first_bytes.get(..4), first_bytes.get(8..12)) {
        (Some(b"RIFF"), Some(b"WEBP")) => return "image/webp",
        (Some(_), Some(brand)) if first_bytes.get(4..8) == Some(b"ftyp") => match brand {
            b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => return "image/heic",
            b"avif" => return "image/avif",
            _ => {}
        },
        _ => {}
    }
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("txt") => "text/plain",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("hwp" | "hwpx") => "application/x-hwp",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_decide_and_a_name_only_where_they_say_nothing() {
        let table: [(&[u8], &str, &str); 9] = [
            (b"%PDF-1.7", "scan.jpg", "application/pdf"),
            (b"\xFF\xD8\xFF\xE0rest", "card.pdf", "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n", "x", "image/png"),
            (b"\0\0\0\x18ftypheic", "IMG_1.HEIC", "image/heic"),
            (b"RIFF\0\0\0\0WEBP", "x", "image/webp"),
            (b"plain words", "note.TXT", "text/plain"),
            (b"plain words", "note.pdf", "application/octet-stream"),
            (b"", "", "application/octet-stream"),
            (b"ftyp", ".", "application/octet-stream"),
        ];
        for (bytes, name, expected) in table {
            assert_eq!(media_type(bytes, name), expected, "{name}");
        }
    }
}
