package Hwlive::Client;

use strict;
use warnings;
use Carp                       ();
use Hwlive::Call               ();
use Hwlive::Config             ();
use Hwlive::Error              ();
use Hwlive::Library            ();
use Hwlive::Native             ();
use Hwlive::RecordCallback     ();
use Hwlive::RecordCallbackList ();

sub CLONE_SKIP { 1 } # A thread cannot use the client of another.

sub new {
    my ($class, @settings) = @_;
    my $config = @settings == 1 ? $settings[0] : Hwlive::Config->new->load_environment->set(@settings);
    # The library calls the log function until the client is freed.
    my $self = bless { log => $config->{log} }, $class;
    Hwlive::Native::call(\&Hwlive::C::hwlive_client_new, $config->{handle}, \$self->{handle});
    return $self;
}

sub handle {
    my ($self) = @_;
    return $self->{handle} // Hwlive::Error::InvalidArgument->throw(message => 'the client is closed');
}

# Options of a method by name, of which it knows these.
sub given {
    my ($known, @given) = @_;
    Carp::croak('options are pairs of a name and a value') if @given % 2;
    my %given = @given;
    for my $name (keys %given) {
        Carp::croak("there is no option $name") unless grep { $_ eq $name } @$known;
    }
    return %given;
}

sub show_record_callback {
    my ($self, $id, @given) = @_;
    my %given = given(['call'], @given);
    my $callback;
    Hwlive::Native::call(\&Hwlive::C::hwlive_show_record_callback_with, $self->handle, Hwlive::Native::text($id, 'id'),
        Hwlive::Call::handle($given{call}), \$callback);
    my $read = Hwlive::RecordCallback->read($callback);
    Hwlive::C::hwlive_record_callback_free($callback);
    return $read;
}

sub list_record_callbacks {
    my ($self, @given) = @_;
    my %given = given([qw(publish_domain app call)], @given);
    my $list;
    Hwlive::Native::call(\&Hwlive::C::hwlive_list_record_callbacks_with, $self->handle,
        Hwlive::Native::text($given{publish_domain}, 'publish domain'), Hwlive::Native::text($given{app}, 'app'),
        Hwlive::Call::handle($given{call}), \$list);
    my $read = Hwlive::RecordCallbackList->read($list);
    Hwlive::C::hwlive_record_callback_list_free($list);
    return $read;
}

sub replace_credentials {
    my ($self, $config) = @_;
    Hwlive::Native::call(\&Hwlive::C::hwlive_client_replace_credentials, $self->handle, $config->{handle});
}

sub shutdown { Hwlive::C::hwlive_client_shutdown($_[0]->handle) }

sub close {
    my ($self) = @_;
    Hwlive::C::hwlive_client_free(delete $self->{handle}) if $self->{handle};
}

sub DESTROY { local ($@, $?); $_[0]->close }

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::Client - asks Huawei Cloud Live for recording callbacks

=head1 METHODS

A client closes itself with its last reference. A thread makes a client of its own; a forked child may use its parent's.

=over

=item new(NAME => VALUE, ...)

Takes the environment's settings and, over them, those that are given, by the names of L<Hwlive::Config>'s methods.

=item new($config)

Takes the settings of a L<Hwlive::Config> alone.

=item show_record_callback($id, call => $call)

Asks the service for one recording callback and returns a L<Hwlive::RecordCallback>. Blocks at most for the client's timeout.
C<call> may be left out; it is a L<Hwlive::Call>, the options of this call.

=item list_record_callbacks(publish_domain => $domain, app => $app, call => $call)

Asks the service for the recording callbacks of the project and returns a L<Hwlive::RecordCallbackList>. C<publish_domain> is the
ingest domain of those that are listed, C<app> the application that they apply to. All may be left out. The timeout is for all
pages together.

=item replace_credentials($config)

Uses the credentials of a config for every call that starts later.

=item shutdown

Ends all calls of this client, now and later, with a Hwlive::Error::Cancelled.

=item close

Closes the client. Later calls fail.

=back

=cut
