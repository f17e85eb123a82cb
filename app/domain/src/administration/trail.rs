//! What is kept of everything an administrator does.

use serde::{Deserialize, Serialize};

use crate::code::codes;

codes! {
    /// What was done.
    pub enum Deed {
        OrganisationAdded = "organisation_added", "新增机构", "Organisation added";
        OrganisationChanged = "organisation_changed", "修改机构", "Organisation changed";
        OrganisationClosed = "organisation_closed", "停用机构", "Organisation closed";
        OrganisationReopened = "organisation_reopened", "恢复机构", "Organisation reopened";
        AccountAdded = "account_added", "新增账号", "Account added";
        AccountChanged = "account_changed", "修改账号", "Account changed";
        AccountLocked = "account_locked", "停用账号", "Account locked";
        AccountUnlocked = "account_unlocked", "启用账号", "Account unlocked";
        PasswordReset = "password_reset", "重置密码", "Password reset";
        PasswordChanged = "password_changed", "本人修改密码", "Own password changed";
        SecondFactorSet = "second_factor_set", "本人开启两步验证", "Own second factor set up";
        SecondFactorEnded = "second_factor_ended", "本人关闭两步验证", "Own second factor turned off";
        SecondFactorReset = "second_factor_reset", "重置两步验证", "Second factor reset";
        RecoveryCodesMade = "recovery_codes_made", "本人更换恢复码", "Own recovery codes made anew";
        RecoveryCodeUsed = "recovery_code_used", "用恢复码登录", "Signed in with a recovery code";
        PinSet = "pin_set", "本人设置解锁 PIN", "Own PIN set";
        PinEnded = "pin_ended", "本人取消解锁 PIN", "Own PIN taken away";
        SessionsEnded = "sessions_ended", "强制退出登录", "Sessions ended";
        TokenIssued = "token_issued", "签发令牌", "Token issued";
        TokenRevoked = "token_revoked", "吊销令牌", "Token revoked";
        TargetSet = "target_set", "调整办理时限", "Target of a clock set";
        OfferSet = "offer_set", "调整代码表选项", "Items of a code list changed";
        CalendarImported = "calendar_imported", "导入工作日历", "Calendar imported";
    }
}

/// One value that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which, by the name of its control.
    pub field: String,
    /// What it was; empty when there was none.
    pub before: String,
    /// What it is now; empty when there is none.
    pub after: String,
}

/// The values that differ, in the order of `after`. Both name the same fields.
pub fn changes(before: &[(&str, String)], after: &[(&str, String)]) -> Vec<Change> {
    let was = |field: &str| {
        let known = before.iter().find(|(name, _)| *name == field);
        known.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let all = after.iter().map(|(field, value)| Change {
        field: (*field).to_owned(),
        before: was(field),
        after: value.clone(),
    });
    all.filter(|change| change.before != change.after).collect()
}
