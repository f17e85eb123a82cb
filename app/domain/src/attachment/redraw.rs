//! How a phone draws a picture anew before it sends it.
//!
//! Drawing anew takes away everything the camera wrote beside the points, the position among it,
//! and makes a photograph small enough for a bad line.

use super::Media;

/// Points of the shorter side of a photograph. The shorter one, so that the small print of a long
/// screenshot or a long receipt stays legible.
const SHORTER_SIDE: u32 = 1_500;

/// What a picture becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redraw {
    /// Its kind afterwards.
    pub media: Media,
    /// Points from left to right.
    pub width: u32,
    /// Points from top to bottom.
    pub height: u32,
}

impl Redraw {
    /// How much of a photograph's detail is kept, between 0 and 1.
    pub const QUALITY: f64 = 0.82;
}

impl Media {
    /// What an upright picture of this size becomes; `None` for what is no picture. Photographs
    /// are made smaller, screenshots stay exact.
    pub fn redrawn(self, width: u32, height: u32) -> Option<Redraw> {
        let (media, width, height) = match self {
            Self::Jpeg | Self::Webp => {
                let shorter = width.min(height);
                (Self::Jpeg, fitted(width, shorter), fitted(height, shorter))
            }
            Self::Png => (Self::Png, width, height),
            _ => return None,
        };
        Some(Redraw {
            media,
            width,
            height,
        })
    }
}

/// A side of a picture whose shorter side becomes at most [`SHORTER_SIDE`].
fn fitted(side: u32, shorter: u32) -> u32 {
    if shorter <= SHORTER_SIDE {
        return side;
    }
    let points = u64::from(side) * u64::from(SHORTER_SIDE) / u64::from(shorter);
    u32::try_from(points).unwrap_or(side)
}
