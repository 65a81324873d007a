//! One conversation with a server: heads that are signed, tokens that are used once.

use crate::error::CompanionError;
use crate::groups::own_identity;
use crate::profile::Profile;
use crate::settings::{self, KnownServer};
use crate::transport::{Transport, TransportError};
use dodam_seal::SigningSecret;
use dodam_seal::encoding::{decode, encode};
use dodam_seal::exchange::{Frame, RequestHead, Token, Welcome, write_frame};
use minicbor::{Decode, Encode};

/// One conversation with the server this device enrolled at.
pub(crate) struct Session<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) transport: Transport,
    pub(crate) server: KnownServer,
    pub(crate) device: SigningSecret,
}

impl<'a> Session<'a> {
    pub(crate) fn open(profile: &'a Profile) -> Result<Self, CompanionError> {
        let (server, device) = profile.read(|tx| {
            let server = settings::server(tx)?;
            let device = own_identity(tx)?.signing;
            Ok::<_, CompanionError>((server, device))
        })?;
        let server = server.ok_or_else(|| CompanionError::rejected("not_enrolled"))?;
        let transport = Transport::new(&server.url)?;
        Ok(Self {
            profile,
            transport,
            server,
            device,
        })
    }

    /// Asks a small question and keeps the next token; a stale token is renewed once.
    pub(crate) async fn ask<Q, A>(&self, path: &str, question: &Q) -> Result<A, CompanionError>
    where
        Q: Encode<()>,
        A: for<'b> Decode<'b, ()> + Encode<()> + HasToken,
    {
        self.ask_with_body(path, question, &[]).await
    }

    /// As [`Self::ask`], with frames after the question.
    pub(crate) async fn ask_with_body<Q, A>(
        &self,
        path: &str,
        question: &Q,
        frames: &[Frame],
    ) -> Result<A, CompanionError>
    where
        Q: Encode<()>,
        A: for<'b> Decode<'b, ()> + Encode<()> + HasToken,
    {
        let server = self.profile.read(settings::server)?;
        let token = server.map_or([0; 16], |server| server.token);
        let answer: A = match self.answer(token, path, question, frames).await {
            Err(TransportError::Problem {
                code,
                token: Some(fresh),
            }) if code == "stale_token" => {
                // An older copy shows an older token: the next sync finds out.
                self.profile
                    .write(|tx| settings::set_looks_back(tx, true))?;
                self.answer(fresh, path, question, frames).await?
            }
            other => other?,
        };
        let token = answer.token();
        self.profile.write(|tx| settings::set_token(tx, &token))?;
        Ok(answer)
    }

    pub(crate) async fn answer<Q, A>(
        &self,
        token: Token,
        path: &str,
        question: &Q,
        frames: &[Frame],
    ) -> Result<A, TransportError>
    where
        Q: Encode<()>,
        A: for<'b> Decode<'b, ()> + Encode<()>,
    {
        let mut body = self.head(token, path, question);
        frames
            .iter()
            .for_each(|frame| write_frame(&mut body, frame));
        let reply = self.transport.post(path, body).await?;
        decode(&reply, 1 << 20, "reply").map_err(|_| TransportError::Unexpected)
    }

    pub(crate) fn head<Q: Encode<()>>(&self, token: Token, path: &str, question: &Q) -> Vec<u8> {
        let head = RequestHead::sign(path, self.server.id, token, question, &self.device);
        let mut body = Vec::new();
        write_frame(&mut body, &Frame::Head(encode(&head)));
        body
    }
}

/// Replies that bring the next token.
pub(crate) trait HasToken {
    fn token(&self) -> Token;
}

impl HasToken for Welcome {
    fn token(&self) -> Token {
        self.token
    }
}

impl HasToken for dodam_seal::exchange::Invited {
    fn token(&self) -> Token {
        self.token
    }
}

impl HasToken for dodam_seal::exchange::AttachmentPiece {
    fn token(&self) -> Token {
        self.token
    }
}
