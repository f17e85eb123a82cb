//! Files as people and programs really make them, and as nobody should.

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use domain::exchange::{Column, Flaw, Row, RowProblem};
use domain::locale::Locale;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Workbook};

use super::csv::CsvTable;
use super::read::{Limits, Rows, read};
use super::xlsx::XlsxTable;

type Read = Vec<(u32, Result<Row, Vec<RowProblem>>)>;

#[derive(Default)]
struct All(Read);

impl Rows for All {
    fn row(&mut self, line: u32, row: Result<Row, Vec<RowProblem>>) -> ControlFlow<()> {
        self.0.push((line, row));
        ControlFlow::Continue(())
    }
}

fn rows(bytes: &[u8]) -> Result<Read, Vec<RowProblem>> {
    let mut all = All::default();
    read(bytes, &Limits::DESK, &mut all).map(|()| all.0)
}

fn flaw(bytes: &[u8]) -> Flaw {
    rows(bytes).unwrap_err()[0].flaw
}

fn headings() -> String {
    let names: Vec<&str> = Column::ALL
        .iter()
        .map(|column| column.label(Locale::ZhCn))
        .collect();
    names.join(",")
}

fn row(cells: &[(Column, &str)]) -> Row {
    let mut row = Row::default();
    for (column, text) in cells {
        row.set(*column, *text);
    }
    row
}

/// A workbook with headings in the first row.
fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (place, column) in (0..).zip(Column::ALL) {
        sheet
            .write_string(0, place, column.label(Locale::ZhCn))
            .unwrap();
    }
    fill(sheet);
    workbook.save_to_buffer().unwrap()
}

fn place(column: Column) -> u16 {
    u16::try_from(column.place()).unwrap()
}

#[test]
fn encodings_separators_and_line_ends_do_not_matter() {
    let text = format!("{}\r\nA1,投诉,,,,内容\r\n", headings());
    let (gb18030, ..) = encoding_rs::GB18030.encode(&text);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let files = [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        gb18030.into_owned(),
        utf16,
        text.replace(',', "\t").into_bytes(),
        text.replace(',', ";").into_bytes(),
        text.replace("\r\n", "\n").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
        text.trim_end().as_bytes().to_vec(),
    ];
    let expected = row(&[
        (Column::Number, "A1"),
        (Column::Type, "投诉"),
        (Column::Facts, "内容"),
    ]);
    for (place, file) in files.iter().enumerate() {
        let found = rows(file).unwrap();
        assert_eq!(found, [(2, Ok(expected.clone()))], "file {place}");
    }
}

#[test]
fn lines_are_counted_as_a_spreadsheet_counts_them() {
    let text = format!("\n{}\nA1\n\n\"A\n2\"\n,,,\nA3", headings());
    let lines: Vec<u32> = rows(text.as_bytes())
        .unwrap()
        .iter()
        .map(|(line, _)| *line)
        .collect();
    assert_eq!(lines, [3, 5, 7]);
}

#[test]
fn headings_may_stand_in_any_order_and_width_but_all_must_be_there() {
    let mut names: Vec<&str> = Column::ALL.iter().map(|c| c.label(Locale::En)).collect();
    names.reverse();
    let text = format!("{}\n{}", names.join(","), ",".repeat(12) + "Ｎ１");
    let found = rows(text.as_bytes()).unwrap();
    assert_eq!(found[0].1.as_ref().unwrap().cell(Column::Number), "Ｎ１");
    let missing = headings().replace(",反馈内容", ",处理结果");
    let told = rows(missing.as_bytes()).unwrap_err();
    assert_eq!(told[0].flaw, Flaw::ColumnUnknown);
    assert_eq!(told[0].heading.as_deref(), Some("处理结果"));
    assert_eq!(told[1].flaw, Flaw::ColumnMissing);
    assert_eq!(told[1].column, Some(Column::Feedback));
    assert_eq!(
        flaw(format!("{},类型\nx", headings()).as_bytes()),
        Flaw::ColumnTwice
    );
    let long = format!("{}\n{}", headings(), "x,".repeat(20));
    let found = rows(long.as_bytes()).unwrap();
    assert_eq!(found[0].1.as_ref().unwrap_err()[0].flaw, Flaw::Ragged);
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(flaw(b""), Flaw::Empty);
    assert_eq!(flaw(headings().as_bytes()), Flaw::Empty);
    assert_eq!(
        flaw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        Flaw::Encoding
    );
    assert_eq!(flaw(b"PK\x03\x04 and then nothing"), Flaw::NotATable);
    assert_eq!(flaw(b"a,b\nc,d"), Flaw::ColumnUnknown);
    let workbook = workbook(|_| {});
    assert_eq!(flaw(&workbook[..workbook.len() / 2]), Flaw::NotATable);
}

#[test]
fn a_million_rows_end_at_the_limit() {
    let text = format!("{}\n{}", headings(), "A\n".repeat(1_000_000));
    assert_eq!(flaw(text.as_bytes()), Flaw::TooManyRows);
    let sparse = workbook(|sheet| {
        sheet.write_string(1_048_575, 0, "A").unwrap();
    });
    let found = rows(&sparse).unwrap();
    assert_eq!(found[0].0, 1_048_576, "gaps take no room");
    let wide = workbook(|sheet| {
        sheet.write_string(1, 16_383, "A").unwrap();
    });
    assert_eq!(flaw(&wide), Flaw::Ragged);
}

#[test]
fn a_file_that_unpacks_to_very_much_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..65 {
        archive.write_all(&zeros).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(flaw(&bytes), Flaw::TooLarge);
    let large = vec![b'a'; Limits::DESK.bytes + 1];
    assert_eq!(flaw(&large), Flaw::TooLarge);
}

#[test]
fn cells_of_a_workbook_are_read_as_what_they_show() {
    let bytes = workbook(|sheet| {
        let date = CellFormat::new().set_num_format("yyyy-mm-dd");
        let day = ExcelDateTime::from_ymd(2026, 11, 1).unwrap();
        sheet
            .write_number(1, place(Column::Number), 12_345.0)
            .unwrap();
        sheet
            .write_datetime_with_format(1, place(Column::Place), day, &date)
            .unwrap();
        sheet.write_boolean(1, place(Column::Detail), true).unwrap();
        sheet.write_string(1, place(Column::Facts), "=1+1").unwrap();
        sheet
            .write_formula(
                2,
                place(Column::Facts),
                Formula::new("=1+1").set_result("2"),
            )
            .unwrap();
        sheet
            .write_number(3, place(Column::Number), 9.901_012_611_22e20)
            .unwrap();
    });
    let found = rows(&bytes).unwrap();
    let expected = row(&[
        (Column::Number, "12345"),
        (Column::Place, "2026-11-01"),
        (Column::Detail, "是"),
        (Column::Facts, "=1+1"),
    ]);
    assert_eq!(found[0], (2, Ok(expected)));
    let flaws = |place: usize| found[place].1.as_ref().unwrap_err()[0].clone();
    assert_eq!(
        flaws(1),
        RowProblem::of_cell(3, Column::Facts, Flaw::Formula)
    );
    assert_eq!(
        flaws(2),
        RowProblem::of_cell(4, Column::Number, Flaw::Rounded)
    );
}

#[test]
fn merged_cells_are_refused() {
    let bytes = workbook(|sheet| {
        let plain = CellFormat::new();
        sheet.merge_range(1, 0, 2, 0, "A1", &plain).unwrap();
    });
    assert_eq!(flaw(&bytes), Flaw::Merged);
}

/// Texts as they may stand in a stored case: without control characters except line ends.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@'\\-|%＝＋－＠]{0,2}[a-z,;\"\t =退款货]{0,12}",
        "\\PC{0,20}",
        "[a-z]{0,3}\n[=+@\\-]?[a-z]{0,3}",
    ]
    .prop_map(|text| text.replace('\r', ""))
}

fn any_row() -> impl Strategy<Value = Row> {
    proptest::collection::vec(cell(), 13).prop_map(|cells| {
        let mut row = Row::default();
        row.set(Column::Number, "A");
        for (column, text) in Column::ALL.iter().zip(cells) {
            if *column != Column::Number {
                row.set(*column, text);
            }
        }
        row
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(written in proptest::collection::vec(any_row(), 1..6)) {
        let mut csv = CsvTable::begin(Vec::new()).unwrap();
        let mut xlsx = XlsxTable::begin().unwrap();
        for row in &written {
            csv.row(row).unwrap();
            xlsx.row(row).unwrap();
        }
        for bytes in [csv.end().unwrap(), xlsx.end().unwrap()] {
            let read: Vec<Row> = rows(&bytes)
                .unwrap()
                .into_iter()
                .map(|(_, row)| row.unwrap())
                .collect();
            prop_assert_eq!(&read, &written);
        }
    }

    #[test]
    fn no_cell_of_a_csv_file_begins_like_a_formula(row in any_row()) {
        let mut csv = CsvTable::begin(Vec::new()).unwrap();
        csv.row(&row).unwrap();
        let bytes = csv.end().unwrap();
        let mut reader = ::csv::ReaderBuilder::new().from_reader(&bytes[3..]);
        for cell in &reader.records().next().unwrap().unwrap() {
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t']), "{cell:?}");
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        drop(rows(&bytes));
        let mut archive = b"PK\x03\x04".to_vec();
        archive.extend(&bytes);
        drop(rows(&archive));
    }
}
