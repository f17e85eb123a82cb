//! What can be wrong with a file of cases, and what to do about it.

use serde::{Deserialize, Serialize};

use super::Column;
use crate::code::codes;

codes! {
    /// Why a file, a row or a cell cannot be taken over. The label says what to do.
    pub enum Flaw {
        // Of the file.
        TooLarge = "too_large", "文件太大。请分成几个文件，或者请系统管理员用命令行导入", "The file is too large: split it, or ask an administrator to import it on the command line";
        TooManyRows = "too_many_rows", "行数太多。请分成几个文件，或者请系统管理员用命令行导入", "The file has too many rows: split it, or ask an administrator to import it on the command line";
        NotATable = "not_a_table", "无法读取。请上传 CSV 或 XLSX 文件；旧的 XLS 请先另存为 XLSX", "This cannot be read: upload a CSV or XLSX file, and save an old XLS as XLSX first";
        Encoding = "encoding", "文字编码无法识别。请在表格软件中另存为“CSV UTF-8”或 XLSX", "The text encoding is not known: save the file as “CSV UTF-8” or XLSX";
        Empty = "empty", "文件中没有案件。第一行应为列名，案件从第二行开始", "The file has no cases: the first row holds the headings, cases begin in the second";
        ColumnMissing = "column_missing", "缺少这一列。请按模板补上列名，没有内容的列也要保留", "This column is missing: add its heading as in the template, even when its cells are empty";
        ColumnUnknown = "column_unknown", "没有这个列名。请按模板更正或者删除这一列", "There is no such column: correct the heading as in the template, or delete the column";
        ColumnTwice = "column_twice", "列名重复。请只保留一列", "This column occurs twice: keep only one";
        Merged = "merged", "有合并的单元格。请取消合并，在每一行填写内容", "Cells are merged: unmerge them and fill in every row";
        // Of a row.
        Ragged = "ragged", "单元格多于列名。请检查这一行是否有多余的分隔符或引号", "The row has more cells than there are headings: look for a stray separator or quotation mark";
        Twice = "twice", "与前面的一行相同。请删除其中一行", "The row repeats an earlier one: delete one of them";
        // Of a cell.
        Missing = "missing", "不能为空，请填写", "Must not be empty: fill it in";
        TooShort = "too_short", "内容太短，至少 10 个字", "Too short: at least 10 characters";
        TooLong = "too_long", "内容太长。编号、名称和地址最多 100 字，诉求、具体问题和反馈最多 2000 字", "Too long: numbers, names and addresses have at most 100 characters, texts 2,000";
        ControlCharacter = "control_character", "含有无法识别的字符，请删除后重新填写", "Contains characters that cannot be stored: remove them";
        Formula = "formula", "是公式。请复制后“粘贴为数值”", "Is a formula: copy it and paste its value";
        ErrorValue = "error_value", "是表格的错误值（如 #N/A）。请改为实际内容", "Is an error of the spreadsheet such as #N/A: write what belongs there";
        Rounded = "rounded", "编号被表格软件改成了数字，末尾几位已经丢失。请把这一列设为“文本”，再填写原来的编号", "The spreadsheet turned the number into a figure and lost its last digits: format the column as text and write the number again";
        UnknownType = "unknown_type", "请写“投诉”“举报”“咨询”“意见建议”或“法律援助”", "Write 投诉, 举报, 咨询, 意见建议 or 法律援助, or their English names";
        UnknownChannel = "unknown_channel", "没有这种接收方式。请写模板说明中的名称，例如“电话”“来访”", "There is no such channel: write a name from the list below, such as 电话 or 来访";
        UnknownProblem = "unknown_problem", "没有这个问题类别。请写模板说明中的名称，或者留空", "There is no such problem: write a name from the list below, or leave it empty";
        UnknownStatus = "unknown_status", "没有这种状态。请写“待受理”“已受理”“不予受理”“已办结”等，或者留空", "There is no such status: write 待受理, 已受理, 不予受理 or 已办结, or leave it empty";
        UnknownOrganisation = "unknown_organisation", "您可以办理的机构中没有这个名称。请写系统中的机构名称，或者留空由本单位办理", "None of your organisations has this name: write it as it stands in the system, or leave it empty for your own";
    }
}

/// Something wrong in a file: where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Line as a spreadsheet counts them, from 1; 0 for the file as a whole.
    pub line: u32,
    /// The column, where it is about one.
    pub column: Option<Column>,
    /// What is wrong.
    pub flaw: Flaw,
    /// The heading as it stands in the file, where that is what is wrong.
    pub heading: Option<String>,
}

impl RowProblem {
    /// A problem of the whole file.
    pub const fn of_file(flaw: Flaw) -> Self {
        Self::of_row(0, flaw)
    }

    /// A problem of a row.
    pub const fn of_row(line: u32, flaw: Flaw) -> Self {
        Self {
            line,
            column: None,
            flaw,
            heading: None,
        }
    }

    /// A problem of a cell, or of a column in line 1.
    pub const fn of_cell(line: u32, column: Column, flaw: Flaw) -> Self {
        Self {
            line,
            column: Some(column),
            flaw,
            heading: None,
        }
    }
}
