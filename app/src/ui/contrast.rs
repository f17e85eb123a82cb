//! Proof that the tokens of `style/_tokens.scss` can be read by everybody (WCAG 2.2, 1.4.3 and
//! 1.4.11), in the light and in the dark scheme.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../../style/_tokens.scss");

/// Words on a ground: at least 4.5:1.
const WORDS: [(&str, &str); 22] = [
    ("text", "card"),
    ("text", "page"),
    ("text", "sunken"),
    ("text", "brand-tint"),
    ("text", "success-tint"),
    ("text", "warning-tint"),
    ("heading", "card"),
    ("muted", "card"),
    ("muted", "page"),
    ("muted", "sunken"),
    ("muted", "brand-tint"),
    ("muted", "warning-tint"),
    ("brand", "card"),
    ("brand", "page"),
    ("brand", "brand-tint"),
    ("success", "success-tint"),
    ("warning", "warning-tint"),
    ("danger", "card"),
    ("danger", "danger-tint"),
    ("on-band", "band"),
    ("on-band-muted", "band"),
    ("on-band-muted", "band-deep"),
];

/// Edges that tell where a control is: at least 3:1.
const EDGES: [(&str, &str); 5] = [
    ("edge", "card"),
    ("edge", "page"),
    ("focus", "card"),
    ("focus", "page"),
    ("danger", "page"),
];

fn scheme(text: &str) -> HashMap<&str, &str> {
    text.lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("--wq-")?
                .strip_suffix(';')?
                .split_once(": #")
        })
        .collect()
}

fn schemes() -> [(&'static str, HashMap<&'static str, &'static str>); 2] {
    let (light, rest) = TOKENS
        .split_once("@media (prefers-contrast: more)")
        .expect("light scheme");
    let (_, dark) = rest
        .split_once("(prefers-color-scheme: dark) {")
        .expect("dark scheme");
    let (dark, _) = dark.split_once("@media").expect("end of the dark scheme");
    let light = scheme(light);
    let mut both = light.clone();
    both.extend(scheme(dark));
    [("light", light), ("dark", both)]
}

/// Relative luminance of `rgb` or `rrggbb` (WCAG 2.2).
fn luminance(hex: &str) -> f64 {
    let digits: Vec<u32> = hex
        .chars()
        .map(|c| c.to_digit(16).expect("hex digit"))
        .collect();
    let channels: Vec<u32> = match digits.as_slice() {
        [_, _, _] => digits.iter().map(|digit| digit * 17).collect(),
        _ => digits
            .chunks(2)
            .map(|pair| pair[0] * 16 + pair[1])
            .collect(),
    };
    let linear = |channel: u32| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2])
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_contrast_formula_knows_black_and_white() {
    assert!((contrast("000", "fff") - 21.0).abs() < 1e-9);
    assert!((contrast("0b4ea2", "ffffff") - 8.0).abs() < 0.01);
}

#[test]
fn words_and_edges_stand_out_in_both_schemes() {
    for (name, colours) in schemes() {
        for (pairs, least) in [(&WORDS[..], 4.5), (&EDGES[..], 3.0)] {
            for (front, ground) in pairs {
                let ratio = contrast(colours[front], colours[ground]);
                assert!(
                    ratio >= least,
                    "{name}: {front} on {ground} is {ratio:.2}:1"
                );
            }
        }
        for button in ["button", "button-strong"] {
            let ratio = contrast("fff", colours[button]);
            assert!(ratio >= 4.5, "{name}: white on {button} is {ratio:.2}:1");
        }
    }
}
