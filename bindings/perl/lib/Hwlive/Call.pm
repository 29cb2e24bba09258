package Hwlive::Call;

use strict;
use warnings;
use Carp               ();
use Hwlive::CallReport ();
use Hwlive::Library    ();
use Hwlive::Native     ();

sub CLONE_SKIP { 1 } # A thread cannot use the call of another.

my %OPTIONS = map { $_ => 1 } qw(timeout_ms headers access_key auth_token);

sub new {
    my ($class, @options) = @_;
    my $self = bless { handle => Hwlive::C::hwlive_call_new() }, $class;
    while (my ($name, $value) = splice @options, 0, 2) {
        Carp::croak("there is no option $name") unless $OPTIONS{$name};
        $self->$name(ref $value eq 'ARRAY' ? @$value : $value);
    }
    return $self;
}

sub DESTROY {
    local ($@, $?);
    Hwlive::C::hwlive_call_free(delete $_[0]{handle}) if $_[0]{handle};
}

# The call of C, or undef if there are no options.
sub handle {
    my ($self) = @_;
    return undef unless defined $self;
    Carp::croak('call must be a Hwlive::Call') unless ref $self && eval { $self->isa(__PACKAGE__) };
    return $self->{handle};
}

sub set {
    my ($self, $function, @arguments) = @_;
    Hwlive::Native::call($function, $self->{handle}, @arguments);
    return $self;
}

sub timeout_ms { $_[0]->set(\&Hwlive::C::hwlive_call_set_timeout_ms, Hwlive::Native::uint32($_[1], 'timeout')) }

sub add_header {
    my ($self, $name, $value) = @_;
    return $self->set(\&Hwlive::C::hwlive_call_add_header, Hwlive::Native::text($name, 'header name'),
        Hwlive::Native::text($value, 'header value'));
}

sub headers {
    my ($self, $headers) = @_;
    for my $name (sort keys %$headers) {
        my $values = $headers->{$name};
        $self->add_header($name, $_) for ref $values eq 'ARRAY' ? @$values : $values;
    }
    return $self;
}

sub access_key {
    my ($self, $access_key, $secret_key, $security_token) = @_;
    return $self->set(\&Hwlive::C::hwlive_call_set_access_key, Hwlive::Native::text($access_key, 'access key'),
        Hwlive::Native::text($secret_key, 'secret key'), Hwlive::Native::text($security_token, 'security token'));
}

sub auth_token { $_[0]->set(\&Hwlive::C::hwlive_call_set_auth_token, Hwlive::Native::text($_[1], 'auth token')) }

sub cancel { Hwlive::C::hwlive_call_cancel($_[0]{handle}) }

sub report { Hwlive::CallReport->read($_[0]{handle}) }

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::Call - options of one call

=head1 SYNOPSIS

    my $call     = Hwlive::Call->new(timeout_ms => 500, headers => { traceparent => $traceparent });
    my $callback = $client->show_record_callback($id, call => $call);
    print $call->report->attempts, "\n";

=head1 METHODS

What is not set is as the client has it. An object is for one call at a time and may be used again. A thread makes one of its
own. An option that cannot be used dies with a Hwlive::Error::InvalidArgument. The methods that set an option return the object.

=over

=item new(NAME => VALUE, ...)

Calls the methods of these names. An array is several arguments: C<access_key =E<gt> [$key, $secret]>.

=item timeout_ms($ms)

Limits the whole call. It may be more than the client's limit.

=item add_header($name, $value), headers({ NAME => VALUE, ... })

Adds header lines to the requests that go to Live. They are sent as they are, and are not signed. An array of values is a line
for each.

=item access_key($access_key, $secret_key, $security_token), auth_token($token)

The credentials of this call; each replaces the other.

=item cancel

Ends the call that uses this object within 0.2 s, and every later one, with a Hwlive::Error::Cancelled. Returns at once. A log
function may cancel the call that it runs in.

=item report

Returns how the last call went that used this object, also if it failed: a L<Hwlive::CallReport>. During a call there is nothing
in it.

=back

=cut
