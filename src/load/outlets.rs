//! Outlets that are known by their name or their domain, with the country they are published in, and agencies, which
//! sell texts to them.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::article::Metadata;

/// A known outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outlet {
    /// What it is called.
    pub(super) name: &'static str,
    /// ISO 3166 code of the country it is published in, in capitals.
    pub(super) country: &'static str,
    /// Whether it is an agency.
    pub(super) is_agency: bool,
}

/// The outlet of a name, whatever its letters and whether or not it begins with "The".
pub(super) fn by_name(name: &str) -> Option<&'static Outlet> {
    if name.len() > 80 {
        return None;
    }
    tables().names.get(fold(name).as_str())
}

/// The outlet of a domain or an address; that of `news.example.org` is the one of `example.org`.
pub(super) fn by_address(address: &str) -> Option<&'static Outlet> {
    let mut host = host(address)?;
    loop {
        if let Some(found) = tables().domains.get(host.as_str()) {
            return Some(found);
        }
        let (_, rest) = host.split_once('.')?;
        host = rest.to_owned();
    }
}

/// The host of an address, in lower case and without `www.`; nothing for what is no address.
pub(super) fn host(address: &str) -> Option<String> {
    let behind = address.trim().split_once("://").map_or(address.trim(), |(_, rest)| rest);
    let host = behind.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?.to_ascii_lowercase();
    let is_host = host.contains('.')
        && host.len() <= 120
        && host.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && host.rsplit('.').next().is_some_and(|top| top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()));
    is_host.then(|| host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// Puts outlet, agency, country and address of `metadata` where they belong: an address that stands as the outlet, an
/// agency that stands beside an outlet whose address is known.
pub(super) fn settle(metadata: &mut Metadata) {
    if let Some(source) = metadata.source.take() {
        let trimmed = source.trim();
        if trimmed.contains("://") || trimmed.starts_with("www.") {
            metadata.url.get_or_insert_with(|| trimmed.to_owned());
        } else if !trimmed.is_empty() {
            metadata.source = Some(trimmed.to_owned());
        }
    }
    let of_address = metadata.url.as_deref().and_then(by_address);
    if let Some(source) = metadata.source.as_deref() {
        let known = by_name(source).or_else(|| host(source).and_then(|h| by_address(&h)));
        match (known, of_address) {
            // The text of an agency on the page of a paper.
            (Some(agency), Some(outlet)) if agency.is_agency && outlet.name != agency.name => {
                metadata.agency.get_or_insert_with(|| agency.name.to_owned());
                metadata.source = Some(outlet.name.to_owned());
                metadata.country.get_or_insert_with(|| outlet.country.to_owned());
            }
            (Some(known), _) => {
                if host(source).is_some() {
                    metadata.source = Some(known.name.to_owned());
                }
                metadata.country.get_or_insert_with(|| known.country.to_owned());
            }
            (None, Some(outlet)) => {
                metadata.country.get_or_insert_with(|| outlet.country.to_owned());
            }
            (None, None) => {}
        }
    } else if let Some(outlet) = of_address {
        metadata.source = Some(outlet.name.to_owned());
        metadata.country.get_or_insert_with(|| outlet.country.to_owned());
    } else if let Some(host) = metadata.url.as_deref().and_then(host) {
        metadata.source = Some(host);
    }
}

fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in
        name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '.').filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    }
    out.strip_prefix("the ").map(str::to_owned).unwrap_or(out)
}

struct Tables {
    names: HashMap<String, Outlet>,
    domains: HashMap<&'static str, Outlet>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut out = Tables { names: HashMap::new(), domains: HashMap::new() };
        for (outlet, names, domains) in rows() {
            for name in names.split(',').map(str::trim).filter(|n| !n.is_empty()).chain([outlet.name]) {
                out.names.entry(fold(name)).or_insert(outlet);
            }
            for domain in domains.split_whitespace() {
                out.domains.entry(domain).or_insert(outlet);
            }
        }
        out
    })
}

/// Outlets, their further names and their domains.
fn rows() -> impl Iterator<Item = (Outlet, &'static str, &'static str)> {
    let lines = include_str!("outlets.txt").lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.filter_map(|line| {
        let mut cells = line.split('|').map(str::trim);
        let (name, country, domains) = (cells.next()?, cells.next()?, cells.next()?);
        let names = cells.next().unwrap_or_default();
        let (country, is_agency) = match country.strip_suffix(" agency") {
            Some(country) => (country, true),
            None => (country, false),
        };
        Some((Outlet { name, country, is_agency }, names, domains))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_known_by_name_and_address() {
        assert_eq!(by_name("the guardian").map(|o| o.country), Some("GB"));
        assert_eq!(by_name("A.P.").map(|o| o.is_agency), Some(true));
        assert_eq!(by_address("https://edition.cnn.com/2024/x").map(|o| o.name), Some("CNN"));
        assert_eq!(by_address("example.org"), None);
        assert_eq!(by_name("Brakel Post"), None);
        assert_eq!(host("https://user@www.Example.org:80/a?b"), Some("example.org".to_owned()));
        assert_eq!(host("Jane Roe. Editor"), None);
    }

    #[test]
    fn an_agency_is_told_from_the_outlet() {
        let mut m = Metadata {
            source: Some("UPI".into()),
            url: Some("https://www.breitbart.com/news/x".into()),
            ..Metadata::default()
        };
        settle(&mut m);
        assert_eq!((m.source.as_deref(), m.agency.as_deref()), (Some("Breitbart"), Some("UPI")));
        let mut m = Metadata { source: Some("https://news.example.org/a".into()), ..Metadata::default() };
        settle(&mut m);
        assert_eq!(m.source.as_deref(), Some("news.example.org"));
        assert_eq!(m.url.as_deref(), Some("https://news.example.org/a"));
    }

    #[test]
    fn the_list_is_well_formed() {
        let mut domains: Vec<_> = rows().flat_map(|(_, _, domains)| domains.split_whitespace()).collect();
        for (outlet, _, domains) in rows() {
            assert!(outlet.country.len() == 2 && outlet.country.bytes().all(|b| b.is_ascii_uppercase()), "{outlet:?}");
            assert!(domains.split_whitespace().all(|d| host(d).as_deref() == Some(d)), "{outlet:?}");
        }
        let all = domains.len();
        domains.sort_unstable();
        domains.dedup();
        assert_eq!(domains.len(), all, "a domain stands twice");
        assert!(rows().count() >= 300);
    }
}
