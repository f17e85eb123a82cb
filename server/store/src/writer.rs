//! The one writer of SQLite: group commit with a savepoint for each request.
//!
//! Synchronising the disk is what a write costs. Requests that are already waiting share one
//! commit, so the rate of writes is not bound to the rate of synchronisations. A request that
//! fails or panics is rolled back to its savepoint and fails alone. Nobody is answered before
//! the commit has returned.
//!
//! The write-ahead log is emptied into the database when the writer is idle (nothing erased
//! lingers in it), and by SQLite itself after every 1000 pages under load.

use std::{any::Any, panic::AssertUnwindSafe, panic::resume_unwind};

use futures::{FutureExt, future::BoxFuture};
use sqlx::SqliteConnection;
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout},
};

use crate::{Error, Result, Tx, sqlite::SqliteFile, tx::Connection};

/// The way to the writer.
#[derive(Clone)]
pub(crate) struct WriterHandle {
    queue: mpsc::Sender<Message>,
}

enum Message {
    Work(Box<dyn Request>),
    /// Finish what waits, accept nothing more, hand over the connection.
    Close(oneshot::Sender<Option<SqliteConnection>>),
}

/// A request whose types the writer need not know.
trait Request: Send {
    /// Does the work; answers whether it is to be kept.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Answers whoever waits, after the commit returned or failed.
    fn answer(self: Box<Self>, committed: Result<()>);
}

type Panic = Box<dyn Any + Send>;

struct Pending<F, T, E> {
    work: Option<F>,
    outcome: Option<Result<Result<T, E>, Panic>>,
    reply: oneshot::Sender<Result<Result<T, E>, Panic>>,
}

impl<F, T, E> Request for Pending<F, T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let Some(work) = self.work.take() else {
                return false;
            };
            let outcome = AssertUnwindSafe(async { work(tx).await })
                .catch_unwind()
                .await;
            let keep = matches!(outcome, Ok(Ok(_)));
            self.outcome = Some(outcome);
            keep
        })
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let answer = match (self.outcome, committed) {
            (Some(Ok(Ok(_))) | None, Err(error)) => Ok(Err(error.into())),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => Ok(Err(Error::Closed.into())),
        };
        // Whoever asked may have gone away; the commit stands all the same.
        drop(self.reply.send(answer));
    }
}

impl WriterHandle {
    /// Starts the writer on its own connection.
    pub(crate) fn spawn(file: SqliteFile, connection: SqliteConnection) -> Self {
        let (queue, requests) = mpsc::channel(file.options.queue.max(1));
        let writer = Writer {
            file,
            tx: Some(Tx::sqlite_writer(connection)),
            log_in_use: true,
        };
        tokio::spawn(writer.run(requests));
        Self { queue }
    }

    /// Waits for a turn, the work and its commit.
    pub(crate) async fn submit<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let pending = Pending {
            work: Some(work),
            outcome: None,
            reply,
        };
        self.queue
            .try_send(Message::Work(Box::new(pending)))
            .map_err(|refused| match refused {
                mpsc::error::TrySendError::Full(_) => Error::BUSY,
                mpsc::error::TrySendError::Closed(_) => Error::Closed,
            })?;
        match answer.await {
            Ok(Ok(result)) => result,
            // The panic belongs to whoever asked, as it does where no writer stands between.
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Err(Error::Closed.into()),
        }
    }

    /// Lets the writer finish what waits and takes its connection.
    pub(crate) async fn close(&self) -> Option<SqliteConnection> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Close(reply)).await.ok()?;
        answer.await.ok().flatten()
    }
}

struct Writer {
    file: SqliteFile,
    /// None after a failure that may have left the connection in an unknown state.
    tx: Option<Tx>,
    /// Whether the write-ahead log may hold pages.
    log_in_use: bool,
}

impl Writer {
    async fn run(mut self, mut queue: mpsc::Receiver<Message>) {
        while let Some(message) = self.next(&mut queue).await {
            let close = match message {
                Message::Work(request) => self.serve(request, &mut queue).await,
                Message::Close(reply) => Some(reply),
            };
            if let Some(reply) = close {
                queue.close();
                while let Some(message) = queue.recv().await {
                    if let Message::Work(request) = message {
                        self.serve(request, &mut queue).await;
                    }
                }
                drop(reply.send(self.tx.take().and_then(Tx::into_writer)));
                return;
            }
        }
    }

    /// The next message; while there is none, the log is emptied.
    async fn next(&mut self, queue: &mut mpsc::Receiver<Message>) -> Option<Message> {
        while self.log_in_use {
            match timeout(self.file.options.idle, queue.recv()).await {
                Ok(message) => return message,
                Err(_) => self.empty_log().await,
            }
        }
        queue.recv().await
    }

    /// Serves a request and those that wait behind it with one commit.
    async fn serve(
        &mut self,
        first: Box<dyn Request>,
        queue: &mut mpsc::Receiver<Message>,
    ) -> Option<oneshot::Sender<Option<SqliteConnection>>> {
        let mut batch = Batch {
            requests: vec![first],
            close: None,
        };
        let committed = self.commit(&mut batch, queue).await;
        if let Err(error) = &committed {
            tracing::warn!(requests = batch.requests.len(), %error, "a write batch failed");
            self.recover(error).await;
        }
        for request in batch.requests {
            request.answer(committed.clone());
        }
        batch.close
    }

    async fn commit(
        &mut self,
        batch: &mut Batch,
        queue: &mut mpsc::Receiver<Message>,
    ) -> Result<()> {
        let (most, window) = (self.file.options.batch, self.file.options.batch_window);
        self.log_in_use = true;
        let begun = self.begin().await;
        if begun.is_err() {
            // All who wait would wait for the same thing in vain.
            while batch.take_waiting(queue) {}
        }
        let tx = begun?;
        let opened = Instant::now();
        while let Some(request) = batch.requests.last_mut() {
            execute(tx, "SAVEPOINT request").await?;
            if !request.run(tx).await {
                execute(tx, "ROLLBACK TO request").await?;
            }
            execute(tx, "RELEASE request").await?;
            let full = batch.requests.len() >= most || opened.elapsed() >= window;
            if full || !batch.take_waiting(queue) {
                break;
            }
        }
        execute(tx, "COMMIT").await
    }

    async fn begin(&mut self) -> Result<&mut Tx> {
        if self.tx.is_none() {
            let connection = self.file.open_writer().await;
            let connection = connection.map_err(|error| Error::from_driver(error, "open"))?;
            self.tx = Some(Tx::sqlite_writer(connection));
        }
        let tx = self.tx.as_mut().ok_or(Error::Closed)?;
        execute(tx, "BEGIN IMMEDIATE").await?;
        Ok(tx)
    }

    /// Drops what a failed batch wrote, and the connection unless it merely had to wait.
    async fn recover(&mut self, error: &Error) {
        if matches!(error, Error::Busy { .. }) {
            if let Some(tx) = self.tx.as_mut() {
                // Fails where no transaction is open, which is what is wanted.
                drop(execute(tx, "ROLLBACK").await);
            }
        } else if let Some(connection) = self.tx.take().and_then(Tx::into_writer) {
            // SQLite rolls an open transaction back when its connection ends.
            drop(sqlx::Connection::close(connection).await);
        }
        if matches!(error, Error::Full) {
            // What the log holds twice is room for the next request.
            self.empty_log().await;
        }
    }

    /// Empties the write-ahead log unless a reader still needs it.
    async fn empty_log(&mut self) {
        match self.file.empty_log().await {
            Ok(emptied) => self.log_in_use = !emptied,
            Err(error) => tracing::warn!(%error, "the write-ahead log could not be emptied"),
        }
    }
}

struct Batch {
    requests: Vec<Box<dyn Request>>,
    close: Option<oneshot::Sender<Option<SqliteConnection>>>,
}

impl Batch {
    /// Takes one more request if one waits; a wish to close ends the batch.
    fn take_waiting(&mut self, queue: &mut mpsc::Receiver<Message>) -> bool {
        match queue.try_recv() {
            Ok(Message::Work(request)) => {
                self.requests.push(request);
                true
            }
            Ok(Message::Close(reply)) => {
                self.close = Some(reply);
                false
            }
            Err(_) => false,
        }
    }
}

async fn execute(tx: &mut Tx, statement: &'static str) -> Result<()> {
    match tx.connection() {
        Connection::Sqlite(connection) => sqlx::query(statement)
            .execute(connection)
            .await
            .map(drop)
            .map_err(|error| Error::from_driver(error, statement)),
        Connection::Postgres(_) => Ok(()),
    }
}
