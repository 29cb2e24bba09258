//! Sends a recording notification, as the service would.

mod notification;
mod post;

use hwlive::Client;

pub(crate) use notification::SignType;
pub(crate) use post::check_url;

use notification::Notification;

/// What to send, and where.
#[derive(Debug, Default)]
pub(crate) struct Notify {
    /// The id of the callback to send for. It is asked for with the settings of the environment.
    pub(crate) callback: Option<String>,
    /// The receiver, if it is not the callback's.
    pub(crate) to: Option<String>,
    pub(crate) notification: Notification,
}

/// What the receiver answered.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) url: String,
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Notify {
    /// Sends it, and waits for the answer.
    pub(crate) fn send(mut self) -> Result<Received, Box<dyn std::error::Error + Send + Sync>> {
        if let Some(id) = self.callback.take() {
            self.take_settings_of(&id)?;
        }
        let url = self.to.ok_or("the callback has no notify_callback_url; say where to post it with --to")?;
        let answer = post::post(&url, self.notification.body())?;
        Ok(Received { url, status: answer.status, body: answer.body })
    }

    /// Asks for the callback, as its owner would, and does what it says.
    fn take_settings_of(&mut self, id: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let callback = Client::builder().environment()?.build()?.show_record_callback(id)?;
        self.to = self.to.take().or_else(|| callback.notify_callback_url().map(str::to_owned));
        let notification = &mut self.notification;
        if notification.sign_type.is_none() {
            notification.sign_type = match callback.sign_type() {
                hwlive::SignType::HmacSha256 => Some(SignType::HmacSha256),
                hwlive::SignType::Md5 => Some(SignType::Md5),
                _ if notification.key.is_none() => None,
                _ => return Err("the callback's sign type is one that cannot be made here".into()),
            };
        }
        for (name, value) in [("publish_domain", callback.publish_domain()), ("app", callback.app())] {
            // "*" is every app; the event then names the one of the stream.
            if let Some(value) = value.filter(|value| *value != "*") {
                notification.fields.entry(name.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
        Ok(())
    }
}
