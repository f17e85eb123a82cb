//! Organisations, what they may do, and the roles of their people.

use super::codes;

codes! {
    /// The kinds of organisations that work on cases.
    pub enum OrganisationKind {
        CountyCentre = "county_centre", "县级消费维权中心", "County consumer-rights centre";
        Association = "association", "消费者协会", "Consumer association";
        Authority = "authority", "市场监督管理局", "Market regulation authority";
        Office = "office", "市场监督管理所", "Market regulation office";
        Station = "station", "消费维权服务站", "Consumer-rights service station";
        ServicePoint = "service_point", "消费维权服务点", "Consumer-rights service point";
        OdrBusiness = "odr_business", "在线消费纠纷解决企业", "Business with online dispute resolution";
        Hotline = "hotline", "热线", "Hotline";
    }
}

codes! {
    /// What an organisation may do by law or by entrustment.
    pub enum Capability {
        Register = "register", "登记", "Register a case";
        Decide = "decide", "决定受理或不予受理", "Decide on acceptance";
        Settle = "settle", "促成和解", "Bring about a settlement";
        Mediate = "mediate", "调解", "Mediate";
        Investigate = "investigate", "核查、调查", "Verify and investigate";
    }
}

impl OrganisationKind {
    /// Whether organisations of this kind have a capability of their own. Deciding, mediating
    /// and investigating are powers of market regulation (Order 121 Art. 2, 13 and 18).
    pub const fn may(self, capability: Capability) -> bool {
        match capability {
            Capability::Register => true,
            Capability::Settle => !matches!(self, Self::Hotline),
            Capability::Decide | Capability::Mediate | Capability::Investigate => {
                matches!(self, Self::Authority | Self::Office)
            }
        }
    }

    /// Whether an authority may entrust a mediation to organisations of this kind in writing.
    /// The entrustment is a fact of the case and is checked there.
    pub const fn mediates_when_entrusted(self) -> bool {
        matches!(self, Self::CountyCentre | Self::Association)
    }
}

codes! {
    /// The roles a staff account can hold, several at once.
    pub enum Role {
        Operator = "operator", "话务员", "Operator";
        Handler = "handler", "处理员", "Handler";
        Mediator = "mediator", "调解员", "Mediator";
        Liaison = "liaison", "专职联络员", "Liaison";
        Expert = "expert", "专家", "Expert";
        DepartmentHead = "department_head", "科室负责人", "Head of department";
        Leader = "leader", "领导", "Leader";
        Superior = "superior", "上级主管", "Higher authority";
        Supervisor = "supervisor", "监督人员", "Supervisor";
        Analyst = "analyst", "统计员", "Analyst";
        Publicist = "publicist", "宣传专员", "Publicist";
        Admin = "admin", "管理员", "Administrator";
    }
}
