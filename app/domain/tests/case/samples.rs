//! Filings and commands that are right, to be changed where a test wants them wrong.

use chrono::NaiveDate;
use domain::case::{Command, CommandKind, RawCommand, RawFiling};
use domain::code::{CaseType, Flag};
use domain::value::CaseNumber;
use serde_json::{Value, json};
use uuid::Uuid;

/// A complaint as another program sends it.
pub fn a_complaint() -> Value {
    json!({
        "type": "complaint",
        "complainant": { "name": "张三", "phone": "14400001234", "address": "示例市示例县幸福路 1 号" },
        "respondent": {
            "name": "示例百货", "address": "示例市示例县中心街 2 号", "credit_code": "91990100DEM0AA0166"
        },
        "item": {
            "name": "电饭煲", "category": "G04", "order_no": "A12345", "purchased_on": "2026-09-01"
        },
        "problem": "P01",
        "claims": [{ "kind": "refund", "amount_fen": 19900 }],
        "facts": "2026年9月1日购买的电饭煲使用三天后不通电，商家拒绝退货。",
        "consents": { "privacy_notice": "1", "publication": false, "entrusted_mediation": true }
    })
}

/// The least that a filing of a type needs, from a person who gives their name.
pub fn a_filing(case_type: CaseType) -> Value {
    if case_type == CaseType::Complaint {
        return a_complaint();
    }
    let mut filing = json!({
        "type": case_type.code(),
        "complainant": { "name": "李四", "phone": "14400005678" },
        "facts": "想请教一下预付卡余额怎样才能退回来。",
        "consents": { "privacy_notice": "1" }
    });
    if case_type == CaseType::Report {
        filing["respondent"] = json!({ "name": "示例食品店" });
    }
    filing
}

/// Reads a filing that is known to have the right members.
pub fn raw(filing: &Value) -> RawFiling {
    serde_json::from_value(filing.clone()).unwrap()
}

/// The number of another case.
pub fn another_number() -> String {
    let day = NaiveDate::from_ymd_opt(2026, 9, 29).unwrap();
    let number = CaseNumber::compose(990_101, 1, CaseType::Complaint, day, 7).unwrap();
    number.as_str().to_owned()
}

/// The members of a command about a report or about watching.
fn of_a_watched_report(kind: CommandKind) -> Value {
    match kind {
        CommandKind::Flag => json!({ "flag": "major", "text": "涉及三十余人" }),
        CommandKind::Unflag => json!({ "flag": "major", "reason": "经核实仅一人" }),
        CommandKind::ReportUp => json!({ "text": "三十余人预付卡无法退款，门店停业" }),
        CommandKind::Instruct => json!({ "text": "由专人办理，三日内报告进展" }),
        CommandKind::Supervise => {
            json!({ "level": "orange", "text": "请说明未办结的原因", "due": "2099-12-31" })
        }
        CommandKind::AnswerSupervision => json!({ "text": "已约定本周调解" }),
        CommandKind::Urge => json!({ "text": "已经等了一周" }),
        CommandKind::Extend => json!({ "reason": "需调取外地进货记录" }),
        CommandKind::FileCase => json!({ "text": "涉嫌销售超过保质期的食品" }),
        CommandKind::DeclineFiling => {
            json!({ "not_filed": "first_and_corrected", "text": "已下架并改正" })
        }
        CommandKind::RecordPenalty => {
            json!({ "decision": "penalty", "text": "责令改正，罚款" })
        }
        CommandKind::RecordReward => {
            json!({ "amount_fen": 50000, "text": "按举报奖励办法发放" })
        }
        _ => json!({}),
    }
}

/// A command as another program sends it, with every member it knows.
pub fn a_command(kind: CommandKind) -> Value {
    let members = match kind {
        CommandKind::RequestMaterial => json!({ "items": "购物凭证", "due": "2026-10-14" }),
        CommandKind::SupplyMaterial => json!({ "text": "已补交小票照片" }),
        CommandKind::ProposeRefusal => {
            json!({ "ground": "NA3", "reason": "购买用于生产经营" })
        }
        CommandKind::RejectRefusal => json!({ "reason": "请核实是否生活消费" }),
        CommandKind::Assign => json!({
            "to": "00000000-0000-0000-0000-0000000000ff", "number": "A-255"
        }),
        CommandKind::Note => json!({ "text": "电话已核实" }),
        CommandKind::SendMessage => json!({ "text": "您好，我们正在联系商家。" }),
        CommandKind::ContactBusiness => {
            json!({ "way": "phone", "result": "reached", "text": "商家同意协商" })
        }
        CommandKind::Distribute => json!({ "organisation": "11", "text": "属你所辖区，请办理" }),
        CommandKind::SendBack => json!({ "reason": "not_ours", "text": "经营地不在本辖区" }),
        CommandKind::RecordConsent => {
            json!({ "side": "business", "agrees": true, "text": "愿意到所里调解" })
        }
        CommandKind::StartInquiry => json!({ "text": "到店查看进货记录" }),
        CommandKind::RecordFinding => json!({ "text": "同批次三台均不通电" }),
        CommandKind::Resume => json!({ "text": "鉴定报告已收到" }),
        CommandKind::StateAnswer => json!({ "text": "可以换货", "shared": true }),
        CommandKind::ScheduleSession => {
            json!({ "way": "on_site", "at": "2099-12-30T09:00", "place": "调解室" })
        }
        CommandKind::RecordSession => json!({ "attendance": "both", "text": "双方各退一步" }),
        CommandKind::Propose => json!({
            "side": "business", "terms": "退一半货款", "amount_fen": 9950, "perform_by": "2099-12-31"
        }),
        CommandKind::AnswerProposal => {
            json!({ "side": "consumer", "agrees": true, "text": "同意" })
        }
        CommandKind::RequestRecusal => {
            json!({ "side": "consumer", "text": "承办人与店主是亲属" })
        }
        CommandKind::DecideRecusal => json!({ "agrees": true, "text": "情况属实，应当回避" }),
        CommandKind::Suspend => json!({
            "hold": "awaiting_appraisal", "text": "送检", "review_on": "2026-10-14"
        }),
        CommandKind::Terminate => json!({ "termination": "TM3", "reason": "双方差距过大" }),
        CommandKind::RecordPerformance => json!({ "performed": true, "text": "已收到退款" }),
        CommandKind::RecordSettlement => {
            json!({ "terms": "商家退货退款", "amount_fen": 19900, "performed": true })
        }
        CommandKind::Merge => {
            json!({ "into": another_number(), "text": "与先前的投诉为同一事项" })
        }
        CommandKind::Close => json!({
            "outcome": "terminated", "reply": "双方未能达成一致。", "recovered_fen": 0,
            "termination": "TM3"
        }),
        CommandKind::Withdraw => json!({ "reason": "已自行解决" }),
        CommandKind::CallBack => {
            json!({ "result": "reached", "satisfaction": 5, "text": "表示满意" })
        }
        CommandKind::Rate => json!({
            "satisfaction": 2, "reasons": ["overtime"], "comment": "等得太久", "wants_call": true
        }),
        CommandKind::Reopen => json!({ "reason": "商家没有履行" }),
        CommandKind::StartReview
        | CommandKind::Accept
        | CommandKind::ApproveRefusal
        | CommandKind::InviteBusiness
        | CommandKind::Sign
        | CommandKind::Archive => json!({}),
        _ => of_a_watched_report(kind),
    };
    let mut command = json!({ "command": kind.code() });
    for (name, value) in members.as_object().unwrap() {
        command[name] = value.clone();
    }
    command
}

/// Reads a command that is known to be right.
pub fn command(value: &Value) -> Command {
    let raw: RawCommand = serde_json::from_value(value.clone()).unwrap();
    raw.parse().unwrap()
}

/// A command of a kind, as in [`a_command`].
pub fn do_it(kind: CommandKind) -> Command {
    command(&a_command(kind))
}

/// What one side says: its will to mediate, or its answer to terms.
pub fn says(kind: CommandKind, side: &str, agrees: bool) -> Command {
    let mut value = a_command(kind);
    value["side"] = json!(side);
    value["agrees"] = json!(agrees);
    command(&value)
}

/// Everything that can be said with a command that speaks for a side.
pub fn sayings(kind: CommandKind) -> Vec<Command> {
    match kind {
        CommandKind::RecordConsent | CommandKind::AnswerProposal => [
            ("consumer", true),
            ("business", true),
            ("consumer", false),
            ("business", false),
        ]
        .map(|(side, agrees)| says(kind, side, agrees))
        .to_vec(),
        CommandKind::Flag | CommandKind::Unflag => Flag::ALL
            .iter()
            .map(|flag| {
                let mut value = a_command(kind);
                value["flag"] = json!(flag.code());
                command(&value)
            })
            .collect(),
        CommandKind::Assign => [255_u128, 254]
            .map(|account| {
                let mut value = a_command(kind);
                value["to"] = json!(Uuid::from_u128(account));
                value["number"] = json!(format!("A-{account}"));
                command(&value)
            })
            .to_vec(),
        CommandKind::Distribute => ["11", "01"]
            .map(|code| {
                let mut value = a_command(kind);
                value["organisation"] = json!(code);
                command(&value)
            })
            .to_vec(),
        CommandKind::Propose | CommandKind::RequestRecusal => ["consumer", "business", ""]
            .map(|side| {
                let mut value = a_command(kind);
                value["side"] = json!(side);
                command(&value)
            })
            .to_vec(),
        CommandKind::DecideRecusal => [true, false]
            .map(|agrees| {
                let mut value = a_command(kind);
                value["agrees"] = json!(agrees);
                command(&value)
            })
            .to_vec(),
        CommandKind::RecordSettlement | CommandKind::RecordPerformance => [true, false]
            .map(|performed| {
                let mut value = a_command(kind);
                value["performed"] = json!(performed);
                command(&value)
            })
            .to_vec(),
        _ => vec![do_it(kind)],
    }
}

/// A mark.
pub fn flagged(flag: &str) -> Command {
    let mut value = a_command(CommandKind::Flag);
    value["flag"] = json!(flag);
    command(&value)
}

/// Closing with a result and a reply.
pub fn close(outcome: &str) -> Command {
    let mut value = a_command(CommandKind::Close);
    value["outcome"] = json!(outcome);
    command(&value)
}
