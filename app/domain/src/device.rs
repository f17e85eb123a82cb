//! What a person recognises a device by: what kind it is and which browser runs on it.
//!
//! Browsers tell it about themselves in `User-Agent` (RFC 9110 §10.1.5), so it is a help for the
//! memory and never a proof.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::locale::Locale;
use crate::tr;

codes! {
    /// What kind of device it is.
    pub enum DeviceKind {
        Phone = "phone", "手机", "phone";
        Tablet = "tablet", "平板", "tablet";
        Computer = "computer", "电脑", "computer";
        Other = "other", "其他设备", "other device";
    }
}

codes! {
    /// Which browser runs on it.
    pub enum Browser {
        WeChat = "wechat", "微信", "WeChat";
        Huawei = "huawei", "华为浏览器", "Huawei Browser";
        Xiaomi = "xiaomi", "小米浏览器", "Mi Browser";
        Qq = "qq", "QQ 浏览器", "QQ Browser";
        Uc = "uc", "UC 浏览器", "UC Browser";
        Edge = "edge", "Edge", "Edge";
        Firefox = "firefox", "Firefox", "Firefox";
        Chrome = "chrome", "Chrome", "Chrome";
        Safari = "safari", "Safari", "Safari";
        Other = "other", "其他程序", "another program";
    }
}

/// The words by which browsers are told apart. Most of them name those before them as well, so the
/// order counts.
const BROWSERS: [(&str, Browser); 15] = [
    ("MicroMessenger/", Browser::WeChat),
    ("HuaweiBrowser/", Browser::Huawei),
    ("MiuiBrowser/", Browser::Xiaomi),
    ("MQQBrowser/", Browser::Qq),
    ("QQBrowser/", Browser::Qq),
    ("UCBrowser/", Browser::Uc),
    ("EdgA/", Browser::Edge),
    ("EdgiOS/", Browser::Edge),
    ("Edg/", Browser::Edge),
    ("FxiOS/", Browser::Firefox),
    ("Firefox/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("Chrome/", Browser::Chrome),
    ("Chromium/", Browser::Chrome),
    ("Safari/", Browser::Safari),
];

/// A device as its person knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// What it is.
    pub kind: DeviceKind,
    /// What runs on it.
    pub browser: Browser,
}

impl Device {
    /// Reads what a browser calls itself. An iPad calls itself a computer unless it is asked for
    /// the pages of telephones, and so it is shown as one.
    pub fn read(user_agent: &str) -> Self {
        let says = |word: &str| user_agent.contains(word);
        let kind = if says("iPad") || says("Tablet") || (says("Android") && !says("Mobile")) {
            DeviceKind::Tablet
        } else if says("Mobile") || says("iPhone") {
            DeviceKind::Phone
        } else if ["Windows", "Macintosh", "Linux", "CrOS"]
            .iter()
            .any(|word| says(word))
        {
            DeviceKind::Computer
        } else {
            DeviceKind::Other
        };
        let browser = BROWSERS.iter().find(|(word, _)| says(word));
        Self {
            kind,
            browser: browser.map_or(Browser::Other, |(_, browser)| *browser),
        }
    }

    /// In words: 「平板上的 Chrome」.
    pub fn words(self, locale: Locale) -> String {
        let (kind, browser) = (self.kind.label(locale), self.browser.label(locale));
        match self.browser {
            Browser::Other => kind.to_owned(),
            _ => tr!(locale, "account.device", kind = kind, browser = browser).into_owned(),
        }
    }
}
