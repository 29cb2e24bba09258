//! The client: one method per operation.

use crate::{Config, Error, RecordCallback};

/// A client of Huawei Cloud Live. Cheap to clone; clones share connections. Any thread may call.
#[derive(Clone, Debug)]
pub struct Client {}

impl Client {
    /// A client with these settings. Reads the CA file; makes no connection.
    pub fn new(config: &Config) -> Result<Client, Error> {
        let _ = config;
        todo!()
    }

    /// Asks the service for one recording callback by its id.
    pub fn show_record_callback(&self, id: &str) -> Result<RecordCallback, Error> {
        let _ = id;
        todo!()
    }

    /// Ends calls in flight in other threads, and every later call, with `Cancelled`. For good.
    pub fn shutdown(&self) {
        todo!()
    }
}

const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<Client>();
};
