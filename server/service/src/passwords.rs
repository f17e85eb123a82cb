//! Passwords: Argon2id with a bound on how many are checked at once.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::second_factor::CHARACTERS;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::Failure;
use crate::ports::Random;
use crate::trouble::Trouble;

/// Memory of one check in KiB (46 MiB).
const MEMORY_KIB: u32 = 47_104;
/// Checks at the same time; more wait.
const AT_ONCE: usize = 2;
/// How long a check may wait for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// A first password, to be read out and typed: three groups of four characters, 60 bits.
pub(crate) fn initial(random: &dyn Random) -> String {
    let mut bytes = [0; 12];
    random.fill(&mut bytes);
    let mut password = String::with_capacity(14);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            password.push('-');
        }
        let character = CHARACTERS.get(usize::from(byte % 32)).copied();
        password.push(char::from(character.unwrap_or(b'2')));
    }
    password
}

pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    random: Arc<dyn Random>,
}

impl Passwords {
    pub(crate) fn new(random: Arc<dyn Random>) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            random,
        }
    }

    /// Hashes a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Trouble> {
        let mut salt = [0; 16];
        self.random.fill(&mut salt);
        let password = password.to_owned();
        self.in_turn(move || {
            let hash = hasher()?
                .hash_password_with_salt(password.as_bytes(), &salt)
                .ok()?;
            Some(hash.to_string())
        })
        .await?
        .ok_or(Trouble::Broken("password cannot be hashed"))
    }

    /// Checks a password. Without a stored hash the same work is done against nothing, so that an
    /// unknown name takes as long as a wrong password.
    pub(crate) async fn verify(
        &self,
        password: &str,
        stored: Option<&str>,
    ) -> Result<bool, Trouble> {
        let password = password.to_owned();
        let stored = stored.map(str::to_owned);
        self.in_turn(move || {
            let Some(argon2) = hasher() else { return false };
            if let Some(Ok(hash)) = stored.as_deref().map(PasswordHash::new) {
                return argon2.verify_password(password.as_bytes(), &hash).is_ok();
            }
            drop(argon2.hash_password_with_salt(password.as_bytes(), &[0; 16]));
            false
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let busy = || Trouble::Told(Failure::TooMany { retry_after: 10 });
        let turn = timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        done.await
            .map_err(|_| Trouble::Broken("password check ended early"))
    }
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, 1, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
