//! The little of DER that is read here: what OpenSSL writes behind a certificate in a block `TRUSTED CERTIFICATE`.

/// The tags of a SEQUENCE and of an element `[0]` with others in it.
pub(super) const SEQUENCE: u8 = 0x30;
const CONTEXT_0: u8 = 0xa0;
/// `serverAuth` and `anyExtendedKeyUsage`, as object identifiers without their tag.
const SERVERS: [&[u8]; 2] = [&[0x2b, 6, 1, 5, 5, 7, 3, 1], &[0x55, 0x1d, 0x25, 0]];

/// An element: its tag, its content, and both with the length between them.
pub(super) struct Element<'a> {
    tag: u8,
    content: &'a [u8],
    pub(super) whole: &'a [u8],
}

/// The first element, and what is behind it; `None`: it is not complete.
pub(super) fn element(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (&[tag, first], rest) = bytes.split_first_chunk()?;
    let (length, content_and_rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        // So many bytes of length follow; a certificate needs two or three.
        0x81..=0x84 => {
            let (length, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
            (length.iter().fold(0, |length, &byte| length << 8 | usize::from(byte)), rest)
        }
        _ => return None,
    };
    let (content, behind) = content_and_rest.split_at_checked(length)?;
    let whole = &bytes[..bytes.len() - behind.len()];
    Some((Element { tag, content, whole }, behind))
}

fn elements(mut bytes: &[u8]) -> impl Iterator<Item = Element<'_>> {
    std::iter::from_fn(move || {
        let (element, rest) = element(bytes)?;
        bytes = rest;
        Some(element)
    })
}

/// Whether what OpenSSL writes behind a certificate (`X509_CERT_AUX`) trusts it for servers: a list of uses that it is
/// trusted for, then one of uses that it is not, each of which may be missing.
pub(super) fn is_trusted_for_servers(behind: &[u8]) -> bool {
    let Some((aux, _)) = element(behind) else { return true };
    let names_servers = |list: Element<'_>| elements(list.content).any(|use_| SERVERS.contains(&use_.content));
    let mut trusted = true;
    for list in elements(aux.content) {
        match list.tag {
            SEQUENCE => trusted &= names_servers(list),
            CONTEXT_0 => trusted &= !names_servers(list),
            _ => {}
        }
    }
    trusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_are_not_complete_are_none() {
        for (bytes, content, behind) in [
            (&[0x30, 0][..], Some(0), 0),
            (&[0x30, 1, 9, 7], Some(1), 1),
            (&[0x30, 0x81, 1, 9], Some(1), 0),
            (&[0x30, 0x82, 0, 1, 9, 9], Some(1), 1),
            (&[0x30, 0x80, 9], None, 0),
            (&[0x30, 2, 9], None, 0),
            (&[0x30, 0x82, 1], None, 0),
            (&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], None, 0),
            (&[0x30], None, 0),
            (&[], None, 0),
        ] {
            let found = element(bytes).map(|(element, rest)| (element.content.len(), rest.len()));
            assert_eq!(found, content.map(|length| (length, behind)), "{bytes:?}");
        }
    }
}
