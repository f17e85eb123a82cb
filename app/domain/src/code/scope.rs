//! What a token of a machine account may be used for.

use super::codes;

codes! {
    /// Parts of the HTTP interface that a token opens. The roles and the organisation of its
    /// account limit it further.
    pub enum Scope {
        ReadCases = "cases:read", "查看和检索案件", "List, search and read cases";
        FileCases = "cases:file", "登记案件", "Register cases";
        ActOnCases = "cases:act", "办理案件", "Act on cases";
        RevealFields = "cases:reveal", "查看未遮盖的个人信息", "See personal data in clear";
        ReadFigures = "figures:read", "查看统计和导出", "Read figures and exports";
    }
}
