//! Proof of work: while very many file at once, each filing has to cost its sender something,
//! whoever and from wherever it is. A programme computes; a person without a script waits.
//!
//! A challenge carries everything that is known of it, signed, so that none is stored before it is
//! spent. A proof is the challenge, a colon, and anything that makes the SHA-256 of the whole begin
//! with as many zero bits as the challenge says.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use domain::view::Failure;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::trouble::Trouble;
use crate::{Answer, Services};

/// Minutes for which a challenge is good.
const GOOD_MINUTES: i64 = 10;
/// Seconds a person waits instead of computing.
pub const WAIT_SECONDS: u32 = 20;
/// What the signature is for.
const PURPOSE: &str = "proof of work";
/// Seconds, bits, and something nobody guesses.
const LENGTH: usize = 8 + 1 + 16;
/// Longest proof that is looked at.
const LONGEST: usize = 200;

/// Something to be worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Challenge {
    /// The beginning of the proof.
    pub challenge: String,
    /// Zero bits with which the hash has to begin.
    pub difficulty: u8,
    /// When it is worth nothing any more.
    pub expires_at: DateTime<Utc>,
}

/// What a signed challenge says of itself.
#[derive(Debug, PartialEq, Eq)]
struct Stated {
    issued_at: DateTime<Utc>,
    difficulty: u8,
}

impl Stated {
    fn expires_at(&self) -> DateTime<Utc> {
        self.issued_at + TimeDelta::minutes(GOOD_MINUTES)
    }
}

/// A new challenge.
pub fn challenge(services: &Services, difficulty: u8) -> Challenge {
    let now = services.now();
    let mut bytes = Vec::with_capacity(LENGTH);
    bytes.extend(now.timestamp().to_be_bytes());
    bytes.push(difficulty);
    let mut salt = [0; 16];
    services.random().fill(&mut salt);
    bytes.extend(salt);
    let signature = services.vault().derived_token(PURPOSE, &bytes);
    Challenge {
        challenge: format!("{}.{signature}", BASE64URL_NOPAD.encode(&bytes)),
        difficulty,
        expires_at: now + TimeDelta::minutes(GOOD_MINUTES),
    }
}

/// Takes a proof, once.
///
/// # Errors
/// [`Failure::Expired`] for a proof that is none, is over or was used before.
pub async fn spend(services: &Services, proof: &str) -> Answer<()> {
    let taken = async {
        let proof = Some(proof).filter(|proof| proof.len() <= LONGEST);
        let (challenge, _) = proof
            .and_then(|proof| proof.rsplit_once(':'))
            .ok_or(Failure::Expired)?;
        let stated = read(services, challenge).ok_or(Failure::Expired)?;
        if zero_bits(proof.unwrap_or_default()) < u32::from(stated.difficulty) {
            return Err(Failure::Expired.into());
        }
        use_up(services, challenge, &stated).await
    };
    services.answer(taken.await)
}

/// Takes a challenge that somebody waited with, once.
///
/// # Errors
/// [`Failure::TooMany`] with the seconds that are left to wait; [`Failure::Expired`] for a
/// challenge that is none, is over or was used before.
pub async fn spend_waited(services: &Services, challenge: &str) -> Answer<()> {
    let taken = async {
        let stated = read(services, challenge).ok_or(Failure::Expired)?;
        let waited = services.now() - stated.issued_at;
        let left = i64::from(WAIT_SECONDS) - waited.num_seconds();
        if let Ok(retry_after @ 1..) = u32::try_from(left) {
            return Err(Failure::TooMany { retry_after }.into());
        }
        use_up(services, challenge, &stated).await
    };
    services.answer(taken.await)
}

fn read(services: &Services, challenge: &str) -> Option<Stated> {
    let (stated, signature) = challenge.split_once('.')?;
    let bytes = BASE64URL_NOPAD.decode(stated.as_bytes()).ok()?;
    if signature != services.vault().derived_token(PURPOSE, &bytes) {
        return None;
    }
    let (seconds, rest) = bytes.split_first_chunk::<8>()?;
    let stated = Stated {
        issued_at: DateTime::from_timestamp(i64::from_be_bytes(*seconds), 0)?,
        difficulty: *rest.first()?,
    };
    (services.now() < stated.expires_at()).then_some(stated)
}

fn zero_bits(proof: &str) -> u32 {
    let hash = Sha256::digest(proof.as_bytes());
    let zeros = hash.iter().take_while(|byte| **byte == 0).count();
    let next = hash.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).unwrap_or_default() * 8 + next
}

async fn use_up(services: &Services, challenge: &str, stated: &Stated) -> Result<(), Trouble> {
    let hash = Sha256::digest(challenge.as_bytes()).to_vec();
    let expires_at = stated.expires_at();
    let work = services
        .database()
        .write(move |tx| Box::pin(async move { tx.spent_proofs().spend(&hash, expires_at).await }));
    if work.await? {
        Ok(())
    } else {
        Err(Failure::Expired.into())
    }
}
