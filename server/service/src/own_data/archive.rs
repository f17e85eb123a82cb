//! Packs what is held into a ZIP archive while it is sent, so that no copy of it lies anywhere.

use std::io::{self, BufWriter, Write};

use bytes::Bytes;
use domain::view::TrackView;
use futures::StreamExt as _;
use futures::stream::BoxStream;
use serde::Serialize;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Link, OwnData, OwnFile};

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for a slow line.
const WAITING: usize = 4;

/// The bytes of an archive; an error ends them when a stored file is not whole.
pub type Pieces = BoxStream<'static, io::Result<Bytes>>;

/// The part for programs.
#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    made_at: String,
    case: &'a TrackView,
    history: &'a [Link],
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    path: &'a str,
    as_it_came: bool,
}

/// Packs it: `page` for people, `case.json` for programs, and the files.
pub fn archive(data: OwnData, page: String) -> Pieces {
    let (sender, receiver) = mpsc::channel(WAITING);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let outgoing = BufWriter::with_capacity(PIECE, Outgoing(sender.clone()));
        if let Err(error) = pack(outgoing, data, &page, &runtime) {
            // Whoever went away is not there to be told.
            drop(sender.blocking_send(Err(error)));
        }
    });
    futures::stream::unfold(receiver, |mut receiver| async move {
        let piece = receiver.recv().await?;
        Some((piece, receiver))
    })
    .boxed()
}

fn pack(to: impl Write, data: OwnData, page: &str, runtime: &Handle) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(to);
    let text = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    zip.start_file("case.html", text)?;
    zip.write_all(page.as_bytes())?;
    zip.start_file("case.json", text)?;
    serde_json::to_writer_pretty(&mut zip, &document(&data))?;
    // Pictures and recordings are as small as they get.
    let stored = text.compression_method(CompressionMethod::Stored);
    for OwnFile { path, mut file, .. } in data.files {
        zip.start_file(path, stored)?;
        while let Some(piece) = runtime.block_on(file.bytes.next()) {
            zip.write_all(&piece?)?;
        }
    }
    zip.finish()?.into_inner().flush()
}

fn document(data: &OwnData) -> Document<'_> {
    let files = data.files.iter().map(|own| Entry {
        id: own.file.id.to_string(),
        path: &own.path,
        as_it_came: own.as_it_came,
    });
    Document {
        format: super::FORMAT,
        made_at: data.made_at.to_rfc3339(),
        case: &data.case,
        history: &data.history,
        files: files.collect(),
    }
}

/// Hands pieces over to the one who sends them.
struct Outgoing(mpsc::Sender<io::Result<Bytes>>);

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Ok(Bytes::copy_from_slice(bytes));
        let sent = self.0.blocking_send(piece);
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
