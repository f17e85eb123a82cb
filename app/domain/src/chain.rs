//! The chain that makes a case's history tamper-evident.
//!
//! Each event is represented by a commitment, the SHA-256 of a random salt and its canonical
//! plaintext. A link covers the link before it and the commitment, so a history can be verified
//! without being read, and an erased case still verifies as a chain.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};

/// Length of a salt in bytes.
pub const SALT_LENGTH: usize = 16;

/// A link or a commitment.
pub type Hash = [u8; 32];

/// What stands before the first event.
pub const GENESIS: Hash = [0; 32];

/// The commitment to one event.
pub fn commitment(salt: &[u8], plaintext: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"weiquan event v1");
    hasher.update((salt.len() as u64).to_be_bytes());
    hasher.update(salt);
    hasher.update(plaintext);
    hasher.finalize().into()
}

/// The link of one event: everything that is stored beside its content.
pub fn link(
    previous: &[u8],
    version: u32,
    at: DateTime<Utc>,
    kind: &str,
    actor: &str,
    commitment: &[u8],
) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"weiquan link v1");
    let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let parts: [&[u8]; 6] = [
        previous,
        &version.to_be_bytes(),
        at.as_bytes(),
        kind.as_bytes(),
        actor.as_bytes(),
        commitment,
    ];
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::{GENESIS, commitment, link};
    use chrono::DateTime;

    #[test]
    fn every_part_of_a_link_counts() {
        let at = DateTime::UNIX_EPOCH;
        let event = commitment(b"salt", b"content");
        let base = link(&GENESIS, 1, at, "registered", "{}", &event);
        assert_ne!(base, link(&event, 1, at, "registered", "{}", &event));
        assert_ne!(base, link(&GENESIS, 2, at, "registered", "{}", &event));
        assert_ne!(
            base,
            link(
                &GENESIS,
                1,
                at + chrono::TimeDelta::microseconds(1),
                "registered",
                "{}",
                &event
            )
        );
        assert_ne!(base, link(&GENESIS, 1, at, "accepted", "{}", &event));
        assert_ne!(base, link(&GENESIS, 1, at, "registered", "[]", &event));
        assert_ne!(
            base,
            link(
                &GENESIS,
                1,
                at,
                "registered",
                "{}",
                &commitment(b"tlas", b"content")
            )
        );
    }

    #[test]
    fn a_salt_cannot_be_moved_into_the_content() {
        assert_ne!(commitment(b"ab", b"c"), commitment(b"a", b"bc"));
    }
}
