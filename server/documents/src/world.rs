//! All that a sheet can see: the sheets, one typeface, and the facts of one document.

use domain::document::Template;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _};

use crate::BrokenFont;
use crate::sheets::{BASE, sheet};

/// The family that the sheets name.
pub const FAMILY: &str = "Noto Serif SC";

/// Where a sheet finds the facts.
const FACTS: &str = "/document.json";

/// What is the same for all documents.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    font: Font,
    sources: Vec<Source>,
}

impl Press {
    /// Reads the typeface and the sheets.
    pub fn new(font: Vec<u8>) -> Result<Self, BrokenFont> {
        let font = Font::new(Bytes::new(font), 0).ok_or(BrokenFont::Unreadable)?;
        if font.info().family != FAMILY {
            return Err(BrokenFont::OtherFamily);
        }
        let sheets = Template::ALL.iter().map(|template| sheet(*template));
        let sources = sheets.chain([BASE]);
        Ok(Self {
            library: LazyHash::new(
                // Cells of a form that name the cell beside them are read aloud with it.
                Library::builder()
                    .with_features(Features::from_iter([Feature::A11yExtras]))
                    .build(),
            ),
            book: LazyHash::new(FontBook::from_fonts([&font])),
            font,
            sources: sources
                .map(|(path, text)| Source::new(id(path), text.to_owned()))
                .collect(),
        })
    }

    /// The typeface.
    pub const fn font(&self) -> &Font {
        &self.font
    }
}

/// The world of one document.
pub struct World<'p> {
    press: &'p Press,
    main: FileId,
    facts: Bytes,
}

impl<'p> World<'p> {
    /// One document with its facts as JSON. They are data to the sheets, so whatever people wrote
    /// stays text.
    pub fn new(press: &'p Press, template: Template, facts: String) -> Self {
        let (main, _) = sheet(template);
        Self {
            press,
            main: id(main),
            facts: Bytes::from_string(facts),
        }
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.press.sources.iter();
        let found = sources.find(|source| source.id() == id);
        found.cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self::id(FACTS) {
            Ok(self.facts.clone())
        } else {
            Err(missing(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        (index == 0).then(|| self.press.font.clone())
    }

    /// A document is dated by whoever issues it.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The name of a file among the sheets.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path)
        .unwrap_or_else(|_| unreachable!("the paths of the sheets are well formed"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
