package Hwlive::Notification;

use strict;
use warnings;
use Encode               ();
use Hwlive::Native       ();
use Hwlive::Declarations ();
use Hwlive::Library      ();

# Each field, and how it is read.
my %FIELDS = (
    event           => sub { Hwlive::C::hwlive_notification_event($_[0]) },
    project_id      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_project_id($_[0])) },
    job_id          => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_job_id($_[0])) },
    task_id         => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_task_id($_[0])) },
    event_type      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_event_type($_[0])) },
    publish_domain  => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_publish_domain($_[0])) },
    app             => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_app($_[0])) },
    stream          => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_stream($_[0])) },
    record_format   => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_record_format($_[0])) },
    download_url    => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_download_url($_[0])) },
    play_url        => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_play_url($_[0])) },
    asset_id        => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_asset_id($_[0])) },
    start_time      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_start_time($_[0])) },
    end_time        => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_end_time($_[0])) },
    obs_location    => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_obs_location($_[0])) },
    obs_bucket      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_obs_bucket($_[0])) },
    obs_object      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_obs_object($_[0])) },
    auth_timestamp  => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_auth_timestamp($_[0])) },
    auth_sign       => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_auth_sign($_[0])) },
    start_time_unix => sub { Hwlive::Native::unix_time(Hwlive::C::hwlive_notification_start_time_unix($_[0])) },
    end_time_unix   => sub { Hwlive::Native::unix_time(Hwlive::C::hwlive_notification_end_time_unix($_[0])) },
    file_size       => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_notification_file_size($_[0])) },
    record_duration => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_notification_record_duration($_[0])) },
    width           => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_notification_width($_[0])) },
    height          => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_notification_height($_[0])) },
    json            => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_notification_json($_[0], undef)) },
);

for my $name (keys %FIELDS) {
    no strict 'refs';
    *$name = sub { $_[0]{$name} };
}

sub parse {
    my ($class, $body) = @_;
    return $class->read($body, sub { });
}

sub verified {
    my ($class, $body, $key, %given) = @_;
    my $accept    = Hwlive::Native::uint32($given{accept} // Hwlive::Declarations::HWLIVE_ACCEPT_HMACSHA256, 'accept');
    my $tolerance = Hwlive::Native::int64($given{tolerance_ms} // Hwlive::Declarations::HWLIVE_NOTIFICATION_TOLERANCE_MS, 'tolerance');
    my $now       = Hwlive::Native::int64($given{now_unix} // 0, 'time');
    my $bytes     = Hwlive::Native::text($key, 'key');
    return $class->read($body, sub {
        Hwlive::Native::call(\&Hwlive::C::hwlive_notification_verify, $_[0], $bytes, $accept, $tolerance, $now);
    });
}

sub verify {
    my ($self, $key, %given) = @_;
    ref($self)->verified($self->{json}, $key, %given);
    return;
}

# The fields of a body that passes a check.
sub read {
    my ($class, $body, $check) = @_;
    # The length that C wants is that of the bytes.
    my $bytes = utf8::is_utf8($body) ? Encode::encode('UTF-8', $body) : $body;
    my $notification;
    Hwlive::Native::call(\&Hwlive::C::hwlive_notification_parse, $bytes, length $bytes, \$notification);
    my $self = eval { $check->($notification); bless { map { $_ => $FIELDS{$_}->($notification) } keys %FIELDS }, $class };
    my $failure = $@;
    Hwlive::C::hwlive_notification_free($notification);
    die $failure unless $self;
    return $self;
}

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::Notification - a notification of a recording event

=head1 DESCRIPTION

L<Hwlive/parse_notification> and L<Hwlive/verify_notification> make one. Anyone can post a notification: do not believe it
before it is verified.

=head1 METHODS

=head2 verify($key, ...)

Checks that the service signed this notification; see L<Hwlive/verify_notification>.

=head2 Fields

Each is undef if it was not sent. C<event> is a bit of C<Hwlive::EVENT_*>, to compare with a callback's C<events>. C<project_id>,
C<job_id>, C<task_id>, C<event_type>, C<publish_domain>, C<app>, C<stream>, C<record_format>, C<download_url>, C<play_url>,
C<asset_id>, C<start_time>, C<end_time>, C<obs_location>, C<obs_bucket>, C<obs_object> and C<auth_timestamp> are as sent.
C<start_time_unix> and C<end_time_unix> are in seconds since 1970, C<file_size> is in bytes, C<record_duration> in seconds,
C<width> and C<height> in pixels. Keep C<auth_sign>, the signature, and C<json>, the body as it was received, out of logs.

=cut
