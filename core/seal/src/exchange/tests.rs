use super::*;
use crate::error::SealError;
use crate::ids::{ActorId, ChainId, Hash, Mark};
use crate::keys::SigningSecret;

fn frames() -> Vec<Frame> {
    let mark = Mark {
        actor: ActorId::from_bytes([2; 32]),
        sequence: 3,
        hash: Hash::NONE,
    };
    let end = SyncEnd {
        generation: 1,
        token: [4; 16],
        cursors: Vec::new(),
        more: false,
    };
    vec![
        Frame::Head(vec![1, 2]),
        Frame::Entry(vec![3]),
        Frame::Envelope(Vec::new()),
        Frame::Bytes(vec![5; 40]),
        Frame::Accepted(vec![7; 300]),
        Frame::Stored {
            stream: ChainId::from_bytes([1; 32]),
            mark,
        },
        Frame::Refused(Refusal {
            item: Hash::NONE,
            code: RefusalCode::GAP,
        }),
        Frame::FeedEntry {
            entry: vec![1],
            acceptance: vec![2],
        },
        Frame::FeedEnvelope(vec![9]),
        Frame::End(end),
    ]
}

#[test]
fn frames_come_back_however_the_stream_is_cut() {
    let mut bytes = Vec::new();
    frames()
        .iter()
        .for_each(|frame| write_frame(&mut bytes, frame));
    for piece in [1, 2, 7, 64, bytes.len()] {
        let mut reader = FrameReader::default();
        let mut read = Vec::new();
        for part in bytes.chunks(piece) {
            reader.feed(part);
            while let Some(frame) = reader.next_frame().unwrap() {
                read.push(frame);
            }
        }
        assert_eq!(read, frames(), "cut every {piece} bytes");
        assert_eq!(reader.pending(), 0);
    }
}

#[test]
fn an_unknown_frame_is_skipped_and_a_huge_one_refused_before_it_arrives() {
    let mut bytes = vec![2, 0, 0, 0, 99, 1, 2];
    write_frame(&mut bytes, &Frame::Entry(vec![3]));
    let mut reader = FrameReader::default();
    reader.feed(&bytes);
    assert_eq!(reader.next_frame(), Ok(Some(Frame::Entry(vec![3]))));
    reader.feed(&[255, 255, 255, 255, 3]);
    assert_eq!(reader.next_frame(), Err(SealError::TooLarge("frame")));
}

#[test]
fn a_request_is_signed_for_its_path_its_token_and_its_question() {
    let device = SigningSecret::from_bytes([1; 32]);
    let server = SigningSecret::from_bytes([2; 32]).server_id();
    let ask = SyncAsk {
        cursors: Vec::new(),
        own: false,
    };
    let head = RequestHead::sign(path::SYNC, server, [5; 16], &ask, &device);
    let bytes = head.to_bytes();
    assert_eq!(
        RequestHead::from_bytes(&bytes, path::SYNC)
            .unwrap()
            .question(),
        Ok(ask)
    );
    let elsewhere = RequestHead::from_bytes(&bytes, path::INVITE);
    assert_eq!(elsewhere, Err(SealError::BadSignature("request")));
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(
            RequestHead::from_bytes(&changed, path::SYNC).is_err(),
            "byte {at}"
        );
    }
}
