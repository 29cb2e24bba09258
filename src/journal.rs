//! What happens in a call, for whoever wants to see it: through the `log` crate, target `hwlive`, and to a sink of
//! the client's own.

use std::fmt;
use std::sync::Arc;

use log::Level;

/// The target of the events in the `log` crate.
const TARGET: &str = "hwlive";

/// A function that is handed one line for each event.
pub(crate) type Sink = dyn Fn(Level, &str) + Send + Sync;

/// Where the events of a client go.
#[derive(Clone, Default)]
pub(crate) struct Journal {
    sink: Option<(Level, Arc<Sink>)>,
}

impl Journal {
    /// Also to a sink, up to a level.
    pub(crate) fn with_sink(level: Level, sink: Arc<Sink>) -> Journal {
        Journal { sink: Some((level, sink)) }
    }

    /// Whether anybody wants events of this level.
    pub(crate) fn is_wanted(&self, level: Level) -> bool {
        log::log_enabled!(target: TARGET, level) || self.sink_for(level).is_some()
    }

    /// One event. `line` has no secret in it.
    pub(crate) fn write(&self, level: Level, line: fmt::Arguments<'_>) {
        log::log!(target: TARGET, level, "{line}");
        if let Some(sink) = self.sink_for(level) {
            sink(level, &line.to_string());
        }
    }

    fn sink_for(&self, level: Level) -> Option<&Sink> {
        self.sink.as_ref().filter(|(up_to, _)| level <= *up_to).map(|(_, sink)| &**sink)
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("sink", &self.sink.as_ref().map(|(level, _)| level)).finish()
    }
}
