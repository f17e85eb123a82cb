//! How a case arrived.

use super::codes;

codes! {
    /// The channel through which a case came in.
    pub enum Channel {
        Phone = "phone", "电话", "Telephone";
        Web = "web", "互联网平台", "Website";
        WechatMini = "wechat_mini", "微信小程序", "WeChat mini program";
        WechatOfficial = "wechat_official", "微信公众号", "WeChat official account";
        App = "app", "手机应用", "Mobile app";
        AlipayMini = "alipay_mini", "支付宝小程序", "Alipay mini program";
        Letter = "letter", "来函", "Letter";
        Visit = "visit", "来访", "Visit in person";
        Email = "email", "电子邮件", "E-mail";
        Sms = "sms", "短信", "Text message";
        Event = "event", "现场活动登记", "Registered at an event";
        Station = "station", "服务站代录", "Registered by a service station";
        Hotline12345 = "hotline_12345", "12345 热线转办", "Forwarded by the 12345 hotline";
        Superior = "superior", "上级交办", "Assigned by a higher authority";
        Department = "department", "其他部门移送", "Transferred by another department";
        Association = "association", "消费者协会转来", "Passed on by a consumer association";
        Police = "police", "110 转来", "Passed on by the police";
        Congress = "congress", "人大、政协转来", "Passed on by a congress or consultative conference";
    }
}

codes! {
    /// The three groups in which the national statistics count channels.
    pub enum ChannelGroup {
        Phone = "phone", "话务接收", "By telephone";
        Online = "online", "群众互联网填写", "Filed online";
        Entered = "entered", "工作人员录入", "Entered by staff";
    }
}

impl Channel {
    /// The statistical group of the channel.
    pub const fn group(self) -> ChannelGroup {
        match self {
            Self::Phone => ChannelGroup::Phone,
            Self::Web | Self::WechatMini | Self::WechatOfficial | Self::App | Self::AlipayMini => {
                ChannelGroup::Online
            }
            Self::Letter
            | Self::Visit
            | Self::Email
            | Self::Sms
            | Self::Event
            | Self::Station
            | Self::Hotline12345
            | Self::Superior
            | Self::Department
            | Self::Association
            | Self::Police
            | Self::Congress => ChannelGroup::Entered,
        }
    }
}
