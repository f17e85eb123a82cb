//! Reads a table row by row, whatever its format, and stops at its limits.

use std::ops::ControlFlow;

use domain::exchange::{Column, Flaw, Row, RowProblem};

use super::{csv, xlsx};

/// What a file may ask of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of what an XLSX file unpacks to.
    pub unpacked: u64,
    /// Cases.
    pub rows: usize,
}

impl Limits {
    /// At the desk, where others work on the same machine.
    pub const DESK: Self = Self {
        bytes: 5 * 1024 * 1024,
        unpacked: 64 * 1024 * 1024,
        rows: 2_000,
    };
    /// On the command line.
    pub const COMMAND: Self = Self {
        bytes: 2 * 1024 * 1024 * 1024,
        unpacked: 4 * 1024 * 1024 * 1024,
        rows: 1_048_575,
    };
}

/// A cell as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// Something that is no text; what is wrong with it.
    Wrong(Flaw),
}

/// Takes the rows of a table.
pub(super) trait Rows {
    /// The next row, with its line from 1, or what is wrong with it.
    fn row(&mut self, line: u32, row: Result<Row, Vec<RowProblem>>) -> ControlFlow<()>;
}

/// Reads all rows of a file. Rows without any text are passed over.
///
/// # Errors
/// What is wrong with the file as a whole; some rows may have been handed over before.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    rows: &mut dyn Rows,
) -> Result<(), Vec<RowProblem>> {
    if bytes.len() > limits.bytes {
        return Err(vec![RowProblem::of_file(Flaw::TooLarge)]);
    }
    let mut table = Table::new(limits.rows, rows);
    if xlsx::is_workbook(bytes) {
        xlsx::read(bytes, limits, &mut table)?;
    } else {
        csv::read(bytes, &mut table)?;
    }
    table.end()
}

/// The headings of a file and the rows below them.
pub(super) struct Table<'a> {
    columns: Option<Vec<Option<Column>>>,
    left: usize,
    rows: &'a mut dyn Rows,
    seen: bool,
}

impl<'a> Table<'a> {
    fn new(most: usize, rows: &'a mut dyn Rows) -> Self {
        Self {
            columns: None,
            left: most,
            rows,
            seen: false,
        }
    }

    /// Takes the cells of a line: the headings first, then the cases.
    pub(super) fn line(
        &mut self,
        line: u32,
        cells: &[Cell<'_>],
    ) -> Result<ControlFlow<()>, Vec<RowProblem>> {
        let is_blank = cells
            .iter()
            .all(|cell| matches!(cell, Cell::Text(text) if text.trim().is_empty()));
        if is_blank {
            return Ok(ControlFlow::Continue(()));
        }
        let Some(columns) = &self.columns else {
            self.columns = Some(headings(line, cells)?);
            return Ok(ControlFlow::Continue(()));
        };
        if self.left == 0 {
            return Err(vec![RowProblem::of_file(Flaw::TooManyRows)]);
        }
        self.left -= 1;
        self.seen = true;
        let row = row_of(line, columns, cells);
        Ok(self.rows.row(line, row))
    }

    fn end(self) -> Result<(), Vec<RowProblem>> {
        if self.seen {
            Ok(())
        } else {
            Err(vec![RowProblem::of_file(Flaw::Empty)])
        }
    }
}

fn row_of(
    line: u32,
    columns: &[Option<Column>],
    cells: &[Cell<'_>],
) -> Result<Row, Vec<RowProblem>> {
    let mut row = Row::default();
    let mut problems = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        match (columns.get(place).copied().flatten(), cell) {
            (Some(column), Cell::Text(text)) => row.set(column, *text),
            (Some(column), Cell::Wrong(flaw)) => {
                problems.push(RowProblem::of_cell(line, column, *flaw));
            }
            (None, Cell::Text(text)) if text.trim().is_empty() => {}
            (None, _) => problems.push(RowProblem::of_row(line, Flaw::Ragged)),
        }
    }
    if problems.is_empty() {
        Ok(row)
    } else {
        Err(problems)
    }
}

/// Which column each cell of a line belongs to; `None` below an empty heading.
fn headings(line: u32, cells: &[Cell<'_>]) -> Result<Vec<Option<Column>>, Vec<RowProblem>> {
    let mut problems = Vec::new();
    let mut columns = Vec::with_capacity(cells.len());
    for cell in cells {
        let Cell::Text(text) = cell else {
            problems.push(RowProblem::of_row(line, Flaw::ColumnUnknown));
            continue;
        };
        let found = Column::of_heading(text);
        if found.is_none() && !text.trim().is_empty() {
            problems.push(RowProblem {
                heading: Some(text.chars().take(40).collect()),
                ..RowProblem::of_row(line, Flaw::ColumnUnknown)
            });
        }
        if let Some(column) = found.filter(|_| columns.contains(&found)) {
            problems.push(RowProblem::of_cell(line, column, Flaw::ColumnTwice));
        }
        columns.push(found);
    }
    let missing = Column::ALL
        .iter()
        .filter(|column| !columns.contains(&Some(**column)));
    problems.extend(missing.map(|column| RowProblem::of_cell(line, *column, Flaw::ColumnMissing)));
    if problems.is_empty() {
        Ok(columns)
    } else {
        problems.truncate(MOST_HEADINGS);
        Err(problems)
    }
}

/// Problems of headings that are told: a file of another kind has no end of them.
const MOST_HEADINGS: usize = 30;
