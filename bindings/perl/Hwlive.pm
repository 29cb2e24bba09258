# Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean.
package Hwlive;

use strict;
use warnings;
use Encode ();
use FFI::Platypus;
use JSON::PP ();

use constant { ACCEPT_HMACSHA256 => 1, ACCEPT_MD5 => 2, ACCEPT_UNSIGNED => 4 };

my @KINDS = qw(ok other invalid_argument credentials unauthorized not_found throttled service connect tls timeout bad_response
    cancelled panic malformed unsigned wrong_signature expired);
my @TEXTS = qw(id publish_domain app notify_callback_url sign_type_text create_time update_time request_id);
my %TYPES = (events => 'uint32', sign_type => 'sint32', accept => 'uint32', create_time_unix => 'sint64', update_time_unix => 'sint64');
my $ffi = FFI::Platypus->new(api => 2, lib => 'libhwlive.so.0.1');
my %C;
sub declare {
    my ($result, $names, @parameters) = @_;
    for (split ' ', $names) { # Attached, since Platypus' function objects do not survive a new thread.
        $ffi->attach(["hwlive_$_" => "Hwlive::C::$_"] => \@parameters => $result);
        $C{$_} = Hwlive::C->can($_);
    }
}

declare('opaque', 'config_new');
declare('void', 'config_free client_free record_callback_free notification_free error_free', 'opaque');
declare('sint32', 'config_load_environment', 'opaque', 'opaque*');
declare('sint32', "config_set_$_", 'opaque', 'string', 'opaque*') for qw(region endpoint project_id auth_token proxy ca_file user_agent);
declare('sint32', 'config_set_access_key', 'opaque', 'string', 'string', 'string', 'opaque*');
declare('sint32', "config_set_${_}", 'opaque', 'uint32', 'opaque*') for qw(timeout_ms connect_timeout_ms max_retries);
declare('sint32', 'client_new', 'opaque', 'opaque*', 'opaque*');
declare('sint32', 'show_record_callback', 'opaque', 'string', 'opaque*', 'opaque*');
declare('sint32', 'notification_parse', 'string', 'size_t', 'opaque*', 'opaque*');
declare('sint32', 'notification_verify', 'opaque', 'string', 'uint32', 'sint64', 'sint64', 'opaque*');
declare('sint32', 'error_http_status', 'opaque');
declare('string', $_, 'opaque') for qw(error_message error_service_code error_request_id), map { "record_callback_$_" } @TEXTS;
declare($TYPES{$_}, "record_callback_$_", 'opaque') for keys %TYPES;
declare('string', 'record_callback_json', 'opaque', 'opaque');
declare('size_t', 'record_callback_notify_event_subscription_count', 'opaque');
declare('string', 'record_callback_notify_event_subscription_at', 'opaque', 'size_t');

sub text { defined $_[0] ? Encode::decode('UTF-8', $_[0]) : undef }

# Perl's text as C reads it. C would read one up to a NUL, and ask for something else.
sub argument {
    Hwlive::Error->throw('invalid_argument', 'a text has a NUL character in it') if defined $_[0] && $_[0] =~ /\0/;
    return defined $_[0] ? Encode::encode('UTF-8', $_[0]) : undef;
}

# Calls a function of C with an error's slot at the end; dies of what it says is wrong.
sub call {
    my ($name, @arguments) = @_;
    my $error;
    my $code = $C{$name}->(@arguments, \$error) or return;
    my ($message, $service_code, $request_id) = map { text($C{"error_$_"}->($error)) } qw(message service_code request_id);
    my $status = $C{error_http_status}->($error);
    $C{error_free}->($error);
    Hwlive::Error->throw($KINDS[$code] // 'other', $message, $status, $service_code, $request_id);
}

# The fields of a notification's body (bytes) that was signed with key; dies where it is not genuine.
sub verify_notification {
    my ($body, $key, %given) = @_;
    my %rules = (accept => ACCEPT_HMACSHA256, tolerance_ms => 900_000, now_unix => 0, %given);
    my $notification;
    call('notification_parse', $body, length $body, \$notification);
    my $verified = eval { call('notification_verify', $notification, argument($key), @rules{qw(accept tolerance_ms now_unix)}); 1 };
    my $failure = $@;
    $C{notification_free}->($notification);
    die $failure unless $verified;
    return JSON::PP::decode_json($body);
}

# kind, message, status (0: no answer), service_code and request_id (undef: none).
package Hwlive::Error;
use overload '""' => sub { $_[0]{message} }, fallback => 1;

sub throw {
    my ($class, $kind, $message, $status, $service_code, $request_id) = @_;
    die bless { kind => $kind, message => $message, status => $status // 0, service_code => $service_code, request_id => $request_id }, $class;
}

# Frees itself with its last reference. A thread of Perl's cannot use the client of another.
package Hwlive::Client;
sub CLONE_SKIP { 1 }

# Settings are the environment's and, over them, hwlive_config_set_… by name: Hwlive::Client->new(timeout_ms => 5000).
sub new {
    my ($class, %settings) = @_;
    my ($config, $self) = ($C{config_new}->(), bless {}, $class);
    my $made = eval {
        Hwlive::call('config_load_environment', $config);
        Hwlive::call("config_set_$_", $config, map { Hwlive::argument($_) } ref $settings{$_} ? @{ $settings{$_} } : $settings{$_})
            for sort keys %settings;
        Hwlive::call('client_new', $config, \$self->{handle}); 1;
    };
    my $failure = $@;
    $C{config_free}->($config);
    return $made ? $self : die $failure;
}

# The callback's fields as the service sent them, undef where it sent none; the numbers are HWLIVE_…, defaults applied.
sub show_record_callback {
    my ($self, $id) = @_;
    Hwlive::call('show_record_callback', $self->{handle}, Hwlive::argument($id), \my $callback);
    my $ask = sub { my $name = shift; $C{"record_callback_$name"}->($callback, @_) };
    my %fields = (json => Hwlive::text($ask->('json', undef)), map { $_ => Hwlive::text($ask->($_)) } @TEXTS);
    $fields{$_} = $ask->($_) for keys %TYPES;
    $fields{notify_event_subscription} = [map { Hwlive::text($ask->('notify_event_subscription_at', $_ - 1)) }
            1 .. $ask->('notify_event_subscription_count')];
    $_ == -2**63 and $_ = undef for @fields{qw(create_time_unix update_time_unix)};
    $C{record_callback_free}->($callback);
    return \%fields;
}

sub close { my ($self) = @_; $C{client_free}->(delete $self->{handle}) }
sub DESTROY { local ($@, $?); $_[0]->close if defined $_[0]{handle} }

1;
