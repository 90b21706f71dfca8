//! What files said: their articles and problems, by path, size and times, so that what did not change is not opened again.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::load::{Item, Known, Options, Read, Take};
use crate::model::origin::{Origin, Place};
use crate::store::article::{pack_item, unpack_item};
use crate::store::cache::Cache;
use crate::store::pack::{Packer, Unpacker};
use crate::store::record::Key;

/// What a file gives stands in one record up to about so many bytes; more has a record an item.
const TOGETHER: usize = 64 << 10;

/// A file that was changed so shortly before it was read may change once more without another time: clocks of file
/// systems go by steps of up to two seconds.
const FRESH: Duration = Duration::from_secs(2);

/// What the record of a file begins with: everything in it.
const WHOLE: u8 = 0;

/// Or how many items it has, each in a record.
const PARTS: u8 = 1;

impl Known for Cache {
    fn read(&self, path: &Path, options: &Options, read: Read<'_>, sink: Take<'_>) -> ControlFlow<()> {
        let key = if self.is_used() { key(path, options) } else { None };
        let Some(key) = key else { return read(sink) };
        let recalled = self.recall(key, sink)?;
        let Some(mut given) = recalled.missing_behind() else { return ControlFlow::Continue(()) };
        let mut keeping = Keeping { cache: self, key, whole: vec![WHOLE], parts: 0, items: 0, fails: false };
        read(&mut |item| {
            let number = keeping.items;
            keeping.note(&item);
            if given > 0 {
                // It was handed over before the damage was noticed.
                given -= 1;
                return ControlFlow::Continue(());
            }
            sink(if keeping.fails { item } else { placed(item, key, number) })
        })?;
        keeping.end();
        ControlFlow::Continue(())
    }
}

/// How much of a file was handed over.
enum Recalled {
    All,
    /// So many items, and the rest has to be read.
    Only(usize),
}

impl Recalled {
    fn missing_behind(&self) -> Option<usize> {
        match self {
            Self::All => None,
            Self::Only(items) => Some(*items),
        }
    }
}

impl Cache {
    /// Whether one of the things that a file gave can be read again.
    pub fn has_item(&self, place: Place) -> bool {
        let key = Key(place.key);
        self.has(key.part(place.number.into())) || self.has(key)
    }

    /// One of the things that a file gave.
    pub fn item(&self, place: Place) -> Option<Item> {
        let key = Key(place.key);
        let part = self.get(key.part(place.number.into()));
        let item = match &part {
            Some(bytes) => one(bytes),
            None => {
                let bytes = self.get(key)?;
                nth(&bytes, place.number)
            }
        };
        if item.is_none() {
            self.note_damage();
        }
        item
    }

    fn recall(&self, key: Key, sink: Take<'_>) -> ControlFlow<(), Recalled> {
        let Some(bytes) = self.get(key) else { return ControlFlow::Continue(Recalled::Only(0)) };
        let recalled = match bytes.split_first() {
            Some((&WHOLE, rest)) => {
                whole(rest).map(|items| items.into_iter().zip(0..).try_for_each(|(item, n)| sink(placed(item, key, n))))
            }
            Some((&PARTS, rest)) => {
                let mut unpacker = Unpacker::new(rest, "");
                let Some(items) = unpacker.number().filter(|_| unpacker.end().is_some()) else {
                    self.note_damage();
                    return ControlFlow::Continue(Recalled::Only(0));
                };
                for n in 0..items {
                    let bytes = self.get(key.part(n));
                    let Some(item) = bytes.as_deref().and_then(one) else {
                        return ControlFlow::Continue(Recalled::Only(n as usize));
                    };
                    sink(placed(item, key, n))?;
                }
                Some(ControlFlow::Continue(()))
            }
            _ => None,
        };
        match recalled {
            Some(flow) => {
                flow?;
                ControlFlow::Continue(Recalled::All)
            }
            None => {
                self.note_damage();
                ControlFlow::Continue(Recalled::Only(0))
            }
        }
    }
}

/// The item of a record of its own.
fn one(bytes: &[u8]) -> Option<Item> {
    let mut unpacker = Unpacker::new(bytes, "");
    unpack_item(&mut unpacker).filter(|_| unpacker.end().is_some())
}

/// One of the items of a record of all of them.
fn nth(bytes: &[u8], number: u32) -> Option<Item> {
    let (&WHOLE, rest) = bytes.split_first()? else { return None };
    let mut rest = Unpacker::new(rest, "");
    for _ in 0..number {
        rest.bytes()?;
    }
    one(rest.bytes()?)
}

/// The item with where it can be read again.
fn placed(mut item: Item, key: Key, number: u64) -> Item {
    if let Item::Article(article) = &mut item {
        article.origin = Origin(u32::try_from(number).ok().map(|number| Place { key: key.0, number }));
    }
    item
}

/// All items of a record.
fn whole(bytes: &[u8]) -> Option<Vec<Item>> {
    let mut rest = Unpacker::new(bytes, "");
    let mut items = Vec::new();
    while rest.end().is_none() {
        let bytes = rest.bytes()?;
        let mut unpacker = Unpacker::new(bytes, "");
        items.push(unpack_item(&mut unpacker)?);
        unpacker.end()?;
    }
    Some(items)
}

/// Keeps what a file gives while it is read.
struct Keeping<'a> {
    cache: &'a Cache,
    key: Key,
    /// The record of the file, as long as all is in it.
    whole: Vec<u8>,
    /// How many items have records of their own.
    parts: u64,
    items: u64,
    /// Whether there is something that cannot be kept.
    fails: bool,
}

impl Keeping<'_> {
    fn note(&mut self, item: &Item) {
        let mut packer = Packer::default();
        if self.fails || !pack_item(&mut packer, item) {
            self.fails = true;
            return;
        }
        let bytes = packer.finish();
        self.items += 1;
        if self.parts > 0 {
            self.cache.put(self.key.part(self.parts), bytes);
            self.parts += 1;
        } else {
            let mut packer = Packer::default();
            packer.bytes(&bytes);
            self.whole.extend(packer.finish());
            if self.whole.len() > TOGETHER {
                self.split();
            }
        }
    }

    /// Gives each item that is in the one record a record of its own.
    fn split(&mut self) {
        let whole = std::mem::take(&mut self.whole);
        let mut rest = Unpacker::new(whole.get(1..).unwrap_or_default(), "");
        while let Some(bytes) = rest.bytes() {
            self.cache.put(self.key.part(self.parts), bytes.to_vec());
            self.parts += 1;
        }
    }

    fn end(self) {
        if self.fails {
            return;
        }
        let mut record = self.whole;
        if self.parts > 0 {
            let mut packer = Packer::default();
            packer.byte(PARTS);
            packer.number(self.items);
            record = packer.finish();
        }
        self.cache.put(self.key, record);
    }
}

/// What a file is known by as long as it is the same, and is read in the same way; `None` for one that may be changing.
pub(super) fn key(path: &Path, options: &Options) -> Option<Key> {
    let data = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let changed = data.modified().ok()?;
    let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
    if SystemTime::now().duration_since(changed).is_ok_and(|age| age < FRESH) {
        return None;
    }
    let full = std::path::absolute(path).ok()?;
    let mut packer = Packer::default();
    // The name that it was given by stands in its articles.
    packer.text(path.to_str()?);
    packer.text(full.to_str()?);
    packer.number(data.len());
    let changed = since(changed)?;
    packer.number(changed.as_secs());
    packer.number(changed.subsec_nanos().into());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // It changes also where somebody sets the other one back.
        packer.signed(data.ctime());
        packer.signed(data.ctime_nsec());
    }
    let Options { encoding, follow_links: _, limits } = options;
    packer.option(encoding.map(encoding_rs::Encoding::name), Packer::text);
    for limit in [limits.file, limits.line, limits.archive, limits.unpacked] {
        packer.number(limit);
    }
    Some(Key::of_packed("file", packer))
}
