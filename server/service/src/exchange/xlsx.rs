//! Excel workbooks.

use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};
use domain::exchange::{Column, Flaw, Row, RowProblem};
use domain::locale::Locale;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::read::{Cell, Limits, Table};

/// Every workbook is a ZIP archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// Cells to the right of this are no table of thirteen columns.
const MOST_COLUMNS: u32 = 64;
/// Parts of a workbook; a real one has a few dozen.
const MOST_PARTS: usize = 1_000;
/// The name of the sheet that is written.
const SHEET: &str = "案件";
/// Widths of the columns, in characters.
const WIDTHS: [f64; 13] = [
    24.0, 10.0, 16.0, 28.0, 34.0, 60.0, 20.0, 20.0, 34.0, 16.0, 26.0, 26.0, 60.0,
];

/// Whether these bytes may be a workbook.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ARCHIVE)
}

fn no_table() -> Vec<RowProblem> {
    vec![RowProblem::of_file(Flaw::NotATable)]
}

/// Hands the rows of the first sheet to a table, one at a time.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    table: &mut Table<'_>,
) -> Result<(), Vec<RowProblem>> {
    unpack(bytes, limits.unpacked)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| no_table())?;
    let sheet = workbook
        .sheet_names()
        .first()
        .cloned()
        .ok_or_else(no_table)?;
    let merged = workbook.merge_cells_by_sheet_name(&sheet);
    if merged.is_ok_and(|merged| !merged.is_empty()) {
        return Err(vec![RowProblem::of_file(Flaw::Merged)]);
    }
    let mut reader = workbook
        .worksheet_cells_reader(&sheet)
        .map_err(|_| no_table())?;
    let mut line = Line::default();
    // Formulas are not written out: one that repeats itself could be very long.
    while let Some(cell) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| no_table())?
    {
        let (row, column) = cell.pos;
        if row != line.row {
            if line.hand_over(table)?.is_break() {
                return Ok(());
            }
            line.begin(row);
        }
        let value = match cell.formula {
            Some(_) => Value::Wrong(Flaw::Formula),
            None => value(&cell.value),
        };
        line.put(column, value)?;
    }
    line.hand_over(table).map(|_| ())
}

/// Unpacks every part once and throws it away, so that a file cannot grow beyond its limit later,
/// whatever it says of its own sizes.
fn unpack(bytes: &[u8], most: u64) -> Result<(), Vec<RowProblem>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_table())?;
    if archive.len() > MOST_PARTS {
        return Err(vec![RowProblem::of_file(Flaw::TooLarge)]);
    }
    let mut left = most;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| no_table())?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        left = left
            .checked_sub(unpacked.map_err(|_| no_table())?)
            .ok_or_else(|| vec![RowProblem::of_file(Flaw::TooLarge)])?;
    }
    Ok(())
}

enum Value {
    Text(String),
    Wrong(Flaw),
}

/// What stands in a cell, as text: a date as year, month and day, whole numbers without a point.
fn value(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::Empty => Value::Text(String::new()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Value::Text(text.clone())
        }
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Int(number) => Value::Text(number.to_string()),
        // Beyond, a spreadsheet keeps no digits.
        DataRef::Float(number) if number.abs() >= 1e15 => Value::Wrong(Flaw::Rounded),
        DataRef::Float(number) => Value::Text(number.to_string()),
        DataRef::Bool(is_true) => Value::Text(if *is_true { "是" } else { "否" }.to_owned()),
        DataRef::DateTime(instant) => {
            let (year, month, day, ..) = instant.to_ymd_hms_milli();
            Value::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::Error(_) => Value::Wrong(Flaw::ErrorValue),
    }
}

/// The cells of one row, gathered.
#[derive(Default)]
struct Line {
    row: u32,
    cells: Vec<Value>,
}

impl Line {
    fn begin(&mut self, row: u32) {
        self.row = row;
        self.cells.clear();
    }

    fn put(&mut self, column: u32, value: Value) -> Result<(), Vec<RowProblem>> {
        if column >= MOST_COLUMNS {
            return match value {
                Value::Text(text) if text.is_empty() => Ok(()),
                _ => Err(vec![RowProblem::of_row(self.row + 1, Flaw::Ragged)]),
            };
        }
        let place = usize::try_from(column).unwrap_or(usize::MAX);
        while self.cells.len() <= place {
            self.cells.push(Value::Text(String::new()));
        }
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = value;
        }
        Ok(())
    }

    fn hand_over(
        &self,
        table: &mut Table<'_>,
    ) -> Result<std::ops::ControlFlow<()>, Vec<RowProblem>> {
        let cells: Vec<Cell<'_>> = self
            .cells
            .iter()
            .map(|value| match value {
                Value::Text(text) => Cell::Text(text),
                Value::Wrong(flaw) => Cell::Wrong(*flaw),
            })
            .collect();
        table.line(self.row + 1, &cells)
    }
}

/// Writes a workbook: every cell is text, so no program takes one for a number or a formula.
pub(super) struct XlsxTable {
    workbook: Workbook,
    text: Format,
    next: u32,
}

impl XlsxTable {
    pub(super) fn begin() -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let text = Format::new().set_num_format("@").set_text_wrap();
        let heading = Format::new().set_num_format("@").set_bold();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(SHEET)?;
        sheet.set_freeze_panes(1, 0)?;
        for ((place, column), width) in (0..).zip(Column::ALL).zip(WIDTHS) {
            sheet.set_column_width(place, width)?;
            sheet.write_string_with_format(0, place, column.label(Locale::ZhCn), &heading)?;
        }
        Ok(Self {
            workbook,
            text,
            next: 1,
        })
    }

    pub(super) fn row(&mut self, row: &Row) -> Result<(), XlsxError> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (place, cell) in (0..).zip(row.cells()) {
            sheet.write_string_with_format(self.next, place, cell, &self.text)?;
        }
        self.next += 1;
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }
}
