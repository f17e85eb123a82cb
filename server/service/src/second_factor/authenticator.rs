//! Secrets that a person's authenticator shares with the service (RFC 6238: SHA-1, six digits,
//! thirty seconds, which is what every authenticator knows).

use chrono::{DateTime, Utc};
use domain::second_factor::{DIGITS, SECRET_BYTES, STEP_SECONDS, TOLERANCE};
use domain::view::ProposedSecret;
use totp_rs::{Algorithm, Builder, Secret, Totp};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::Services;
use crate::trouble::Trouble;
use crate::vault::Place;

/// Who the codes are for, as authenticators list it.
const ISSUER: &str = "维权通";

/// A shared secret.
pub(super) struct Authenticator(Totp);

impl Authenticator {
    /// A new secret for the account with this staff number.
    pub(super) fn generate(services: &Services, number: &str) -> Result<Self, Trouble> {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        services.random().fill(bytes.as_mut());
        Self::of(*bytes, number)
    }

    fn of(bytes: [u8; SECRET_BYTES], number: &str) -> Result<Self, Trouble> {
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(u8::try_from(DIGITS).unwrap_or(6))
            .with_step_duration(STEP_SECONDS)
            .with_skew(TOLERANCE)
            .with_issuer(Some(ISSUER))
            .with_account_name(number)
            .with_secret(Secret::new_stack(bytes))
            .build();
        totp.map(Self)
            .map_err(|_| Trouble::Broken("secret of an authenticator"))
    }

    /// Opens what [`seal`](Self::seal) sealed for this account.
    pub(super) fn open(
        services: &Services,
        account: Uuid,
        number: &str,
        sealed: &[u8],
    ) -> Result<Self, Trouble> {
        let bytes = services.vault().factors().open(place(&account), sealed)?;
        let bytes = bytes.as_slice().try_into();
        let broken = |_| Trouble::Broken("secret of an authenticator");
        Self::of(bytes.map_err(broken)?, number)
    }

    /// The secret as it is stored.
    pub(super) fn seal(&self, services: &Services, account: Uuid) -> Vec<u8> {
        let (key, random) = (services.vault().factors(), services.random());
        key.seal(place(&account), self.0.secret().as_bytes(), &**random)
    }

    /// What the person takes over.
    pub(super) fn shown(&self) -> Result<ProposedSecret, Trouble> {
        let address = self.0.to_url();
        Ok(ProposedSecret {
            secret: self.0.secret().to_base32(),
            address: address.map_err(|_| Trouble::Broken("address of an authenticator"))?,
        })
    }

    /// The step of which these six digits are the code, if it is one of those around `now`. The
    /// digits are compared in a time that does not depend on them.
    pub(super) fn step(&self, digits: &str, now: DateTime<Utc>) -> Option<u64> {
        let seconds = u64::try_from(now.timestamp()).ok()?;
        self.0.check(digits, seconds)
    }
}

fn place(account: &Uuid) -> Place<'_> {
    Place {
        table: "second_factor",
        row: account.as_bytes(),
        column: "sealed",
        version: 0,
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::Authenticator;

    /// The secret of RFC 6238, appendix B; its codes there have eight digits, of which these are
    /// the last six.
    #[test]
    fn the_codes_are_those_of_the_standard_and_hold_for_a_step_on_either_side() {
        let authenticator = Authenticator::of(*b"12345678901234567890", "A1")
            .ok()
            .unwrap();
        let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let step = u64::try_from(seconds / 30).unwrap();
            for (other, found) in [
                (-60, false),
                (-30, true),
                (0, true),
                (30, true),
                (60, false),
            ] {
                let expected = found.then_some(step);
                let known = authenticator.step(code, at(seconds + other));
                assert_eq!(known, expected, "{code} {other}");
            }
        }
        assert_eq!(authenticator.step("000000", at(59)), None);
        assert_eq!(authenticator.step("+87082", at(59)), None);
    }

    #[test]
    fn the_address_says_whose_code_it_is() {
        let authenticator = Authenticator::of(*b"12345678901234567890", "H-001")
            .ok()
            .unwrap();
        let shown = authenticator.shown().ok().unwrap();
        assert_eq!(shown.secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(
            shown.address.starts_with("otpauth://totp/%E7%BB%B4"),
            "{}",
            shown.address
        );
        assert!(
            shown.address.contains(":H-001?") || shown.address.contains(":H%2D001?"),
            "{}",
            shown.address
        );
    }
}
