//! What `--help` and `--version` print.

pub(super) const VERSION: &str = concat!("hwlive-stand-in ", env!("CARGO_PKG_VERSION"), "\n");

pub(super) const SERVE: &str = "\
hwlive-stand-in: a stand-in for Huawei Cloud Live on 127.0.0.1, to try programs without an account

Usage: hwlive-stand-in [OPTION...] [-- COMMAND [ARGUMENT...]]
       hwlive-stand-in notify [OPTION...]    (see hwlive-stand-in notify --help)

With a COMMAND, it runs the command with an environment that points at the stand-in, and ends with the exit status of
the command. Proxies, and other variables HUAWEICLOUD_SDK_* and CLOUD_SDK_*, are taken out of that environment.
Without a COMMAND, it prints the environment as commands for a shell, and serves until SIGINT, SIGTERM or SIGHUP.

Without --callbacks, it answers with the service's documented example, whatever id is asked for. Only an id of less than
32 characters is not found, since the service's ids are not so short.

Options:
  --callbacks FILE      Know the recording callbacks in this file, and the documented example by its own id. Other ids
                        are not found. See below.
  --port N              Listen on this port. Default: a free one, as with 0.
  --tls                 Speak https. The certificate to trust is in the file that SSL_CERT_FILE names.
  --access-key AK       Accept this access key, in place of the example's. Needs --secret-key.
  --secret-key SK       The secret key that belongs to it.
  --security-token T    Makes it a temporary access key, which is accepted only together with this token.
  --token T             Accept this token in X-Auth-Token. Can be given several times. Without --access-key, no access
                        key is accepted then.
  --project-id ID       Know this project, in place of the example's. Can be given several times. COMMAND gets the
                        first one.
  --region NAME         The name of these projects in IAM. Default: cn-north-4.
  --clock-offset N      Set the stand-in's clock N seconds ahead. A negative number sets it back.
  -h, --help            Print this text.
  -V, --version         Print the version.

The file of --callbacks is JSON: a list of callbacks, one callback, {\"callback_config\": [...]} as the service's list
call answers, or {\"projects\": {\"PROJECT ID\": [...]}}. A callback needs an id, and is sent back as it is in the file.
It can have a member \"stand_in\", which is not sent back and spoils the answer. Each of its members can be left out:
  {\"delay_ms\": N, \"cut_after\": BYTES, \"status\": STATUS, \"content_type\": TYPE, \"body\": TEXT}
The answer is sent N milliseconds late; the connection ends after so many bytes of the body; and the answer has this
status, this type and this body.

Exit status: that of COMMAND; 128 + N if signal N ended it; 127 if COMMAND is not found, 126 if it cannot be run;
2 if an option is wrong or the stand-in cannot start.
";

pub(super) const NOTIFY: &str = "\
hwlive-stand-in notify: post a recording notification, as the service would, and print what the receiver answers

Usage: hwlive-stand-in notify --callback ID [OPTION...]
       hwlive-stand-in notify --to URL [OPTION...]

Options:
  --callback ID         Ask for this callback, with the settings of the environment. Post to its notify_callback_url,
                        and use its publish_domain, app and sign type.
  --to URL              Post to this URL.
  --key KEY             Sign with this key of the callback. Without it the notification is not signed.
  --sign-type TYPE      HMACSHA256 or MD5. Default: that of the callback, else HMACSHA256.
  --event EVENT         The event_type. Default: RECORD_FILE_COMPLETE.
  --field NAME=VALUE    Add this field, or replace the example's. Can be given several times.
  --expires-in SECONDS  In how many seconds the signature expires. Default: 300. Negative: it has expired already.
  --tamper              Change stream and download_url after signing, as a forger would.
  -h, --help            Print this text.
  -V, --version         Print the version.

An https receiver is checked against the certificates in the file that SSL_CERT_FILE names, or against Mozilla's if that
is not set.

Exit status: 0 if the receiver answered 200, 1 if it answered something else, 2 if an option is wrong or there was no
answer.
";
