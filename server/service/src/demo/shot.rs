//! Pictures that people of the county took: drawn here, so that they show nobody and nothing.

use domain::attachment::Media;
use domain::case::Fault;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use super::chance::Chance;
use crate::evidence::WholePicture;

const WIDTH: u32 = 480;
const HEIGHT: u32 = 640;
const QUALITY: u8 = 82;
/// Different pictures of each kind.
const VARIANTS: usize = 3;

const PAPER: Rgb<u8> = Rgb([246, 244, 238]);
const INK: Rgb<u8> = Rgb([62, 60, 66]);
const TABLE: Rgb<u8> = Rgb([118, 92, 70]);

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shot {
    /// A receipt on a table.
    Receipt(usize),
    /// What was bought, in a puddle.
    Goods(usize),
}

impl Shot {
    /// What somebody hands in first: the receipt, the goods, or both.
    pub(super) fn some(chance: &mut Chance) -> Vec<Self> {
        let variants: Vec<usize> = (0..VARIANTS).collect();
        let receipt = Self::Receipt(*chance.pick(&variants));
        let goods = Self::Goods(*chance.pick(&variants));
        match chance.between(0, 3) {
            0 => vec![receipt],
            1 => vec![goods],
            _ => vec![receipt, goods],
        }
    }

    /// The name of its file.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Receipt(_) => "购物小票.jpg",
            Self::Goods(_) => "商品照片.jpg",
        }
    }

    /// The bytes as a camera would have written them.
    pub(super) fn bytes(self) -> Vec<u8> {
        let picture = match self {
            Self::Receipt(variant) => receipt(variant),
            Self::Goods(variant) => goods(variant),
        };
        let mut bytes = Vec::new();
        // Memory takes whatever is written.
        let _ = picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY));
        bytes
    }
}

/// Every picture there is, with its copy.
pub(super) struct Album(Vec<(Shot, WholePicture)>);

impl Album {
    /// Takes all pictures.
    ///
    /// # Errors
    /// When one cannot be read again, which is a defect.
    pub(super) fn new() -> Result<Self, Fault> {
        let variants = (0..VARIANTS).flat_map(|n| [Shot::Receipt(n), Shot::Goods(n)]);
        let pictures = variants.map(|shot| {
            let picture = WholePicture::new(shot.bytes(), Media::Jpeg)?;
            Ok((shot, picture))
        });
        pictures.collect::<Result<_, _>>().map(Self)
    }

    /// The picture of a shot.
    pub(super) fn picture(&self, shot: Shot) -> Option<&WholePicture> {
        let mut all = self.0.iter();
        all.find(|(known, _)| *known == shot)
            .map(|(_, picture)| picture)
    }
}

/// Paper with lines of what might be characters, prices, a sum and a bar code.
fn receipt(variant: usize) -> RgbImage {
    let mut chance = Chance::new(1, u32::try_from(variant).unwrap_or_default());
    let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, TABLE);
    fill(&mut picture, [78, 26, 324, 588], Rgb([96, 74, 56]));
    fill(&mut picture, [70, 20, 324, 588], PAPER);
    line(&mut picture, &mut chance, [150, 48, 7], 22);
    line(&mut picture, &mut chance, [120, 84, 14], 12);
    let rows = chance.between(6, 9);
    let mut y = 130;
    for _ in 0..rows {
        let length = chance.between(5, 11);
        line(&mut picture, &mut chance, [96, y, length], 14);
        line(&mut picture, &mut chance, [310, y, 4], 12);
        y += 34;
    }
    fill(&mut picture, [96, low(y), 272, 2], INK);
    line(&mut picture, &mut chance, [96, y + 16, 3], 20);
    line(&mut picture, &mut chance, [276, y + 16, 4], 20);
    let mut x = 110;
    while x < 350 {
        let width = chance.between(1, 5);
        fill(&mut picture, [low(x), 540, low(width), 46], INK);
        x += width + chance.between(2, 5);
    }
    picture
}

fn low(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// A line of `[x, y, how many]` signs, each made of a few strokes.
fn line(picture: &mut RgbImage, chance: &mut Chance, [x, y, count]: [i64; 3], size: i64) {
    for place in 0..count {
        let left = x + place * (size + 3);
        for _ in 0..2 {
            let across = chance.between(0, size - 3);
            fill(picture, [low(left), low(y + across), low(size), 2], INK);
            let down = chance.between(0, size - 3);
            fill(picture, [low(left + down), low(y), 2, low(size)], INK);
        }
    }
}

/// Colours the part of a rectangle `[x, y, width, height]` that lies within the picture.
fn fill(picture: &mut RgbImage, [x, y, width, height]: [u32; 4], colour: Rgb<u8>) {
    for row in y..(y + height).min(HEIGHT) {
        for column in x..(x + width).min(WIDTH) {
            picture.put_pixel(column, row, colour);
        }
    }
}

/// A round appliance on a table, lit from the left, with water beneath it.
fn goods(variant: usize) -> RgbImage {
    const BODIES: [[f64; 3]; VARIANTS] = [
        [196.0, 204.0, 210.0],
        [188.0, 82.0, 70.0],
        [92.0, 128.0, 150.0],
    ];
    let body = BODIES.get(variant).copied().unwrap_or_default();
    let mut chance = Chance::new(2, u32::try_from(variant).unwrap_or_default());
    RgbImage::from_fn(WIDTH, HEIGHT, |column, row| {
        let (x, y) = (
            f64::from(column) / f64::from(WIDTH) - 0.5,
            f64::from(row) / f64::from(HEIGHT),
        );
        let within = |middle: [f64; 2], reach: [f64; 2], edge: i32| {
            let [right, down] = [(x - middle[0]) / reach[0], (y - middle[1]) / reach[1]];
            right.abs().powi(edge) + down.abs().powi(edge) < 1.0
        };
        let light = 1.0 - 0.9 * (x + 0.12).abs();
        let colour = if within([0.0, 0.5], [0.23, 0.24], 4) {
            let label = within([0.0, 0.55], [0.11, 0.06], 8);
            if label { [232.0, 230.0, 220.0] } else { body }
        } else if within([0.0, 0.25], [0.07, 0.03], 4) || within([0.27, 0.46], [0.07, 0.13], 2) {
            [48.0, 48.0, 52.0]
        } else if within([0.06, 0.78], [0.36, 0.07], 2) {
            [104.0, 118.0, 132.0]
        } else if y > 0.64 {
            [150.0, 120.0, 92.0]
        } else {
            [206.0, 202.0, 192.0]
        };
        let grain = f64::from(i32::try_from(chance.between(-6, 6)).unwrap_or_default());
        Rgb(colour.map(|part| channel(part * light + grain)))
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn channel(value: f64) -> u8 {
    value.clamp(0.0, 255.0) as u8
}
