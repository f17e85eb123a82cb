//! The columns of the table, and a row of it.

use serde::{Deserialize, Serialize};

use crate::code::codes;
use crate::locale::Locale;
use crate::value::normalise;

codes! {
    /// The thirteen columns, in the order of the list. The Chinese label is the heading in files.
    pub enum Column {
        Number = "number", "登记编号", "Case number";
        Type = "type", "类型", "Type";
        Channel = "channel", "接收方式", "Channel";
        Business = "business", "企业名称", "Business";
        BusinessAddress = "business_address", "企业地址", "Address of the business";
        Facts = "facts", "诉求内容", "Facts and claims";
        Problem = "problem", "问题类别", "Problem";
        Place = "place", "事发地", "Place";
        Detail = "detail", "具体问题", "Detail";
        Status = "status", "初查受理状态", "Status";
        Organisation = "organisation", "处理机构", "Organisation";
        Department = "department", "处理部门", "Department";
        Feedback = "feedback", "反馈内容", "Feedback";
    }
}

impl Column {
    /// Reads a heading: the Chinese or English label or the code, whatever its width and spacing.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let folded = |text: &str| normalise::compact(text).to_lowercase();
        let heading = folded(heading);
        Self::ALL.iter().copied().find(|column| {
            let names = [
                column.label(Locale::ZhCn),
                column.label(Locale::En),
                column.code(),
            ];
            names.iter().any(|name| folded(name) == heading)
        })
    }

    /// Where it stands in a [`Row`], from 0.
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// One row of the table: thirteen texts in the order of [`Column::ALL`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Row([String; 13]);

impl Row {
    /// The text of a cell.
    pub fn cell(&self, column: Column) -> &str {
        self.0.get(column.place()).map_or("", String::as_str)
    }

    /// Sets a cell.
    pub fn set(&mut self, column: Column, text: impl Into<String>) {
        if let Some(cell) = self.0.get_mut(column.place()) {
            *cell = text.into();
        }
    }

    /// All cells in the order of the columns.
    pub fn cells(&self) -> &[String; 13] {
        &self.0
    }

    /// Whether no cell says anything.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|cell| cell.trim().is_empty())
    }
}
