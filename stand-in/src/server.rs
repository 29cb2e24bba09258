//! The server: its thread, its connections, and which part of the stand-in answers a request.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::service::service_fn;
use hyper::{HeaderMap, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

use crate::answer::{Answer, Refusal};
use crate::dates::unix_seconds;
use crate::fault::CutBody;
use crate::random::random_hex;
use crate::request::Request;
use crate::state::{State, lock};
use crate::{iam, identity_provider, live, metadata, pod_identity, security_tokens, sts};

/// The gateway's limit for bodies.
const MAX_BODY: usize = 12 * 1024 * 1024;

/// The limit for headers, above which the gateway refuses. A token alone may have 100 KiB.
const MAX_HEADERS: usize = 160 * 1024;

/// The limit for a head, above which hyper reads no further and answers 431.
const MAX_HEAD_READ: usize = 512 * 1024;

/// The longest wait for a request, on a new connection and on a kept one.
const IDLE: Duration = Duration::from_secs(60);

/// The longest wait for a TLS handshake and for a body.
const SLOW: Duration = Duration::from_secs(30);

type Response = hyper::Response<Either<Full<Bytes>, CutBody>>;

/// The server's thread. Stops, with every connection, when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(
        listener: TcpListener,
        tls: Option<Arc<ServerConfig>>,
        state: Arc<Mutex<State>>,
    ) -> std::io::Result<Server> {
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("hwlive-stand-in".to_owned())
            .spawn(move || runtime.block_on(serve(listener, tls.map(TlsAcceptor::from), state, stopped)))?;
        Ok(Server { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only if the thread has ended by itself.
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

async fn serve(
    listener: tokio::net::TcpListener,
    tls: Option<TlsAcceptor>,
    state: Arc<Mutex<State>>,
    mut stopped: oneshot::Receiver<()>,
) {
    loop {
        let accepted = tokio::select! {
            _ = &mut stopped => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // Mostly, all file descriptors are in use. Some will be free again.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // An answer is one small packet, which must not wait for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let connection = {
            let mut state = lock(&state);
            state.connections += 1;
            state.connections
        };
        let state = Arc::clone(&state);
        match tls.clone() {
            None => tokio::spawn(serve_connection(stream, state, connection)),
            Some(tls) => tokio::spawn(async move {
                if let Ok(Ok(stream)) = tokio::time::timeout(SLOW, tls.accept(stream)).await {
                    serve_connection(stream, state, connection).await;
                }
            }),
        };
    }
}

async fn serve_connection<S>(stream: S, state: Arc<Mutex<State>>, connection: u64)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let state = Arc::clone(&state);
        async move {
            let (head, body) = request.into_parts();
            Ok::<_, Infallible>(respond(head, body, &state, connection).await)
        }
    });
    // A connection may end in every way.
    let _ = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .max_buf_size(MAX_HEAD_READ)
        // The date is that of the stand-in's own clock.
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(head: Parts, body: Incoming, state: &Mutex<State>, connection: u64) -> Response {
    let (answer, request_id, now) = answer(head, body, state, connection).await;
    tokio::time::sleep(answer.fault.delay).await;
    response(answer, &request_id, now)
}

/// The answer, its request id and its time.
async fn answer(head: Parts, body: Incoming, state: &Mutex<State>, connection: u64) -> (Answer, String, SystemTime) {
    let body = match tokio::time::timeout(SLOW, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            Err(Refusal::new(413, "APIGW.0201", "Request entity too large"))
        }
        _ => Err(Refusal::new(400, "APIGW.0201", "The request body is incomplete")),
    };
    let mut state = lock(state);
    let now = state.now();
    let (body, refusal) = match body {
        Ok(body) => (body, None),
        Err(refusal) => (Bytes::new(), Some(refusal)),
    };
    let request = Request::new(head, body);
    let refusal = refusal.or_else(|| {
        (request.header_bytes() > MAX_HEADERS).then(|| Refusal::new(494, "APIGW.0201", "Request headers too large"))
    });
    let is_live = live::operation(&request).is_some();
    let mut request_id = random_hex(32);
    let answer = match refusal.map_or_else(|| route(&mut state, &request, now), Err) {
        Ok(answer) => {
            if is_live {
                request_id = service_request_id(&request_id, now);
            }
            answer
        }
        Err(refusal) => {
            if refusal.code.starts_with("LIVE.") {
                request_id = service_request_id(&request_id, now);
            }
            refusal.answer(&request_id)
        }
    };
    state.remember(request.received(answer.status, connection));
    (answer, request_id, now)
}

/// A request id in the service's format. Those of the gateway have the first part only.
fn service_request_id(id: &str, now: SystemTime) -> String {
    format!("{id}-{}-stand-in", unix_seconds(now))
}

fn route(state: &mut State, request: &Request, now: SystemTime) -> Result<Answer, Refusal> {
    if let Some(answer) = metadata::answer(state, request, now) {
        return Ok(answer);
    }
    if let Some(operation) = live::operation(request) {
        let identity = state.gateway.identify(request, now)?;
        return live::answer(state, &identity, &operation, request);
    }
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/v3/auth/tokens") => Ok(iam::create_token(state, request, now)),
        ("GET", "/v3/projects") => {
            let identity = state.gateway.identify(request, now)?;
            Ok(iam::projects(state, identity.scope(), request))
        }
        ("POST", "/v3.0/OS-AUTH/id-token/tokens") => Ok(identity_provider::create_token(state, request, now)),
        ("POST", "/v3.0/OS-CREDENTIAL/securitytokens") => security_tokens::create(state, request, now),
        ("POST", "/v5/agencies/assume-with-oidc") => sts::assume_with_oidc(state, request, now),
        ("POST", pod_identity::PATH) => pod_identity::credentials(state, request, now),
        ("POST", "/v5/agencies/assume") => sts::assume(state, request, now),
        _ => Err(Refusal::no_such_api()),
    }
}

fn response(answer: Answer, request_id: &str, now: SystemTime) -> Response {
    let mut headers = HeaderMap::new();
    let mut insert = |name: HeaderName, value: &str| {
        // It cannot fail: a status, a date, an id, a token, or what `fault.rs` has checked.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    insert(DATE, &httpdate::fmt_http_date(now));
    insert(CONTENT_TYPE, &answer.content_type);
    insert(HeaderName::from_static("x-request-id"), request_id);
    for (name, value) in &answer.headers {
        insert(HeaderName::from_static(name), value);
    }
    let body = match answer.fault.cut_after {
        None => Either::Left(Full::new(answer.body)),
        Some(bytes) => {
            insert(CONTENT_LENGTH, &answer.body.len().to_string());
            Either::Right(CutBody::new(&answer.body, bytes))
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = headers;
    response
}
