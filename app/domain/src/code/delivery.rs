//! How a document reached whom it is for.

use super::codes;

codes! {
    /// Ways of delivery that staff record; opening a document through a receipt or a link is
    /// recorded by itself.
    pub enum DeliveryWay {
        InPerson = "in_person", "当面送达", "Handed over";
        Post = "post", "邮寄送达", "By post";
        Text = "text", "短信告知", "By text message";
        Email = "email", "电子邮件", "By e-mail";
        Phone = "phone", "电话告知", "By telephone";
        Left = "left", "留置送达", "Left at the place";
        Notice = "notice", "公告送达", "By public notice";
    }
}
