//! A PDF read again.

use lopdf::{Dictionary, Document, Object};

/// A PDF.
pub struct Pdf(Document);

impl Pdf {
    pub fn read(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).unwrap())
    }

    /// The text of each page without blanks: where a line ends is the typesetter's.
    pub fn pages(&self) -> Vec<String> {
        let pages = self.0.get_pages().into_keys();
        pages
            .map(|page| {
                let text = self.0.extract_text(&[page]).unwrap();
                text.split_whitespace().collect()
            })
            .collect()
    }

    /// The text of all pages without blanks.
    pub fn text(&self) -> String {
        self.pages().concat()
    }

    fn dictionary<'a>(&'a self, of: &'a Dictionary, name: &str) -> &'a Dictionary {
        let (_, object) = self
            .0
            .dereference(of.get(name.as_bytes()).unwrap())
            .unwrap();
        object.as_dict().unwrap()
    }

    /// Tagged, in Chinese, with a title that is shown, under the marks of both standards.
    pub fn assert_accessible(&self, title: &str) {
        let catalog = self.0.catalog().unwrap();
        let marks = self.dictionary(catalog, "MarkInfo");
        assert!(marks.get(b"Marked").unwrap().as_bool().unwrap());
        let tree = self.dictionary(catalog, "StructTreeRoot");
        assert!(tree.has(b"K"));
        let language = catalog.get(b"Lang").unwrap().as_str().unwrap();
        assert!(language.starts_with(b"zh"), "{language:?}");
        let shown = self.dictionary(catalog, "ViewerPreferences");
        assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        let data = self.metadata(catalog);
        for part in [
            "<pdfuaid:part>1</pdfuaid:part>",
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            title,
        ] {
            assert!(data.contains(part), "{part} is missing in {data}");
        }
        assert!(self.has_tag("H1"), "no title");
    }

    fn metadata(&self, catalog: &Dictionary) -> String {
        let (_, stream) = self
            .0
            .dereference(catalog.get(b"Metadata").unwrap())
            .unwrap();
        let stream = stream.as_stream().unwrap();
        let bytes = stream.decompressed_content();
        String::from_utf8(bytes.unwrap_or_else(|_| stream.content.clone())).unwrap()
    }

    /// Whether something has this tag.
    pub fn has_tag(&self, tag: &str) -> bool {
        let is_tag = |object: &Object| {
            let name = object.as_dict().and_then(|element| element.get(b"S"));
            name.is_ok_and(|name| name.as_name().is_ok_and(|name| name == tag.as_bytes()))
        };
        self.0.objects.values().any(is_tag)
    }
}
