//! Tables of cases in the thirteen columns of `domain::exchange`: in as CSV or XLSX after a look
//! at what would happen, out as CSV or XLSX with a record of who took what.

mod csv;
mod export;
mod import;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod xlsx;

pub use export::{ExportRequest, Exported, Format, export, export_all, template};
pub use import::{ImportProgress, confirm, import_all, look, may_import, upload};
pub use read::Limits;
