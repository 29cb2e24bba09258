//! What comes back: only a complete answer that was understood is a success, whatever a server sends and however it
//! ends.

#![allow(clippy::unwrap_used)]
#![allow(clippy::print_stdout, reason = "what is skipped is said")]

mod support;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use hwlive::{Error, ErrorKind, RecordCallback};
use support::*;

/// How a server ends a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// Not before the client does.
    Open,
    /// In good order, of TLS too.
    Orderly,
    /// Of TCP alone: over https without close_notify.
    Fin,
    Reset,
}

/// The bytes that a server answers each call with, and how it ends the connection then.
type Plan = (Vec<u8>, End);

/// Makes a call for each plan, each with a client of its own: what came of them.
fn play(scheme: Scheme, plans: &[Plan]) -> Vec<Result<RecordCallback, Error>> {
    let theirs = plans.to_vec();
    let server = Server::start(scheme, move |peer| {
        let (bytes, end) = &theirs[peer.number()];
        peer.request()?;
        peer.send(bytes)?;
        match end {
            End::Open => drop(peer.silence()?),
            End::Orderly => peer.end(),
            End::Fin => peer.fin(),
            End::Reset => peer.reset(),
        }
        Ok(())
    });
    let outcomes = plans.iter().map(|_| builder(&server).max_retries(0).build().unwrap().show_record_callback(ID));
    let outcomes: Vec<_> = outcomes.collect();
    assert_eq!(server.requests().len(), plans.len(), "every call asks once");
    outcomes
}

/// As [`play`], of answers after which the connection stays open.
fn answers<'a>(scheme: Scheme, answers: impl IntoIterator<Item = &'a [u8]>) -> Vec<Result<RecordCallback, Error>> {
    let plans: Vec<Plan> = answers.into_iter().map(|bytes| (bytes.to_vec(), End::Open)).collect();
    play(scheme, &plans)
}

/// A status of 200 with these lines, each with its CRLF, and this behind the blank line.
fn ok(lines: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nX-Request-Id: r-1\r\n{lines}\r\n").as_bytes(), body.as_ref()].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A body in chunks of some length.
fn chunked(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut body = Vec::new();
    for chunk in bytes.chunks(length) {
        body.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        body.extend_from_slice(chunk);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"0\r\n\r\n");
    body
}

fn head_length(answer: &[u8]) -> usize {
    answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4
}

const SMALL: &str = r#"{"id":"i-1"}"#;

#[test]
fn an_answer_that_is_cut_off_anywhere_is_no_answer() {
    let zipped = gzip(SMALL.as_bytes());
    let with_length = |body: &[u8], more: &str| ok(&format!("{more}Content-Length: {}\r\n", body.len()), body);
    const GZIP: &str = "Content-Encoding: gzip\r\n";
    const CHUNKED: &str = "Transfer-Encoding: chunked\r\n";
    let in_chunks = chunked(SMALL.as_bytes(), 5);
    let zipped_in_chunks = chunked(&zipped, 9);
    for (framing, answer) in [
        ("length", with_length(SMALL.as_bytes(), "")),
        ("gzip and length", with_length(&zipped, GZIP)),
        ("chunked", ok(CHUNKED, &in_chunks)),
        ("gzip and chunked", ok(&format!("{CHUNKED}{GZIP}"), &zipped_in_chunks)),
    ] {
        let head = head_length(&answer);
        // The last chunk says that the body is complete; what could still come is a trailer.
        let complete = answer.len() - if framing.contains("chunked") { 2 } else { 0 };
        for scheme in SCHEMES {
            // A handshake takes its time: not every position.
            let step = if scheme == Scheme::Http { 1 } else { 7 };
            let mut plans: Vec<Plan> = Vec::new();
            let cuts = (0..complete).step_by(step).chain([head - 1, head, complete - 1]);
            for end in [End::Orderly, End::Fin, End::Reset] {
                plans.extend(cuts.clone().map(|cut| (answer[..cut].to_vec(), end)));
            }
            for ((bytes, end), outcome) in plans.iter().zip(play(scheme, &plans)) {
                let case = format!("{scheme:?}, {framing}, {end:?} after {:?}", String::from_utf8_lossy(bytes));
                let Err(error) = outcome else { panic!("a success: {case}") };
                assert_eq!(error.kind(), ErrorKind::Connect, "{case}: {error}");
                assert!(error.is_retryable(), "{case}: {error}");
                assert_eq!(error.attempts(), 1, "{case}: {error}");
                let in_body = bytes.len() >= head;
                assert_eq!(error.http_status(), in_body.then_some(200), "{case}: {error}");
                assert_eq!(error.request_id(), in_body.then_some("r-1"), "{case}: {error}");
                if *end == End::Fin && scheme == Scheme::Https {
                    assert!(error.to_string().contains("close_notify"), "{case}: {error}");
                }
            }
            let outcome = play(scheme, &[(answer.clone(), End::Open)]).remove(0);
            assert_eq!(outcome.unwrap().id(), "i-1", "{scheme:?}, {framing}");
        }
    }
}

#[test]
fn the_end_of_the_connection_is_the_end_of_a_body_only_in_good_order() {
    let answer = ok("", SMALL);
    let head = head_length(&answer);
    let resets_arrive = network::resets_arrive();
    if !resets_arrive {
        println!("skipped: connections that are reset: wine ends them in good order");
    }
    for scheme in SCHEMES {
        for (bytes, end, kind) in [
            (&answer[..], End::Orderly, None),
            (&answer[..], End::Reset, Some(ErrorKind::Connect)),
            (&answer[..], End::Fin, (scheme == Scheme::Https).then_some(ErrorKind::Connect)),
            // Nothing but the JSON tells.
            (&answer[..answer.len() - 1], End::Orderly, Some(ErrorKind::BadResponse)),
            (&answer[..head + 1], End::Orderly, Some(ErrorKind::BadResponse)),
            (&answer[..head + 1], End::Reset, Some(ErrorKind::Connect)),
            (&answer[..head], End::Orderly, Some(ErrorKind::BadResponse)),
            (&answer[..head], End::Reset, Some(ErrorKind::Connect)),
            (&answer[..head - 1], End::Orderly, Some(ErrorKind::Connect)),
        ] {
            if end == End::Reset && !resets_arrive {
                continue;
            }
            let outcome = play(scheme, &[(bytes.to_vec(), end)]).remove(0);
            let got = outcome.as_ref().err().map(Error::kind);
            assert_eq!(got, kind, "{scheme:?} {end:?} {}: {outcome:?}", String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn everything_that_http_allows_around_a_body_is_understood() {
    let length = format!("Content-Length: {}\r\n", SMALL.len());
    let plain = format!("HTTP/1.1 200 OK\r\n{length}\r\n{SMALL}");
    let many_early_hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n".repeat(20);
    let with = |lines: &str| format!("HTTP/1.1 200 OK\r\n{lines}{length}\r\n{SMALL}");
    let with_chunks = |chunks: &str| format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
    let zipped = |lines: &str| {
        let body = gzip(SMALL.as_bytes());
        ok(&format!("{lines}Content-Length: {}\r\n", body.len()), body)
    };
    let one_by_one = with_chunks(std::str::from_utf8(&chunked(SMALL.as_bytes(), 1)).unwrap());
    let table: &[(&str, Vec<u8>)] = &[
        ("100", format!("HTTP/1.1 100 Continue\r\n\r\n{plain}").into()),
        ("102", format!("HTTP/1.1 102 Processing\r\nX: y\r\n\r\n{plain}").into()),
        ("several 103", format!("{many_early_hints}{plain}").into()),
        ("no reason", plain.replace(" OK", "").into()),
        ("an empty reason", plain.replace("OK", "").into()),
        ("a Latin-1 reason", plain.replace("OK", "caf\u{0}").into_bytes().into_iter().map(latin_1).collect()),
        ("a UTF-8 reason", plain.replace("OK", "好的").into()),
        ("a Latin-1 header", with("X-Y: \u{0}t\u{0}\r\n").into_bytes().into_iter().map(latin_1).collect()),
        ("a UTF-8 header", with("X-Y: 好的\r\n").into()),
        ("HTTP/1.0", plain.replace("1.1", "1.0").into()),
        ("names in capitals", plain.replace("Content-Length", "CONTENT-LENGTH").into()),
        ("blanks around a value", with("X:   y \t \r\n").replace("Length: ", "Length:\t ").into()),
        ("no blank before a value", plain.replace("Length: ", "Length:").into()),
        ("an empty value", with("X:\r\n").into()),
        ("no content type", plain.clone().into()),
        ("another charset", with("Content-Type: application/json; charset=GBK\r\n").into()),
        ("another type", with("Content-Type: text/html; charset=iso-8859-1\r\n").into()),
        ("gzip that is none", with("Content-Encoding: identity\r\n").into()),
        ("chunks of one byte", one_by_one.into()),
        ("hex in both cases", with_chunks(&format!("C\r\n{SMALL}\r\n0\r\n\r\n")).into()),
        ("leading zeros", with_chunks(&format!("000c\r\n{SMALL}\r\n000\r\n\r\n")).into()),
        ("a chunk extension", with_chunks(&format!("c;x=\"y\"\r\n{SMALL}\r\n0;z\r\n\r\n")).into()),
        ("a blank behind the size", with_chunks(&format!("c \r\n{SMALL}\r\n0\r\n\r\n")).into()),
        ("trailers", with_chunks(&format!("c\r\n{SMALL}\r\n0\r\nX-Checksum: 1\r\nY: z\r\n\r\n")).into()),
        ("a BOM", ok(&format!("Content-Length: {}\r\n", SMALL.len() + 3), format!("\u{feff}{SMALL}"))),
        ("white space", ok(&format!("Content-Length: {}\r\n", SMALL.len() + 4), format!("\r\n{SMALL}\n "))),
        (
            "gzip",
            ok(
                &format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", gzip(SMALL.as_bytes()).len()),
                gzip(SMALL.as_bytes()),
            ),
        ),
        ("gzip in two members", {
            let body = [gzip(&SMALL.as_bytes()[..4]), gzip(&SMALL.as_bytes()[4..])].concat();
            ok(&format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", body.len()), body)
        }),
        ("identity and gzip", zipped("Content-Encoding: identity, gzip\r\n")),
        ("gzip and identity", zipped("Content-Encoding: GZip , Identity\r\n")),
        ("gzip and nothing", zipped("Content-Encoding: , gzip,\r\n")),
        ("identity and gzip in two lines", zipped("Content-Encoding: identity\r\nContent-Encoding: x-gzip\r\n")),
        ("identity twice", with("Content-Encoding: identity, identity\r\n").into()),
        ("the same length twice", with(&length).into()),
        ("bare line feeds in the head", plain.replace("\r\n", "\n").into()),
        ("a folded line", with("X: a\r\n b\r\n\t c\r\nY: z\r\n").into()),
        ("a folded line with bare line feeds", with("X: a\n b\n").into()),
        ("a folded length", plain.replace("Length: ", "Length:\r\n  ").into()),
        ("folded lines behind an interim answer", {
            format!("HTTP/1.1 103 Early Hints\r\nLink: <a>,\r\n <b>\r\n\r\n{}", with("X: a\r\n b\r\n")).into()
        }),
        ("a body that looks like a folded line", {
            let body = "{\r\n \"id\":\"i-1\"\r\n}".to_owned();
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into()
        }),
    ];
    for scheme in SCHEMES {
        let outcomes = answers(scheme, table.iter().map(|(_, bytes)| &bytes[..]));
        for ((what, _), outcome) in table.iter().zip(outcomes) {
            assert_eq!(outcome.as_ref().map(RecordCallback::id).ok(), Some("i-1"), "{scheme:?}, {what}: {outcome:?}");
        }
    }
}

/// NUL stands for an e with an acute accent.
fn latin_1(byte: u8) -> u8 {
    if byte == 0 { 0xe9 } else { byte }
}

#[test]
fn a_last_chunk_ends_the_body_also_where_the_connection_ends_with_it() {
    let answer = ok("Transfer-Encoding: chunked\r\n", format!("c\r\n{SMALL}\r\n0\r\n"));
    for scheme in SCHEMES {
        let outcome = play(scheme, &[(answer.clone(), End::Orderly)]).remove(0);
        assert_eq!(outcome.unwrap().id(), "i-1", "{scheme:?}");
    }
}

#[test]
fn what_is_not_http_as_agreed_on_is_refused() {
    let length = format!("Content-Length: {}\r\n", SMALL.len());
    let with_chunks = |chunks: &str| ok("Transfer-Encoding: chunked\r\n", chunks);
    let table: &[(&str, Vec<u8>)] = &[
        ("another protocol", b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()),
        ("TLS", b"\x15\x03\x03\x00\x02\x02\x46\r\n\r\n".to_vec()),
        ("HTTP/2", format!("HTTP/2 200\r\n{length}\r\n{SMALL}").into()),
        ("HTTP/0.9", SMALL.into()),
        ("a status of two digits", format!("HTTP/1.1 20 OK\r\n{length}\r\n{SMALL}").into()),
        ("a status of 099", format!("HTTP/1.1 099 OK\r\n{length}\r\n{SMALL}").into()),
        ("a status that is no number", format!("HTTP/1.1 abc OK\r\n{length}\r\n{SMALL}").into()),
        ("a header without a colon", format!("HTTP/1.1 200 OK\r\nX\r\n{length}\r\n{SMALL}").into()),
        ("a NUL in a header", format!("HTTP/1.1 200 OK\r\nX: \0\r\n{length}\r\n{SMALL}").into()),
        ("101", format!("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{SMALL}").into()),
        ("a length that is no number", ok("Content-Length: x\r\n", SMALL)),
        ("a negative length", ok("Content-Length: -1\r\n", SMALL)),
        ("two lengths", ok(&format!("{length}Content-Length: 5\r\n"), SMALL)),
        ("a chunk size that is no number", with_chunks(&format!("x\r\n{SMALL}\r\n0\r\n\r\n"))),
        ("an empty chunk size", with_chunks(&format!("\r\n{SMALL}\r\n0\r\n\r\n"))),
        ("a negative chunk size", with_chunks(&format!("-1\r\n{SMALL}\r\n0\r\n\r\n"))),
        ("a chunk size beyond 64 bits", with_chunks(&format!("10000000000000000\r\n{SMALL}\r\n0\r\n\r\n"))),
        ("a chunk longer than it says", with_chunks(&format!("b\r\n{SMALL}\r\n0\r\n\r\n"))),
        // They would be waited for without end.
        ("chunks with bare line feeds", with_chunks(&format!("c\n{SMALL}\n0\n\n"))),
        ("a chunk size with a bare line feed", with_chunks(&format!("c\n{SMALL}\r\n0\r\n\r\n"))),
        ("a chunk with a bare line feed behind it", with_chunks(&format!("c\r\n{SMALL}\n0\r\n\r\n"))),
        ("a last chunk with bare line feeds", with_chunks(&format!("c\r\n{SMALL}\r\n0\n\n"))),
        ("a trailer with bare line feeds", with_chunks(&format!("c\r\n{SMALL}\r\n0\r\nX: y\n\n"))),
        ("a chunk size with a bare carriage return", with_chunks(&format!("c\r{SMALL}\r"))),
        // HTTP allows it; nobody sends it, and ureq reads no further.
        ("a long chunk extension", with_chunks(&format!("c;{}\r\n{SMALL}\r\n0\r\n\r\n", "x".repeat(500)))),
        ("a chunk size without an end", with_chunks(&"1".repeat(200_000))),
        ("a chunk extension without an end", with_chunks(&format!("c;{}", "x".repeat(200_000)))),
        ("gzip that is none", ok(&format!("Content-Encoding: gzip\r\n{length}"), SMALL)),
        ("gzip with a wrong checksum", {
            let mut body = gzip(SMALL.as_bytes());
            let at = body.len() - 8;
            body[at] ^= 1;
            ok(&format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", body.len()), body)
        }),
        ("gzip that is not complete", {
            let body = &gzip(SMALL.as_bytes())[..20];
            ok(&format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", body.len()), body)
        }),
        ("gzip with something behind it", {
            let body = [&gzip(SMALL.as_bytes())[..], b"something"].concat();
            ok(&format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", body.len()), body)
        }),
    ];
    for scheme in SCHEMES {
        let outcomes = answers(scheme, table.iter().map(|(_, bytes)| &bytes[..]));
        for ((what, _), outcome) in table.iter().zip(outcomes) {
            let Err(error) = outcome else { panic!("{scheme:?}, {what}: a success") };
            assert_eq!(error.kind(), ErrorKind::BadResponse, "{scheme:?}, {what}: {error}");
            assert_eq!(error.attempts(), 1, "{scheme:?}, {what}: {error}");
            assert!(error.to_string().len() < 1_000, "{scheme:?}, {what}: {error}");
        }
    }
}

/// Whoever closes the connection right behind such a body has not lost it.
#[test]
fn chunks_with_bare_line_feeds_are_not_a_lost_connection() {
    let answer = ok("Transfer-Encoding: chunked\r\n", format!("c\n{SMALL}\n0\n\n"));
    for scheme in SCHEMES {
        for end in [End::Open, End::Orderly] {
            let error = play(scheme, &[(answer.clone(), end)]).remove(0).unwrap_err();
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::BadResponse, Some(200)), "{error}");
            assert!(error.to_string().contains("bare line feed"), "{error}");
        }
    }
}

#[test]
fn a_header_line_that_is_not_understood_is_named() {
    let length = format!("Content-Length: {}\r\n", SMALL.len());
    for (line, text) in [
        ("X-Blank : secret", "line 3 of its head, \"X-Blank \", "),
        ("X-(Foo): secret", "line 3 of its head, \"X-(Foo)\", "),
        ("X-名: secret", "line 3 of its head, \"X-名\", "),
        ("X\u{1}: secret", "line 3 of its head, \"X\\u{1}\", "),
        ("X-Nul: sec\0ret", "line 3 of its head, \"X-Nul\", "),
        (": secret", "line 3 of its head, \"\", "),
        // What is no name may be anything.
        ("secret", "line 3 of its head has no colon"),
    ] {
        for line in [line.to_owned(), format!("{line}\r\nY: z\r\nAnother (one): z")] {
            let answer = ok(&format!("{line}\r\n{length}"), SMALL);
            for scheme in SCHEMES {
                let error = play(scheme, &[(answer.clone(), End::Open)]).remove(0).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (ErrorKind::BadResponse, None), "{error}");
                assert!(error.to_string().contains(text), "{line:?}: {error}");
                assert!(!error.to_string().contains("secret"), "{line:?}: {error}");
            }
        }
    }
    // Half a secret would not be found in a part of a long name.
    let answer = ok(&format!("{} : y\r\n{length}", "x".repeat(10_000)), SMALL);
    let error = play(Scheme::Http, &[(answer, End::Open)]).remove(0).unwrap_err().to_string();
    assert!(
        error.contains("line 3 of its head, with a name of 10001 characters, ") && !error.contains("xx"),
        "{error}"
    );
}

#[test]
fn a_header_line_that_repeats_a_secret_is_named_without_it() {
    let server = Server::answering(Scheme::Http, ok("X-sentinel-token-x : y\r\nContent-Length: 0\r\n", ""));
    let client = without_credentials(&server).auth_token("sentinel-token").build().unwrap();
    let error = client.show_record_callback(ID).unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("line 3 of its head, \"X-***-x \", ") && !text.contains("sentinel"), "{text}");
}

#[test]
fn a_coding_that_is_not_supported_is_named_and_its_bytes_are_not_shown() {
    use flate2::write::{DeflateEncoder, ZlibEncoder};
    let body = support::CALLBACK.as_bytes();
    let zlib = {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    };
    let raw = {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    };
    for (lines, bytes, named) in [
        ("Content-Encoding: deflate\r\n", &zlib, "Content-Encoding: deflate is not supported"),
        ("Content-Encoding: deflate\r\n", &raw, "Content-Encoding: deflate is not supported"),
        ("Content-Encoding: br\r\n", &raw, "Content-Encoding: br is not supported"),
        ("Content-Encoding: gzip, gzip\r\n", &gzip(&gzip(body)), "Content-Encoding: gzip, gzip is not supported"),
        ("Content-Encoding: br\r\nContent-Encoding: gzip\r\n", &zlib, "Content-Encoding: br, gzip is not supported"),
        ("", &zlib, "not UTF-8"),
    ] {
        let answer = |status: &str| {
            let head = format!("HTTP/1.1 {status}\r\n{lines}Content-Length: {}\r\n\r\n", bytes.len());
            [head.as_bytes(), bytes].concat()
        };
        for scheme in SCHEMES {
            let error = play(scheme, &[(answer("200 OK"), End::Open)]).remove(0).unwrap_err();
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::BadResponse, Some(200)), "{error}");
            assert!(error.to_string().contains(named), "{named}: {error}");
            shows_no_bytes(&error);
            // What the status says holds all the same.
            let error = play(scheme, &[(answer("404 Not Found"), End::Open)]).remove(0).unwrap_err();
            assert_eq!((error.kind(), error.service_message()), (ErrorKind::NotFound, None), "{error}");
            shows_no_bytes(&error);
            // A body that breaks off is shown in an error as well.
            let cut = answer("200 OK");
            let error = play(scheme, &[(cut[..cut.len() - 1].to_vec(), End::Orderly)]).remove(0).unwrap_err();
            assert_eq!((error.kind(), error.http_status()), (ErrorKind::Connect, Some(200)), "{error}");
            shows_no_bytes(&error);
        }
    }
}

#[track_caller]
fn shows_no_bytes(error: &Error) {
    assert!(error.to_string().is_ascii() && !format!("{error:?}").contains('\u{fffd}'), "{error:?}");
}

#[test]
fn an_answer_without_a_body_says_so() {
    const GZIP: &str = "Content-Encoding: gzip\r\n";
    let status =
        |status: &str, lines: &str| format!("HTTP/1.1 {status}\r\nX-Request-Id: r-1\r\n{lines}\r\n").into_bytes();
    for scheme in SCHEMES {
        for more in ["", GZIP, "Content-Encoding: GZIP\r\n", "Content-Encoding: br\r\n"] {
            let no_content = (status("204 No Content", more), End::Open);
            let not_modified = (status("304 Not Modified", more), End::Open);
            let not_modified_with_length =
                (status("304 Not Modified", &format!("{more}Content-Length: 9\r\n")), End::Open);
            let no_length = (status("200 OK", &format!("{more}Content-Length: 0\r\n")), End::Open);
            let no_chunk = (
                [status("200 OK", &format!("{more}Transfer-Encoding: chunked\r\n")), b"0\r\n\r\n".to_vec()].concat(),
                End::Open,
            );
            let closed = (status("200 OK", more), End::Orderly);
            for (status, plan) in [
                (204, no_content),
                (304, not_modified),
                (304, not_modified_with_length),
                (200, no_length),
                (200, no_chunk),
                (200, closed),
            ] {
                let case = format!("{scheme:?} {:?}", String::from_utf8_lossy(&plan.0));
                let error = play(scheme, &[plan]).remove(0).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::BadResponse, "{case}: {error}");
                assert_eq!(error.http_status(), Some(status), "{case}: {error}");
                assert_eq!(error.request_id(), Some("r-1"), "{case}: {error}");
                assert!(status == 304 || error.to_string().contains("empty"), "{case}: {error}");
                assert!(!error.to_string().contains("gzip"), "{case}: {error}");
            }
        }
    }
}

#[test]
fn refusals_keep_their_kind_whatever_their_body_is() {
    for scheme in SCHEMES {
        for body in [
            "Content-Length: 0\r\n\r\n",
            "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
            "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone",
            "Transfer-Encoding: chunked\r\n\r\nno size\r\n",
            &format!("Content-Length: 1050000\r\n\r\n{}", "y".repeat(1_050_000)),
        ] {
            let answer = |status| format!("HTTP/1.1 {status} X\r\nX-Request-Id: r-1\r\n{body}");
            for (status, kind) in [
                (400, ErrorKind::Service),
                (401, ErrorKind::Unauthorized),
                (404, ErrorKind::NotFound),
                (429, ErrorKind::Throttled),
                (503, ErrorKind::Service),
            ] {
                let error = play(scheme, &[(answer(status).into_bytes(), End::Open)]).remove(0).unwrap_err();
                assert_eq!((error.kind(), error.http_status()), (kind, Some(status)), "{error}");
                assert_eq!(error.request_id(), Some("r-1"), "{error}");
            }
        }
    }
}

#[test]
fn heads_up_to_a_limit() {
    let length = format!("Content-Length: {}\r\n", SMALL.len());
    let with = |lines: &str| ok(&format!("{lines}{length}"), SMALL);
    let lines = |count: usize| (0..count).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    let of_length = |total: usize| {
        let without = head_length(&with("X: \r\n"));
        with(&format!("X: {}\r\n", "y".repeat(total - without)))
    };
    const LIMIT: usize = 64 * 1024;
    // With the two lines of `with`.
    let table: &[(&str, Vec<u8>, bool)] = &[
        ("100 lines", with(&lines(98)), true),
        ("128 lines", with(&lines(126)), true),
        ("129 lines", with(&lines(127)), false),
        ("1,000 lines", with(&lines(998)), false),
        ("60,000 bytes", of_length(60_000), true),
        ("64 KiB", of_length(LIMIT), true),
        ("more than 64 KiB", of_length(LIMIT + 1), false),
        ("a line of 1 MiB", of_length(1024 * 1024), false),
        ("a line without an end", format!("HTTP/1.1 200 OK\r\nX: {}", "y".repeat(200_000)).into(), false),
        ("a reason without an end", format!("HTTP/1.1 200 {}", "y".repeat(200_000)).into(), false),
        ("nothing but line ends", "\r\n".repeat(100_000).into(), false),
    ];
    for scheme in SCHEMES {
        let outcomes = answers(scheme, table.iter().map(|(_, bytes, _)| &bytes[..]));
        for ((what, _, fits), outcome) in table.iter().zip(outcomes) {
            match outcome {
                Ok(callback) => assert!(*fits && callback.id() == "i-1", "{scheme:?}, {what}"),
                Err(error) => {
                    assert!(!*fits && error.kind() == ErrorKind::BadResponse, "{scheme:?}, {what}: {error}");
                    assert!(error.to_string().len() < 1_000, "{scheme:?}, {what}: {error}");
                }
            }
        }
    }
}

#[test]
fn interim_answers_without_an_end_are_refused() {
    for scheme in SCHEMES {
        let server = Server::start(scheme, |peer| {
            peer.request()?;
            loop {
                peer.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(100))?;
            }
        });
        let error = builder(&server).build().unwrap().show_record_callback(ID).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadResponse, "{scheme:?}: {error}");
    }
}

#[test]
fn bodies_up_to_a_limit() {
    const LIMIT: usize = 1024 * 1024;
    let of_length = |length: usize| {
        let text = SMALL.to_owned();
        text.replace('}', &format!(r#","x":"{}"}}"#, "y".repeat(length - SMALL.len() - r#","x":"""#.len())))
            .into_bytes()
    };
    let framed = |framing: usize, body: &[u8]| match framing {
        0 => ok(&format!("Content-Length: {}\r\n", body.len()), body),
        1 => ok("Transfer-Encoding: chunked\r\n", chunked(body, 10_000)),
        2 => ok(&format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", gzip(body).len()), gzip(body)),
        _ => ok("", body),
    };
    for scheme in SCHEMES {
        for framing in 0..4 {
            for (length, fits) in [(LIMIT, true), (LIMIT + 1, false)] {
                let end = if framing == 3 { End::Orderly } else { End::Open };
                let outcome = play(scheme, &[(framed(framing, &of_length(length)), end)]).remove(0);
                match outcome {
                    Ok(callback) => assert!(fits && callback.json().len() == length, "{scheme:?}, {framing}, {length}"),
                    Err(error) => {
                        assert!(
                            !fits && error.kind() == ErrorKind::BadResponse,
                            "{scheme:?}, {framing}, {length}: {error}"
                        );
                        assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("r-1")), "{error}");
                        assert!(error.to_string().contains("1048576") && error.to_string().len() < 1_000, "{error}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_body_takes_more_memory_than_the_limit() {
    // 16 MiB of JSON in some 16 KiB, and bodies that never end.
    let bomb = gzip(&vec![b' '; 16 * 1024 * 1024]);
    let in_bomb = gzip(&bomb);
    let blanks = chunked(&[b' '; 65_536], 65_536);
    let blanks = blanks.strip_suffix(b"0\r\n\r\n").unwrap().to_vec();
    for scheme in SCHEMES {
        for (head, body, says) in [
            ("Content-Encoding: gzip\r\n", &bomb, "1048576"),
            ("Content-Encoding: gzip, gzip\r\n", &in_bomb, "gzip, gzip"),
        ] {
            let answer = ok(&format!("{head}Content-Length: {}\r\n", body.len()), body);
            let error = play(scheme, &[(answer, End::Open)]).remove(0).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::BadResponse, "{scheme:?}: {error}");
            assert!(error.to_string().contains(says), "{scheme:?}: {error}");
        }
        for head in ["Transfer-Encoding: chunked\r\n", "", "Content-Length: 18446744073709551615\r\n"] {
            for (status, kind) in [("200 OK", ErrorKind::BadResponse), ("404 Not Found", ErrorKind::NotFound)] {
                let (head, blanks) = (ok(head, "").as_slice().to_vec(), blanks.clone());
                let head = String::from_utf8(head).unwrap().replace("200 OK", status);
                let server = Server::start(scheme, move |peer| {
                    peer.request()?;
                    peer.send(&head)?;
                    loop {
                        peer.send(&blanks)?;
                    }
                });
                let error = client(&server).show_record_callback(ID).unwrap_err();
                assert_eq!(error.kind(), kind, "{scheme:?}, {status}: {error}");
                // The client has let go of it.
                server.wait_until(|seen| seen.open == 0);
            }
        }
    }
}

#[test]
fn deep_json_costs_no_stack() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = [&open.repeat(100_000), "1", &close.repeat(100_000)].concat();
        // An odd field counts as absent, however deep it is.
        let in_a_field = format!(r#"{{"id":"i-1","app":{deep}}}"#);
        for (status, body, kind) in [
            (200, &deep, Some(ErrorKind::BadResponse)),
            (200, &in_a_field, None),
            (500, &deep, Some(ErrorKind::Service)),
            (404, &in_a_field, Some(ErrorKind::NotFound)),
        ] {
            let server = Server::answering(Scheme::Http, answer(status, body));
            let client = builder(&server).max_retries(0).build().unwrap();
            let call = move || client.show_record_callback(ID);
            // What an unoptimised build needs for any call, and far less than a frame for each level.
            let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(call).unwrap();
            let error = thread.join().unwrap().err();
            assert_eq!(error.as_ref().map(Error::kind), kind, "{status} {open}: {error:?}");
            assert!(error.is_none_or(|error| error.to_string().len() < 2_000), "{status} {open}");
        }
    }
}
