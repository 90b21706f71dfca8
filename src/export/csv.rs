//! Comma-separated values as RFC 4180 has them, with a guard against formulas.

use crate::text::cells::clean_line;

/// One record, ended by CR LF.
///
/// Fields are cleaned. A field that a spreadsheet would take for a formula gets an apostrophe in front, since titles
/// come from strangers.
///
/// ```
/// use parallax::export::csv::record;
/// assert_eq!(record(["a", "b, \"c\"", "=1+2", "-5"]), "a,\"b, \"\"c\"\"\",'=1+2,'-5\r\n");
/// ```
pub fn record<'f>(fields: impl IntoIterator<Item = &'f str>) -> String {
    let mut out = String::new();
    for (i, field) in fields.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        push_field(&clean_line(field), &mut out);
    }
    out.push_str("\r\n");
    out
}

fn push_field(field: &str, out: &mut String) {
    let guard = if field.trim_start().starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if field.contains([',', '"', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
        out.push('"');
        out.push_str(guard);
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(field);
    }
}
