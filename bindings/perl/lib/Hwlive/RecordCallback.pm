package Hwlive::RecordCallback;

use strict;
use warnings;
use Hwlive::Native  ();
use Hwlive::Library ();

# Each field, and how it is read.
my %FIELDS = (
    id                  => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_id($_[0])) },
    publish_domain      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_publish_domain($_[0])) },
    app                 => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_app($_[0])) },
    notify_callback_url => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_notify_callback_url($_[0])) },
    notify_event_subscription => sub {
        my ($callback) = @_;
        my $count = Hwlive::C::hwlive_record_callback_notify_event_subscription_count($callback);
        return [map { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_notify_event_subscription_at($callback, $_ - 1)) } 1 .. $count];
    },
    events           => sub { Hwlive::C::hwlive_record_callback_events($_[0]) },
    sign_type_text   => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_sign_type_text($_[0])) },
    sign_type        => sub { Hwlive::C::hwlive_record_callback_sign_type($_[0]) },
    accept           => sub { Hwlive::C::hwlive_record_callback_accept($_[0]) },
    create_time      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_create_time($_[0])) },
    create_time_unix => sub { Hwlive::Native::unix_time(Hwlive::C::hwlive_record_callback_create_time_unix($_[0])) },
    update_time      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_update_time($_[0])) },
    update_time_unix => sub { Hwlive::Native::unix_time(Hwlive::C::hwlive_record_callback_update_time_unix($_[0])) },
    request_id       => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_request_id($_[0])) },
    json             => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_json($_[0], undef)) },
);

for my $name (keys %FIELDS) {
    no strict 'refs';
    *$name = sub { $_[0]{$name} };
}

sub read {
    my ($class, $callback) = @_;
    return bless { map { $_ => $FIELDS{$_}->($callback) } keys %FIELDS }, $class;
}

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::RecordCallback - a recording callback

=head1 METHODS

C<id>, C<publish_domain>, C<app>, C<notify_callback_url>, C<notify_event_subscription> (a list), C<sign_type_text>,
C<create_time>, C<update_time> and C<request_id> are as the service sent them, or undef if it sent none. C<events>, C<sign_type>
and C<accept> are numbers of L<Hwlive/CONSTANTS>, with the service's defaults applied; C<accept> is for
C<Hwlive::verify_notification>. C<create_time_unix> and C<update_time_unix> are in seconds since 1970, or undef. C<json> is the
body of the answer as it was received; in a list, the part that describes this callback.

=cut
