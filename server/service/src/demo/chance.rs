//! Choices that follow from the seed.

use fastrand::Rng;

/// The choices of one case: they depend on seed and place alone, so a longer demonstration does
/// not change what a case is about.
pub(super) struct Chance(Rng);

impl Chance {
    /// The choices of the case at `place`.
    pub(super) fn new(seed: u64, place: u32) -> Self {
        // Two rounds part neighbouring places, whose first numbers would otherwise be alike.
        let mut first = Rng::with_seed(seed ^ u64::from(place).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Self(Rng::with_seed(first.u64(..)))
    }

    /// A number from `from` to `to`, both included.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.i64(from..=to.max(from))
    }

    /// Whether something with these per cent happens.
    pub(super) fn percent(&mut self, percent: u8) -> bool {
        self.0.u8(..100) < percent
    }

    /// One of a list, each as likely as the others.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        self.weighted(list, |_| 1)
    }

    /// One of a list by weight.
    #[expect(
        clippy::indexing_slicing,
        reason = "the lists stand in this module and none is empty"
    )]
    pub(super) fn weighted<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
        let sum: u32 = list.iter().map(&weight).sum();
        let mut left = self.0.u32(..sum.max(1));
        for one in list {
            let weight = weight(one);
            if left < weight {
                return one;
            }
            left -= weight;
        }
        &list[0]
    }

    /// A price in fen around a usual price in yuan: lognormal as disputed amounts are, at most
    /// 200,000 yuan, in whole yuan or ending in 9 jiao.
    pub(super) fn price(&mut self, usual_yuan: u32) -> i64 {
        let normal = self.normal();
        let yuan = (f64::from(usual_yuan) * (0.4 * normal).exp()).clamp(2.0, 200_000.0);
        #[expect(clippy::cast_possible_truncation, reason = "clamped to 200,000")]
        let whole = yuan.round() as i64 * 100;
        if self.percent(25) { whole - 10 } else { whole }
    }

    /// A whole number that lies around a median as durations do: lognormal with this spread.
    pub(super) fn around(&mut self, median: f64, spread: f64) -> i64 {
        let number = (median * (spread * self.normal()).exp()).clamp(0.0, 1e9);
        #[expect(clippy::cast_possible_truncation, reason = "clamped")]
        let whole = number.round() as i64;
        whole
    }

    /// Box and Muller: two even numbers make one that is normally distributed.
    fn normal(&mut self) -> f64 {
        let (u, v) = (self.0.f64().max(f64::MIN_POSITIVE), self.0.f64());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    /// A letter sequence that can be said, for passwords.
    pub(super) fn syllables(&mut self, count: usize) -> String {
        const CONSONANTS: &[char] = &['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 's', 't'];
        const VOWELS: &[char] = &['a', 'e', 'i', 'o', 'u'];
        (0..count)
            .flat_map(|_| [*self.pick(CONSONANTS), *self.pick(VOWELS)])
            .collect()
    }
}
