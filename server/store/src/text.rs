//! Search by tokens: which cases hold all that is asked for.
//!
//! A token arrives hashed: letters and digits without blanks. The index keeps of each case its set
//! of tokens, no positions, and the organisation, so that the scope of a search is part of it.

use uuid::Uuid;

use crate::{
    CaseFileRow, Result, Tx,
    case::file_columns,
    sql::{query, statements},
    tx::Connection,
};

/// What a case must hold to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextQuery {
    /// This token.
    Token(String),
    /// All of these; an empty list is fulfilled by nothing.
    All(Vec<TextQuery>),
    /// One of these; an empty list is fulfilled by nothing.
    Any(Vec<TextQuery>),
}

/// A case that may be what was searched for.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CandidateRow {
    /// Its place in the index, which continues the search.
    pub place: i64,
    /// The case.
    #[sqlx(flatten)]
    pub file: CaseFileRow,
}

/// A case that the index does not hold yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MissingRow {
    /// Its place in the index, which continues the list.
    pub place: i64,
    /// The case.
    pub case_id: Uuid,
}

statements! {
    PLACE = both "INSERT INTO case_place (case_id, indexed) VALUES ($1, $2)
        ON CONFLICT (case_id) DO UPDATE SET indexed = excluded.indexed";
    CLAIM = both "UPDATE case_place SET indexed = TRUE WHERE case_id = $1 AND indexed = FALSE";
    PUT = sqlite "INSERT OR REPLACE INTO case_text (rowid, tokens)
            SELECT place, $2 FROM case_place WHERE case_id = $1",
        postgres "INSERT INTO case_text (place, tokens)
            SELECT place, array_to_tsvector(string_to_array($2, ' '))
            FROM case_place WHERE case_id = $1
            ON CONFLICT (place) DO UPDATE SET tokens = excluded.tokens";
    DELETE = sqlite "DELETE FROM case_text
            WHERE rowid = (SELECT place FROM case_place WHERE case_id = $1)",
        postgres "DELETE FROM case_text
            WHERE place = (SELECT place FROM case_place WHERE case_id = $1)";
    FORGET_ALL = both "UPDATE case_place SET indexed = FALSE WHERE indexed = TRUE";
    LIST_MISSING = both "SELECT place, case_id FROM case_place
        WHERE indexed = FALSE AND place > $1 ORDER BY place LIMIT $2";
    SEARCH = sqlite concat!("SELECT place, ", file_columns!(), " FROM case_text
            JOIN case_place ON case_place.place = case_text.rowid
            JOIN case_file ON case_file.id = case_place.case_id
            WHERE case_text MATCH $1 AND case_text.rowid < $2
            ORDER BY case_text.rowid DESC LIMIT $3"),
        // The page is cut before the cases are joined, or the planner may begin with them.
        postgres concat!("SELECT place, ", file_columns!(), " FROM (
                SELECT case_text.place, case_id FROM case_text
                JOIN case_place ON case_place.place = case_text.place
                WHERE tokens @@ $1::text::tsquery AND case_text.place < $2
                ORDER BY case_text.place DESC LIMIT $3
            ) AS found
            JOIN case_file ON case_file.id = found.case_id
            ORDER BY place DESC");
}

/// Repository of `case_text` and `case_place`.
pub struct Texts<'t>(pub(crate) &'t mut Tx);

impl Texts<'_> {
    /// Gives a new case its place, without tokens for now.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn begin(&mut self, case_id: Uuid) -> Result<()> {
        query!(self.0, PLACE, [case_id, false], execute)?;
        Ok(())
    }

    /// Replaces all tokens of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace(
        &mut self,
        case_id: Uuid,
        organisation_id: Uuid,
        tokens: &[String],
    ) -> Result<()> {
        query!(self.0, PLACE, [case_id, true], execute)?;
        self.put(case_id, organisation_id, tokens).await
    }

    /// Indexes a case that [`Texts::list_missing`] named, unless somebody did so meanwhile: theirs
    /// is newer. Answers whether it was written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fill(
        &mut self,
        case_id: Uuid,
        organisation_id: Uuid,
        tokens: &[String],
    ) -> Result<bool> {
        let claimed = query!(self.0, CLAIM, [case_id], execute)? == 1;
        if claimed {
            self.put(case_id, organisation_id, tokens).await?;
        }
        Ok(claimed)
    }

    async fn put(&mut self, case_id: Uuid, organisation: Uuid, tokens: &[String]) -> Result<()> {
        let mut line = organisation_token(organisation);
        for token in tokens {
            line.push(' ');
            line.push_str(token);
        }
        query!(self.0, PUT, [case_id, &line], execute)?;
        Ok(())
    }

    /// Lists up to `limit` cases that fulfil a query in one of the organisations, newest first.
    /// For the next page, `before` is the last place. Tokens are hashed and cut, so these are
    /// candidates: whoever asks compares the texts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(
        &mut self,
        wanted: &TextQuery,
        organisation_ids: &[Uuid],
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<CandidateRow>> {
        let scope = organisation_ids.iter().copied().map(organisation_token);
        let scope = TextQuery::Any(scope.map(TextQuery::Token).collect());
        let dialect = match self.0.connection() {
            Connection::Sqlite(_) => &SQLITE,
            Connection::Postgres(_) => &POSTGRES,
        };
        let Some(expression) = dialect.write(&TextQuery::All(vec![scope, wanted.clone()])) else {
            return Ok(Vec::new());
        };
        let before = before.unwrap_or(i64::MAX);
        query!(
            self.0,
            SEARCH as CandidateRow,
            [&expression, before, limit],
            fetch_all
        )
    }

    /// Lists cases that the index does not hold yet, oldest first. Begin after 0, continue with
    /// the last place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_missing(&mut self, after: i64, limit: i64) -> Result<Vec<MissingRow>> {
        query!(
            self.0,
            LIST_MISSING as MissingRow,
            [after, limit],
            fetch_all
        )
    }

    /// Counts every case as not indexed, so that all are indexed anew; the tokens that are there
    /// serve until then. Answers how many had been indexed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_all(&mut self) -> Result<u64> {
        query!(self.0, FORGET_ALL, [], execute)
    }

    /// Deletes the tokens of an erased case; it is not indexed again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_for_case(&mut self, case_id: Uuid) -> Result<u64> {
        query!(self.0, PLACE, [case_id, true], execute)?;
        query!(self.0, DELETE, [case_id], execute)
    }
}

/// Longer than any hashed token, so none is mistaken for it.
fn organisation_token(id: Uuid) -> String {
    format!("o{}", id.simple())
}

/// How an engine writes an expression.
struct Dialect {
    quote: char,
    and: &'static str,
    or: &'static str,
}

const SQLITE: Dialect = Dialect {
    quote: '"',
    and: " AND ",
    or: " OR ",
};
const POSTGRES: Dialect = Dialect {
    quote: '\'',
    and: " & ",
    or: " | ",
};

impl Dialect {
    /// The expression; none when nothing can fulfil it.
    fn write(&self, wanted: &TextQuery) -> Option<String> {
        match wanted {
            TextQuery::Token(token) => self.token(token),
            TextQuery::All(parts) => {
                let parts: Option<Vec<String>> =
                    parts.iter().map(|part| self.write(part)).collect();
                parts.and_then(|parts| join(&parts, self.and))
            }
            TextQuery::Any(parts) => {
                let parts: Vec<String> = parts.iter().filter_map(|part| self.write(part)).collect();
                join(&parts, self.or)
            }
        }
    }

    /// A token within quotes. One with other signs than letters and digits is in no index.
    fn token(&self, token: &str) -> Option<String> {
        let plain = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let quote = self.quote;
        plain.then(|| format!("{quote}{token}{quote}"))
    }
}

fn join(parts: &[String], by: &str) -> Option<String> {
    (!parts.is_empty()).then(|| format!("({})", parts.join(by)))
}

#[cfg(test)]
mod tests {
    use super::{POSTGRES, SQLITE, TextQuery};

    fn token(text: &str) -> TextQuery {
        TextQuery::Token(text.to_owned())
    }

    #[test]
    fn an_expression_is_written_in_the_dialect_of_the_engine() {
        let wanted = TextQuery::All(vec![
            token("A1"),
            TextQuery::Any(vec![token("B2"), TextQuery::All(vec![token("C3")])]),
        ]);
        assert_eq!(
            SQLITE.write(&wanted).unwrap(),
            r#"("A1" AND ("B2" OR ("C3")))"#
        );
        assert_eq!(POSTGRES.write(&wanted).unwrap(), "('A1' & ('B2' | ('C3')))");
    }

    #[test]
    fn what_nothing_fulfils_is_not_asked() {
        for dialect in [SQLITE, POSTGRES] {
            assert_eq!(dialect.write(&TextQuery::All(vec![])), None);
            assert_eq!(dialect.write(&TextQuery::Any(vec![])), None);
            for sign in ["", "a\"b", "a'b", "a b", "退款"] {
                assert_eq!(dialect.write(&token(sign)), None, "{sign}");
                let all = TextQuery::All(vec![token("A1"), token(sign)]);
                assert_eq!(dialect.write(&all), None, "{sign}");
            }
        }
    }
}
