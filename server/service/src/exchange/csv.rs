//! Tables as text with separators.

use std::io::Write;

use domain::exchange::{Column, Flaw, Row, RowProblem, guarded, unguarded};
use domain::locale::Locale;

use super::read::{Cell, Table};
use super::text;

/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Hands the lines of a file to a table.
pub(super) fn read(bytes: &[u8], table: &mut Table<'_>) -> Result<(), Vec<RowProblem>> {
    let text = text::decode(bytes).ok_or_else(|| vec![RowProblem::of_file(Flaw::Encoding)])?;
    // One kind of line end, so that lines can be counted as a spreadsheet counts them.
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.push('\n');
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .terminator(::csv::Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    let mut within = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Err(_) => return Err(vec![RowProblem::of_file(Flaw::NotATable)]),
            Ok(true) => {}
        }
        // A cell of several lines is one line of the table.
        within += record
            .iter()
            .map(|cell| cell.matches('\n').count())
            .sum::<usize>() as u64;
        let line = reader.position().line().saturating_sub(1 + within);
        let cells: Vec<Cell<'_>> = record
            .iter()
            .map(|cell| Cell::Text(unguarded(cell)))
            .collect();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        if table.line(line, &cells)?.is_break() {
            return Ok(());
        }
    }
}

/// The separator that stands most often in the first line.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|sign| count(*sign))
        .unwrap_or(b',')
}

/// Writes a table.
pub(super) struct CsvTable<W: Write>(::csv::Writer<W>);

impl<W: Write> CsvTable<W> {
    pub(super) fn begin(mut out: W) -> std::io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(Column::ALL.iter().map(|column| column.label(Locale::ZhCn)))?;
        Ok(Self(writer))
    }

    pub(super) fn row(&mut self, row: &Row) -> std::io::Result<()> {
        Ok(self
            .0
            .write_record(row.cells().iter().map(|cell| guarded(cell)))?)
    }

    pub(super) fn end(self) -> std::io::Result<W> {
        self.0
            .into_inner()
            .map_err(|error| std::io::Error::other(error.to_string()))
    }
}
