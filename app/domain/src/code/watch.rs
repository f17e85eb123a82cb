//! What makes a case stand out, and how hard a supervisor pushes it.

use super::codes;

codes! {
    /// Why a case stands out. All but the last are reported upward within two hours.
    pub enum Flag {
        Major = "major", "重大", "Major";
        Group = "group", "群体性", "Many people";
        Urgent = "urgent", "紧急", "Urgent";
        Sensitive = "sensitive", "敏感", "Sensitive";
    }
}

impl Flag {
    /// Whether the organisation above has to know at once (C-MAJOR).
    pub const fn is_reported(self) -> bool {
        !matches!(self, Self::Sensitive)
    }
}

codes! {
    /// How hard a supervisor pushes a case.
    pub enum SupervisionLevel {
        Yellow = "yellow", "黄色督办", "Yellow";
        Orange = "orange", "橙色督办", "Orange";
        Red = "red", "红色督办", "Red";
    }
}
