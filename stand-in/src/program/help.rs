//! What `--help` and `--version` print.

pub(super) const VERSION: &str = concat!("hwlive-stand-in ", env!("CARGO_PKG_VERSION"), "\n");

pub(super) const SERVE: &str = "\
hwlive-stand-in: a stand-in for Huawei Cloud Live on 127.0.0.1, to test programs without an account

Usage: hwlive-stand-in [OPTION...] [-- COMMAND [ARGUMENT...]]
       hwlive-stand-in notify [OPTION...]    (see hwlive-stand-in notify --help)

With a COMMAND, it runs the command and exits with the command's exit status. The environment of the command has the
settings for the stand-in, with one kind of credentials. Proxies, and other variables with settings of the SDKs or with
credentials, are removed from it.
Without a COMMAND, it prints the environment as shell commands, and runs until SIGINT, SIGTERM or SIGHUP.

Without --callbacks, it returns the service's documented example for every id of at least 32 characters. A shorter id is
not found, because the service's ids are not so short.

Options:
  --callbacks FILE      Return the recording callbacks in this file, and the documented example, each for its own id.
                        Other ids are not found. See below.
  --port N              Listen on this port. Default: 0, any free port.
  --tls                 Use https. The variable SSL_CERT_FILE in the environment names the certificate to trust.
  --access-key AK       Accept this access key instead of the default one. Needs --secret-key.
  --secret-key SK       The secret key of this access key.
  --security-token T    Make it a temporary access key, which is accepted only together with this token.
  --token T             Accept this token in X-Auth-Token. Can be given several times. If --access-key is not given, no
                        access key is accepted.
  --project-id ID       Have this project instead of the default one. Can be given several times. COMMAND gets the
                        first one.
  --region NAME         The name of these projects in IAM. Default: cn-north-4.
  --clock-offset N      Set the stand-in's clock N seconds ahead. A negative number sets it back.
  --credentials KIND    Give COMMAND the settings for these credentials alone. Default: access-key. See below.
  --id-token TOKEN      The ID token that is accepted, and is in the token file. Default: one made up.
  --id-token-lifetime N The ID token expires after N seconds. Default: never.
  --rotate-id-token N   Every N seconds, write a new ID token to the token file, and refuse the one before.
  --refuse-id-token     Refuse the ID token until it is rotated.
  --key-lifetime N      Temporary keys expire after N seconds. Default: as long as the client asks for.
  --idp-id ID           The identity provider's id in IAM. Default: stand-in-idp.
  --oidc-provider-urn URN  The identity provider's URN in STS. Default: one made up.
  --agency-urn URN      The agency, iam::DOMAIN ID:agency:NAME. Default: one made up.
  --agency-domain NAME  The name of the agency's account (domain). Default: stand-in-account.
  --agency-project-id ID  The project that the agency's keys are for. COMMAND gets it instead of its own if the
                        credentials are agency or oidc. Default: the project of --project-id.
  -h, --help            Print this text.
  -V, --version         Print the version.

The kinds of credentials, and what is in the environment of COMMAND besides the endpoints and the project id:
  access-key            HUAWEICLOUD_SDK_AK, _SK, _SECURITY_TOKEN; with --token HUAWEICLOUD_SDK_AUTH_TOKEN
  password              HUAWEICLOUD_SDK_USER_NAME, _USER_PASSWORD, _DOMAIN_NAME
  identity-provider     HUAWEICLOUD_SDK_IDP_ID, _ID_TOKEN_FILE
  oidc                  HUAWEICLOUD_OIDC_PROVIDER_URN, _AGENCY_URN, _TOKEN_FILE
  pod-identity          HC_CONTAINER_CREDENTIALS_FULL_URI, HC_CONTAINER_AUTHORIZATION_TOKEN_FILE
  agency                those of access-key, HW_ASSUME_ROLE_AGENCY_NAME, HW_ASSUME_ROLE_DOMAIN_NAME
  metadata              nothing; the metadata service is at HUAWEICLOUD_SDK_ENDPOINT

The file of --callbacks is JSON: a list of callbacks, one callback, {\"callback_config\": [...]} as the service's list
call answers, or {\"projects\": {\"PROJECT ID\": [...]}}. A callback needs an id, and is sent back as it is in the file.
It can have a member \"stand_in\", which is not sent back and describes a fault. Each of its members can be left out:
  {\"delay_ms\": N, \"cut_after\": BYTES, \"status\": STATUS, \"content_type\": TYPE, \"body\": TEXT}
delay_ms: the response is sent N milliseconds late. cut_after: the connection is closed after this number of bytes of
the body. status, content_type, body: the response has this status, Content-Type and body.

Exit status: that of COMMAND; 128 + N if signal N ended COMMAND; 127 if COMMAND is not found, 126 if it cannot be run;
2 if an option is wrong or the stand-in cannot start.
";

pub(super) const NOTIFY: &str = "\
hwlive-stand-in notify: post a recording notification, as the service would, and print the receiver's response

Usage: hwlive-stand-in notify --callback ID [OPTION...]
       hwlive-stand-in notify --to URL [OPTION...]

Options:
  --callback ID         Read this callback, with the settings of the environment. Post to its notify_callback_url,
                        and use its publish_domain, app and sign type.
  --to URL              Post to this URL.
  --key KEY             Sign with this key of the callback. Without it the notification is not signed.
  --sign-type TYPE      HMACSHA256 or MD5. Default: the sign type of the callback, or else HMACSHA256.
  --event EVENT         The event_type. Default: RECORD_FILE_COMPLETE.
  --field NAME=VALUE    Add this field, or replace its default value. Can be given several times.
  --expires-in SECONDS  The signature expires in so many seconds. Default: 300. Negative: it has already expired.
  --tamper              Change stream and download_url after signing, as a forger would.
  -h, --help            Print this text.
  -V, --version         Print the version.

The certificate of an https receiver is checked with the roots in the file that SSL_CERT_FILE names. If that variable is
not set, Mozilla's roots are used.

Exit status: 0 if the receiver answered 200, 1 if it answered something else, 2 if an option is wrong or there was no
answer.
";
