//! Where a case stands. One flat list for all five types; the tables of each type say which
//! states it can reach (`domain::case::table`).

use crate::code::codes;

codes! {
    /// Where a case stands (procedure of Order 121; station practice for the last group).
    pub enum State {
        // Filed, nobody has looked at it yet.
        Registered = "registered", "已登记", "Registered";
        // A report has come in, nobody has looked at it yet.
        Received = "received", "已收到", "Received";
        // A question or suggestion has come in.
        New = "new", "待答复", "New";
        // Legal aid has been applied for.
        Applied = "applied", "已申请", "Applied";
        // Another organisation has been given the case and has not signed for it yet.
        Distributed = "distributed", "待签收", "To be signed for";
        // An officer checks competence and material (Order 121 Art. 15).
        Reviewing = "reviewing", "审查中", "Under review";
        // Waiting for material from the complainant (Order 121 Art. 10).
        Supplement = "supplement", "待补正", "Waiting for material";
        // A second person has to confirm the refusal.
        RefusalProposed = "refusal_proposed", "拟不予受理", "Refusal proposed";
        // Not accepted (Order 121 Art. 16).
        Refused = "refused", "不予受理", "Not accepted";
        // Accepted for mediation (Order 121 Art. 15).
        Accepted = "accepted", "已受理", "Accepted";
        // The office looks into the facts (Order 121 Art. 19).
        Investigating = "investigating", "调查中", "Under inquiry";
        // Both sides want mediation, and it goes on (Order 121 Art. 18).
        Mediating = "mediating", "调解中", "In mediation";
        // A mediation or the check of a report stands still (Order 121 Art. 21, 22; penalty
        // procedure Art. 18).
        Suspended = "suspended", "已中止", "Suspended";
        // A report is checked for what is true of it (Order 121 Art. 27).
        Verifying = "verifying", "核查中", "Being checked";
        // A case was opened, and is being investigated (penalty procedure Art. 19).
        Filed = "filed", "已立案", "Case opened";
        // No case was opened (penalty procedure Art. 20).
        NotFiled = "not_filed", "不予立案", "No case opened";
        // The opened case was decided.
        Decided = "decided", "已作出处理决定", "Decided";
        // A station negotiates between consumer and merchant.
        Negotiating = "negotiating", "协商和解中", "Negotiating";
        // Both sides agreed.
        Agreed = "agreed", "已达成协议", "Agreed";
        // Both sides agreed, and what was promised is still to be done (Order 121 Art. 25).
        Performing = "performing", "履行中", "To be performed";
        // Mediation ended without agreement (Order 121 Art. 23).
        Terminated = "terminated", "终止调解", "Mediation terminated";
        // Both sides agreed at a station.
        Settled = "settled", "已和解", "Settled";
        // Handled and answered.
        Closed = "closed", "已办结", "Closed";
        // Taken up again after closing.
        Reopened = "reopened", "重新办理", "Reopened";
        // Filed away, read-only.
        Archived = "archived", "已归档", "Archived";
    }
}

impl State {
    /// Whether somebody still has to act before the case is answered.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Archived)
    }
}
