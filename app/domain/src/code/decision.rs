//! How a case is decided, held up and ended.

use super::codes;

codes! {
    /// The result with which a case is closed.
    pub enum Outcome {
        SettledOdr = "settled_odr", "在线先行和解", "Settled online by the business";
        SettledStation = "settled_station", "服务站内和解", "Settled at the service station";
        MediatedAgreement = "mediated_agreement", "调解成功（制作调解书）", "Mediated, written agreement";
        MediatedAtOnce = "mediated_at_once", "调解成功（即时履行）", "Mediated, performed at once";
        Terminated = "terminated", "终止调解", "Mediation terminated";
        Refused = "refused", "不予受理", "Not accepted";
        Transferred = "transferred", "转其他部门", "Transferred to another department";
        Escalated = "escalated", "上报上级", "Escalated to a higher authority";
        ToPolice = "to_police", "移送公安机关", "Transferred to the police";
        ToCase = "to_case", "转为案件调查", "Turned into an investigation";
        Withdrawn = "withdrawn", "撤回", "Withdrawn";
        Merged = "merged", "重复合并", "Merged with an earlier case";
        Answered = "answered", "已答复", "Answered";
        Adopted = "adopted", "已采纳", "Adopted";
        PartlyAdopted = "partly_adopted", "部分采纳", "Partly adopted";
        NotAdopted = "not_adopted", "未采纳", "Not adopted";
    }
}

impl Outcome {
    /// Whether the dispute itself was solved by agreement. A termination because the parties
    /// settled by themselves also counts as solved in statistics; that is known by its ground.
    pub const fn is_solved(self) -> bool {
        matches!(
            self,
            Self::SettledOdr
                | Self::SettledStation
                | Self::MediatedAgreement
                | Self::MediatedAtOnce
        )
    }
}

codes! {
    /// Why a complaint is not accepted; the seven grounds of Order 121 Art. 16, in its words.
    pub enum RefusalGround {
        NotCompetent = "NA1",
            "投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的",
            "The matter is not among the duties of market regulation, or this authority has no power to handle it";
        AlreadyHandled = "NA2",
            "法院、仲裁机构、市场监督管理部门或者其他行政机关、消费者协会已经受理或者处理过同一消费者权益争议的",
            "A court, an arbitration body, a market regulator or other authority, or a consumer association has already accepted or handled the same dispute";
        NotConsumer = "NA3",
            "不是为生活消费需要购买、使用商品或者接受服务，或者不能证明与被投诉人之间存在消费者权益争议的",
            "The goods or services were not bought or used for daily consumption, or a consumer dispute with the respondent cannot be shown";
        TooLate = "NA4",
            "除法律另有规定外，投诉人知道或者应当知道自己的权益受到被投诉人侵害之日起超过三年的",
            "More than three years have passed since the complainant knew or should have known of the infringement, unless the law provides otherwise";
        MaterialMissing = "NA5",
            "未提供第十条第一款、第十一条规定的材料，或者提供虚假材料的",
            "The material required by Article 10 paragraph 1 and Article 11 was not provided, or false material was provided";
        IdentityNotVerified = "NA6",
            "冒用他人名义或者拒不配合核验真实身份信息的",
            "The complaint was made in another person's name, or the complainant refuses to have their identity verified";
        OtherLawful = "NA7",
            "法律、法规、规章规定不予受理的其他情形",
            "Another case in which laws, regulations or rules provide that a complaint is not accepted";
    }
}

codes! {
    /// Why a mediation ends without agreement; the eight grounds of Order 121 Art. 23, in its
    /// words.
    pub enum TerminationGround {
        WithdrawnOrSettled = "TM1",
            "投诉人撤回投诉或者双方自行和解的",
            "The complainant withdrew the complaint, or the parties settled by themselves";
        PartyRefuses = "TM2",
            "投诉人、被投诉人无正当理由不参加调解，或者明确拒绝调解的",
            "The complainant or the respondent stays away without good reason, or expressly refuses mediation";
        NoAgreement = "TM3",
            "经组织调解，投诉人或者被投诉人明确表示无法达成调解协议的",
            "After mediation, the complainant or the respondent states that no agreement can be reached";
        AppraisalCostDisputed = "TM4",
            "投诉人与被投诉人对鉴定、检测费用承担无法协商一致的",
            "The parties cannot agree who bears the cost of an appraisal or test";
        SixtyDaysElapsed = "TM5",
            "自投诉受理之日起六十日内投诉人和被投诉人未能达成调解协议的",
            "No agreement was reached within sixty days of acceptance";
        GroundFoundLater = "TM6",
            "受理投诉后，发现存在第十六条、第四十二条规定情形的",
            "After acceptance, a situation under Article 16 or Article 42 was found";
        PartyCeasedToExist = "TM7",
            "投诉人、被投诉人死亡或者主体资格灭失的",
            "The complainant or the respondent died or ceased to exist";
        OtherLawful = "TM8",
            "法律、法规、规章规定的应当终止调解的其他情形",
            "Another case in which laws, regulations or rules require mediation to be terminated";
    }
}

codes! {
    /// Why a unit sends a case back to the intake desk.
    pub enum ReturnReason {
        MissingElements = "missing_elements", "缺失要素", "Required details are missing";
        Unclear = "unclear", "表述不清", "Not stated clearly";
        WrongType = "wrong_type", "类型有误", "Wrong kind of case";
        VagueAddress = "vague_address", "地址不详", "Address not precise enough";
        KnownAnswer = "known_answer", "已有知识", "Already answered by the knowledge base";
        Duplicate = "duplicate", "重复受理", "Accepted twice";
        Withdrawn = "withdrawn", "市民撤诉", "Withdrawn by the person";
        NotOurs = "not_ours", "不属本职", "Not among this unit's duties";
        Other = "other", "其他原因", "Another reason";
    }
}

codes! {
    /// Why the handling of a case is put on hold.
    pub enum HoldReason {
        InsufficientEvidence = "insufficient_evidence", "证据不足", "Not enough evidence";
        ResponsibilityUnclear = "responsibility_unclear", "责任不清", "Responsibility unclear";
        AwaitingAppraisal = "awaiting_appraisal", "等待鉴定、检测", "Waiting for an appraisal or test";
        AwaitingMaterial = "awaiting_material", "等待补充材料", "Waiting for further material";
        AwaitingRecusal = "awaiting_recusal", "等待回避决定", "Waiting for a decision on recusal";
        AwaitingRightsHolder = "awaiting_rights_holder", "等待权利人辨认", "Waiting for the rights holder";
    }
}
