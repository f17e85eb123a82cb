//! What can be wrong with one field, as a stable code and in both languages.

use serde::{Deserialize, Serialize};

use crate::code::{UnknownCode, codes};
use crate::locale::{Locale, translate_if_known};
use crate::value::{Address, CreditCodeError, MoneyError, PhoneError, RoughDateError, TextError};

codes! {
    /// Why a field was refused. The label is the general message; a field may have a better one
    /// under `errors.<field>.<code>` in the catalogues.
    pub enum Fault {
        // Nothing was given.
        Missing = "missing", "请填写此项", "Fill in this field";
        // Too few characters.
        TooShort = "too_short", "内容太短，请再写具体一些", "Too short: please give more detail";
        // Too many characters or items.
        TooLong = "too_long", "内容太长，请精简", "Too long: please shorten it";
        // Invisible control characters.
        ControlCharacter = "control_character", "含有无法识别的字符，请删除后重新填写", "Contains characters that cannot be stored: remove them";
        // Not a telephone number.
        NotAPhone = "not_a_phone", "手机号码应为 11 位数字，例如 13800138000", "Enter an 11-digit mobile number, such as 13800138000";
        // Not a case number.
        NotACaseNumber = "not_a_case_number", "登记编号应为 21 位数字，请逐位核对", "A case number has 21 digits: please check it digit by digit";
        // Not a one-time code.
        NotACode = "not_a_code", "验证码是 6 位数字", "A code has 6 digits";
        // Neither a code of an authenticator nor a recovery code.
        NotASecondFactor = "not_a_second_factor", "请填写 6 位动态验证码，或 12 位恢复码", "Enter the 6 digits of the app, or a recovery code of 12 characters";
        // Not a PIN.
        NotAPin = "not_a_pin", "PIN 是 6 位数字", "A PIN has 6 digits";
        // Not the end of a telephone number.
        NotAPhoneEnd = "not_a_phone_end", "请填写四位数字", "Enter four digits";
        // Not a unified social credit code.
        NotACreditCode = "not_a_credit_code", "统一社会信用代码应为 18 位，请核对", "A unified social credit code has 18 characters: please check it";
        // A check character does not fit.
        CheckCharacter = "check_character", "统一社会信用代码校验不通过，请逐位核对", "The credit code does not check out: compare it character by character";
        // Not an amount of money.
        NotAnAmount = "not_an_amount", "请用数字填写金额，例如 199.00", "Enter the amount in digits, such as 199.00";
        // Below zero.
        Negative = "negative", "金额不能小于 0", "The amount cannot be below zero";
        // Larger than the system accepts.
        TooLarge = "too_large", "数值过大，请核对", "The value is too large: please check it";
        // Not a date.
        NotADate = "not_a_date", "请填写日期，例如 2026 年 11 月 1 日", "Enter a date, such as 1 November 2026";
        // A day that does not exist.
        ImpossibleDate = "impossible_date", "没有这一天，请核对日期", "There is no such day: please check the date";
        // Later than today.
        InFuture = "in_future", "日期不能晚于今天", "The date cannot be later than today";
        // Earlier than today.
        InPast = "in_past", "日期不能早于今天", "The date cannot be earlier than today";
        // Not in the code list.
        UnknownCode = "unknown_code", "请从列出的选项中选择", "Choose one of the options";
        // Nothing of it.
        Zero = "zero", "至少为 1", "At least 1";
        // A target that could end after the limit of the law.
        BeyondLaw = "beyond_law", "不能长于法定期限", "Not longer than the limit of the law";
        // A clock is counted in another unit.
        OtherUnit = "other_unit", "该时限不按此单位计算", "This clock is not counted in this unit";
        // The law sets it, nobody else.
        SetByLaw = "set_by_law", "由法律规定，不能修改", "Set by the law: it cannot be changed";
        // Something else has this value already.
        Taken = "taken", "已经登记，请勿重复添加", "Registered already: do not add it twice";
        // Two things that cannot be one.
        NotTheSame = "not_the_same", "两者的统一社会信用代码不同，不能合并", "They have different credit codes and cannot be merged";
        // An item that is not offered on the day.
        NotOffered = "not_offered", "该选项已停止使用，请另选一项", "No longer offered: please choose another one";
        // An item that has to stay.
        Needed = "needed", "该选项必须保留，不能停用", "This item has to stay";
        // The request has a member that is not known.
        UnknownField = "unknown_field", "未知字段", "Unknown field";
        // A statement has to be ticked.
        NotAgreed = "not_agreed", "请阅读并勾选", "Please read and tick this";
        // A file of no bytes.
        FileEmpty = "file_empty", "文件是空的，请重新选择", "The file is empty: please choose it again";
        // A file above the limit of one file.
        FileTooLarge = "file_too_large", "文件超过 10 MB，请压缩或截取后再上传", "The file is larger than 10 MB: please make it smaller and try again";
        // A photograph in the format of phones by Apple.
        FileHeic = "file_heic", "这是 HEIC 格式的照片，多数电脑打不开。请截屏后上传截图，或在手机“设置—相机—格式”中选择“兼容性最佳”后重新拍摄", "This photograph is in the HEIC format, which most computers cannot open. Upload a screenshot of it, or choose “Most Compatible” under Settings, Camera, Formats and take it again";
        // A kind of file that is not taken.
        FileKind = "file_kind", "不支持这种文件。可以上传照片（JPG、PNG、WebP）、PDF、MP4 视频和录音（MP3、M4A、AMR、WAV、OGG）", "Files of this kind are not accepted. You can upload pictures (JPG, PNG, WebP), PDF, MP4 videos and recordings (MP3, M4A, AMR, WAV, OGG)";
        // A picture that cannot be decoded.
        FileUnreadable = "file_unreadable", "图片打不开，可能已损坏或没有传完，请重新选择", "The picture cannot be opened, it may be damaged or incomplete: please choose it again";
        // A picture with more points than are unpacked.
        TooManyPixels = "too_many_pixels", "图片超过 4000 万像素，请缩小后再上传", "The picture has more than 40 megapixels: please make it smaller and try again";
        // The case holds as many pictures as it may.
        TooManyImages = "too_many_images", "图片最多 9 张，请先删除一张再上传", "There can be 9 pictures at most: remove one first";
        // The case holds as many other files as it may.
        TooManyFiles = "too_many_files", "图片以外的文件最多 3 个，请先删除一个再上传", "There can be 3 files other than pictures at most: remove one first";
        // The case holds as many bytes as it may.
        NoRoom = "no_room", "全部文件合计最多 50 MB，请先删除一些再上传", "All files together can have 50 MB at most: remove some first";
        // Not of the form the field asks for.
        Malformed = "malformed", "格式不对，请按提示填写", "Not in the right form: see the hint";
        // Choices that exclude each other.
        Incompatible = "incompatible", "所选内容不能同时使用，请调整", "These choices exclude each other";
        // It would stand below itself.
        Cycle = "cycle", "不能放在自己或自己的下级之下", "It cannot stand below itself";
        // A password that is easily guessed.
        Guessable = "guessable", "密码太容易猜到，请换一个", "Too easily guessed: choose another";
        // The repetition differs.
        Different = "different", "两次输入不一致，请重新输入", "The two entries differ: please type them again";
        // Not the present password.
        Wrong = "wrong", "不正确，请重新输入", "Not right: please type it again";
    }
}

impl Fault {
    /// The message for a field, with what to do about it.
    pub fn message(self, field: &str, locale: Locale) -> String {
        let key = format!("errors.{}.{}", field.replace('.', "_"), self.code());
        translate_if_known(locale, &key).unwrap_or_else(|| self.label(locale).to_owned())
    }
}

/// One refused field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Path of the field, such as `complainant.phone`.
    pub field: String,
    /// Why.
    pub code: Fault,
}

impl FieldProblem {
    /// A problem of one field.
    pub fn new(field: impl Into<String>, code: Fault) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }

    /// Name of the form control, the field's path with underscores.
    pub fn control(&self) -> String {
        self.field.replace('.', "_")
    }
}

impl From<UnknownCode> for Fault {
    fn from(_: UnknownCode) -> Self {
        Self::UnknownCode
    }
}

impl From<TextError> for Fault {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Missing => Self::Missing,
            TextError::TooShort { .. } => Self::TooShort,
            TextError::TooLong { .. } => Self::TooLong,
            TextError::ControlCharacter => Self::ControlCharacter,
        }
    }
}

impl From<PhoneError> for Fault {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Missing => Self::Missing,
            _ => Self::NotAPhone,
        }
    }
}

impl From<CreditCodeError> for Fault {
    fn from(error: CreditCodeError) -> Self {
        match error {
            CreditCodeError::Missing => Self::Missing,
            CreditCodeError::OrganisationCheck | CreditCodeError::Check => Self::CheckCharacter,
            _ => Self::NotACreditCode,
        }
    }
}

impl From<MoneyError> for Fault {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Missing => Self::Missing,
            MoneyError::Negative => Self::Negative,
            MoneyError::TooLarge => Self::TooLarge,
            MoneyError::NotANumber | MoneyError::TooManyDecimals => Self::NotAnAmount,
        }
    }
}

impl From<RoughDateError> for Fault {
    fn from(error: RoughDateError) -> Self {
        match error {
            RoughDateError::Missing => Self::Missing,
            RoughDateError::ImpossibleDate => Self::ImpossibleDate,
            RoughDateError::Future => Self::InFuture,
            _ => Self::NotADate,
        }
    }
}

/// Reads fields one after the other and keeps every problem, so that all are shown at once.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    problems: Vec<FieldProblem>,
}

impl Reader {
    pub(crate) fn refuse(&mut self, field: &str, code: Fault) {
        self.problems.push(FieldProblem::new(field, code));
    }

    /// A value that has to be there.
    pub(crate) fn required<T, E: Into<Fault>>(
        &mut self,
        field: &str,
        input: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let Some(text) = input.map(str::trim).filter(|text| !text.is_empty()) else {
            self.refuse(field, Fault::Missing);
            return None;
        };
        self.keep(field, parse(text))
    }

    /// A value that may be left out.
    pub(crate) fn optional<T, E: Into<Fault>>(
        &mut self,
        field: &str,
        input: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = input.map(str::trim).filter(|text| !text.is_empty())?;
        self.keep(field, parse(text))
    }

    /// An address, which only some filings need.
    pub(crate) fn address(
        &mut self,
        path: &str,
        needed: bool,
        input: Option<&str>,
    ) -> Option<Address> {
        let field = format!("{path}.address");
        if needed {
            self.required(&field, input, Address::parse)
        } else {
            self.optional(&field, input, Address::parse)
        }
    }

    fn keep<T, E: Into<Fault>>(&mut self, field: &str, parsed: Result<T, E>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(field, error.into());
                None
            }
        }
    }

    /// The value, if nothing was refused and everything needed is there.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}
