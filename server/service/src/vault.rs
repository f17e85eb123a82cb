//! Keys and sealed data.
//!
//! One master key outside the database, from it one key per purpose. Each case has a data key of
//! its own, wrapped by the key-encryption key and stored with the case: deleting it erases the
//! case. Every sealed value is bound to its place (table, row, column, version), so it cannot be
//! moved. Look-ups by phone, name and code use keyed hashes of the normalised value.

mod frame;

pub(crate) use frame::{FileKey, FrameWriter, opened};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use domain::value::Receipt;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::ports::Random;

const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;
/// What the hash of a one-time code is for.
const ONE_TIME_CODE: &[u8] = b"one-time code";

/// The master key, as the key file holds it.
pub struct Keys(Zeroizing<[u8; KEY_LENGTH]>);

/// A key file that holds no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key file must hold 64 hexadecimal digits")]
pub struct NotAKey;

impl Keys {
    /// A new master key.
    pub fn generate(random: &dyn Random) -> Self {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        random.fill(key.as_mut());
        Self(key)
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    /// [`NotAKey`] unless it holds 64 hexadecimal digits.
    pub fn from_text(text: &str) -> Result<Self, NotAKey> {
        let bytes = Zeroizing::new(
            HEXLOWER_PERMISSIVE
                .decode(text.trim().as_bytes())
                .map_err(|_| NotAKey)?,
        );
        let key: [u8; KEY_LENGTH] = bytes.as_slice().try_into().map_err(|_| NotAKey)?;
        Ok(Self(Zeroizing::new(key)))
    }

    /// The text for a key file.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(HEXLOWER_PERMISSIVE.encode(self.0.as_ref()))
    }

    fn derive(&self, purpose: &str) -> Zeroizing<[u8; KEY_LENGTH]> {
        derive(self.0.as_ref(), purpose)
    }
}

fn derive(secret: &[u8], purpose: &str) -> Zeroizing<[u8; KEY_LENGTH]> {
    let mut key = Zeroizing::new([0; KEY_LENGTH]);
    // Thirty-two bytes are far below the limit of HKDF, so expansion cannot fail.
    let expanded = Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), key.as_mut());
    debug_assert!(expanded.is_ok());
    key
}

/// Sealed bytes that cannot be opened: wrong key, wrong place, or altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed data cannot be opened")]
pub struct Unsealable;

/// Where a sealed value stands. It opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Table.
    pub table: &'a str,
    /// Row.
    pub row: &'a [u8],
    /// Column.
    pub column: &'a str,
    /// Version of the row, 0 where rows have none.
    pub version: u32,
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        for part in [
            self.table.as_bytes(),
            self.row,
            self.column.as_bytes(),
            &self.version.to_be_bytes(),
        ] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        bytes
    }
}

/// A key that seals and opens.
#[derive(Clone)]
pub struct SealingKey(Zeroizing<[u8; KEY_LENGTH]>);

impl SealingKey {
    /// Seals a value for its place: nonce, ciphertext and tag.
    pub fn seal(&self, place: Place<'_>, plaintext: &[u8], random: &dyn Random) -> Vec<u8> {
        let mut nonce = [0; NONCE_LENGTH];
        random.fill(&mut nonce);
        let payload = Payload {
            msg: plaintext,
            aad: &place.bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .unwrap_or_default();
        let mut bytes = Vec::with_capacity(NONCE_LENGTH + sealed.len());
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        bytes
    }

    /// Opens a value at its place.
    ///
    /// # Errors
    /// [`Unsealable`] for another key, another place or altered bytes.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unsealable> {
        let (nonce, ciphertext) = sealed
            .split_first_chunk::<NONCE_LENGTH>()
            .ok_or(Unsealable)?;
        let payload = Payload {
            msg: ciphertext,
            aad: &place.bytes(),
        };
        let plaintext = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        plaintext.map(Zeroizing::new).map_err(|_| Unsealable)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.0))
    }
}

/// What a value is looked up by. The name is part of the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// Whole telephone number.
    Phone,
    /// Last four digits of a telephone number.
    PhoneTail,
    /// Name of a person.
    Name,
    /// Name of a business.
    Business,
    /// Unified social credit code.
    CreditCode,
    /// What tells a row of another register from all others.
    Origin,
    /// Code with which an unsent filing goes on elsewhere, and the digits that belong to it.
    DraftCode,
}

impl Lookup {
    /// Name in storage.
    pub fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::PhoneTail => "phone_tail",
            Self::Name => "name",
            Self::Business => "business",
            Self::CreditCode => "credit_code",
            Self::Origin => "origin",
            Self::DraftCode => "draft_code",
        }
    }
}

/// Seals, opens, hashes.
pub struct Vault {
    wrapping: SealingKey,
    drafts: SealingKey,
    forms: SealingKey,
    links: SealingKey,
    queries: SealingKey,
    tables: SealingKey,
    businesses: SealingKey,
    trail: SealingKey,
    factors: SealingKey,
    lookups: Zeroizing<[u8; KEY_LENGTH]>,
    receipts: Zeroizing<[u8; KEY_LENGTH]>,
    tokens: Zeroizing<[u8; KEY_LENGTH]>,
    search: Zeroizing<[u8; KEY_LENGTH]>,
}

impl Vault {
    /// A vault of this master key.
    pub fn new(keys: &Keys) -> Self {
        Self {
            wrapping: SealingKey(keys.derive("weiquan wrap v1")),
            drafts: SealingKey(keys.derive("weiquan draft v1")),
            forms: SealingKey(keys.derive("weiquan form v1")),
            links: SealingKey(keys.derive("weiquan link v1")),
            queries: SealingKey(keys.derive("weiquan query v1")),
            tables: SealingKey(keys.derive("weiquan table v1")),
            businesses: SealingKey(keys.derive("weiquan business v1")),
            trail: SealingKey(keys.derive("weiquan trail v1")),
            factors: SealingKey(keys.derive("weiquan factor v1")),
            lookups: keys.derive("weiquan lookup v1"),
            receipts: keys.derive("weiquan receipt v1"),
            tokens: keys.derive("weiquan token v1"),
            search: keys.derive("weiquan search v1"),
        }
    }

    /// A data key for a new case, and the same key wrapped for storage.
    pub fn new_case_key(&self, case_id: Uuid, random: &dyn Random) -> (SealingKey, Vec<u8>) {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        random.fill(key.as_mut());
        let wrapped = self
            .wrapping
            .seal(wrap_place(&case_id), key.as_ref(), random);
        (SealingKey(key), wrapped)
    }

    /// The data key of a case.
    ///
    /// # Errors
    /// [`Unsealable`] when the wrapped key belongs to another case or master key.
    pub fn case_key(&self, case_id: Uuid, wrapped: &[u8]) -> Result<SealingKey, Unsealable> {
        let key = self.wrapping.open(wrap_place(&case_id), wrapped)?;
        let key: [u8; KEY_LENGTH] = key.as_slice().try_into().map_err(|_| Unsealable)?;
        Ok(SealingKey(Zeroizing::new(key)))
    }

    /// Key of draft rows.
    pub fn drafts(&self) -> &SealingKey {
        &self.drafts
    }

    /// Key of form rows.
    pub fn forms(&self) -> &SealingKey {
        &self.forms
    }

    /// Key of cookies that carry a sealed reference.
    pub fn links(&self) -> &SealingKey {
        &self.links
    }

    /// Key of stored queries.
    pub fn queries(&self) -> &SealingKey {
        &self.queries
    }

    /// Key of tables of cases that come and go.
    pub fn tables(&self) -> &SealingKey {
        &self.tables
    }

    /// Key of the register of businesses.
    pub fn businesses(&self) -> &SealingKey {
        &self.businesses
    }

    /// Key of the trail of the administration.
    pub fn trail(&self) -> &SealingKey {
        &self.trail
    }

    /// Key of the secrets of second factors.
    pub fn factors(&self) -> &SealingKey {
        &self.factors
    }

    /// Hashes the keys of the text index.
    pub fn search_hasher(&self) -> SearchHasher {
        SearchHasher(new_mac(self.search.as_ref()))
    }

    /// A key that only the holder of an idempotency key can name.
    pub fn idempotency(&self, key: &str) -> SealingKey {
        let secret = mac(self.tokens.as_ref(), &[b"idempotency", key.as_bytes()]);
        SealingKey(derive(&secret, "weiquan idempotency v1"))
    }

    /// Keyed hash of a normalised value.
    pub fn lookup(&self, kind: Lookup, value: &str) -> Vec<u8> {
        mac(
            self.lookups.as_ref(),
            &[kind.code().as_bytes(), value.as_bytes()],
        )
        .to_vec()
    }

    /// Keyed hash of a receipt.
    pub fn receipt(&self, bytes: &[u8]) -> Vec<u8> {
        mac(self.receipts.as_ref(), &[bytes]).to_vec()
    }

    /// Keyed hash of a one-time code, for this request alone.
    pub fn one_time_code(&self, request: &Uuid, code: &str) -> Vec<u8> {
        mac(
            self.tokens.as_ref(),
            &[ONE_TIME_CODE, request.as_bytes(), code.as_bytes()],
        )
        .to_vec()
    }

    /// Whether a code is the one of a hash, in a time that does not depend on either. Without a
    /// hash the same work says no.
    pub fn is_one_time_code(&self, request: &Uuid, code: &str, hash: Option<&[u8]>) -> bool {
        let parts = [ONE_TIME_CODE, request.as_bytes(), code.as_bytes()];
        new_mac(self.tokens.as_ref()).is_some_and(|mut mac| {
            feed(&mut mac, &parts);
            mac.verify_slice(hash.unwrap_or(&[0; 32])).is_ok() && hash.is_some()
        })
    }

    /// The code of a link that opens a case. It can be made again from the link, so that it is
    /// never stored; it has the form of a receipt and opens the same page.
    pub fn link_code(&self, link: Uuid) -> Receipt {
        let mac = mac(self.tokens.as_ref(), &[b"case link", link.as_bytes()]);
        Receipt::from_bytes(*mac.first_chunk::<15>().unwrap_or(&[0; 15]))
    }

    /// A token that can be made again from what it is for, such as the survey of a case.
    pub fn derived_token(&self, purpose: &str, what: &[u8]) -> String {
        let mac = mac(self.tokens.as_ref(), &[purpose.as_bytes(), what]);
        BASE64URL_NOPAD.encode(mac.first_chunk::<16>().unwrap_or(&[0; 16]))
    }
}

fn wrap_place(case_id: &Uuid) -> Place<'_> {
    Place {
        table: "case_file",
        row: case_id.as_bytes(),
        column: "wrapped_key",
        version: 0,
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    new_mac(key).map_or([0; 32], |mac| finish_mac(mac, parts))
}

/// HMAC takes keys of any length, so there always is one.
fn new_mac(key: &[u8]) -> Option<Hmac<Sha256>> {
    <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).ok()
}

fn finish_mac(mut mac: Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    feed(&mut mac, parts);
    mac.finalize().into_bytes().into()
}

fn feed(mac: &mut Hmac<Sha256>, parts: &[&[u8]]) {
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
}

/// Hashes many keys of the text index with one prepared key.
pub struct SearchHasher(Option<Hmac<Sha256>>);

impl SearchHasher {
    /// The token of a key: 64 bits of its keyed hash in base 32.
    pub fn token(&self, key: &domain::search::Key) -> String {
        let parts = [key.kind().as_bytes(), key.value().as_bytes()];
        let hash = self
            .0
            .clone()
            .map_or([0; 32], |mac| finish_mac(mac, &parts));
        BASE32_NOPAD.encode(hash.first_chunk::<8>().unwrap_or(&[0; 8]))
    }
}

/// A new token of 256 bits for a cookie.
pub fn new_token(random: &dyn Random) -> String {
    let mut bytes = Zeroizing::new([0; 32]);
    random.fill(bytes.as_mut());
    BASE64URL_NOPAD.encode(bytes.as_ref())
}

/// What is stored of a token. Tokens have at least 128 bits, so a plain hash is enough.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Keys, Lookup, Place, Unsealable, Vault};
    use crate::ports::Random;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    fn place(row: &[u8]) -> Place<'_> {
        Place {
            table: "case_event",
            row,
            column: "sealed",
            version: 1,
        }
    }

    #[test]
    fn a_sealed_value_opens_only_at_its_place() {
        let random = Counting(0.into());
        let vault = Vault::new(&Keys::generate(&random));
        let sealed = vault.drafts().seal(place(b"a"), b"secret", &random);
        assert_eq!(
            vault
                .drafts()
                .open(place(b"a"), &sealed)
                .unwrap()
                .as_slice(),
            b"secret"
        );
        assert_eq!(
            vault.drafts().open(place(b"b"), &sealed).unwrap_err(),
            Unsealable
        );
        assert_eq!(
            vault.forms().open(place(b"a"), &sealed).unwrap_err(),
            Unsealable
        );
    }

    #[test]
    fn an_altered_byte_is_noticed() {
        let random = Counting(0.into());
        let vault = Vault::new(&Keys::generate(&random));
        let mut sealed = vault.drafts().seal(place(b"a"), b"secret", &random);
        for index in 0..sealed.len() {
            sealed[index] ^= 1;
            assert!(
                vault.drafts().open(place(b"a"), &sealed).is_err(),
                "byte {index}"
            );
            sealed[index] ^= 1;
        }
    }

    #[test]
    fn a_case_key_comes_back_only_for_its_case() {
        let random = Counting(0.into());
        let vault = Vault::new(&Keys::generate(&random));
        let id = Uuid::from_u128(1);
        let (key, wrapped) = vault.new_case_key(id, &random);
        let sealed = key.seal(place(b"a"), b"secret", &random);
        assert!(
            vault
                .case_key(id, &wrapped)
                .unwrap()
                .open(place(b"a"), &sealed)
                .is_ok()
        );
        assert!(vault.case_key(Uuid::from_u128(2), &wrapped).is_err());
    }

    #[test]
    fn the_same_value_has_another_hash_for_another_purpose_and_key() {
        let random = Counting(0.into());
        let one = Vault::new(&Keys::generate(&random));
        let other = Vault::new(&Keys::generate(&random));
        let hash = one.lookup(Lookup::Phone, "14400001234");
        assert_eq!(hash, one.lookup(Lookup::Phone, "14400001234"));
        assert_ne!(hash, one.lookup(Lookup::Name, "14400001234"));
        assert_ne!(hash, other.lookup(Lookup::Phone, "14400001234"));
    }

    #[test]
    fn a_one_time_code_fits_its_own_request_only() {
        let vault = Vault::new(&Keys::generate(&Counting(3.into())));
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let hash = vault.one_time_code(&one, "123456");
        assert!(vault.is_one_time_code(&one, "123456", Some(&hash)));
        assert!(!vault.is_one_time_code(&one, "123457", Some(&hash)));
        assert!(!vault.is_one_time_code(&other, "123456", Some(&hash)));
        assert!(!vault.is_one_time_code(&one, "123456", None));
    }

    #[test]
    fn a_key_file_reads_back() {
        let keys = Keys::generate(&Counting(7.into()));
        let text = keys.to_text();
        assert_eq!(Keys::from_text(&text).unwrap().to_text(), text);
        assert!(Keys::from_text("short").is_err());
    }
}
