package Hwlive::CallReport;

use strict;
use warnings;
use Hwlive::Library ();
use Hwlive::Native  ();

# Each field, and how it is read.
my %FIELDS = (
    attempts          => sub { Hwlive::C::hwlive_call_attempts($_[0]) },
    connection_reused => sub { Hwlive::C::hwlive_call_connection_reused($_[0]) },
    peer_address      => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_call_peer_address($_[0])) },
    lookup_us         => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_call_lookup_us($_[0])) },
    connect_us        => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_call_connect_us($_[0])) },
    proxy_us          => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_call_proxy_us($_[0])) },
    tls_us            => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_call_tls_us($_[0])) },
    first_byte_us     => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_call_first_byte_us($_[0])) },
    total_us          => sub { Hwlive::Native::not_negative(Hwlive::C::hwlive_call_total_us($_[0])) },
    bytes_sent        => sub { Hwlive::C::hwlive_call_bytes_sent($_[0]) },
    bytes_received    => sub { Hwlive::C::hwlive_call_bytes_received($_[0]) },
    tls_version       => sub { Hwlive::Native::decoded(Hwlive::C::hwlive_call_tls_version($_[0])) },
);

for my $name (keys %FIELDS) {
    no strict 'refs';
    *$name = sub { $_[0]{$name} };
}

sub read {
    my ($class, $call) = @_;
    return bless { map { $_ => $FIELDS{$_}->($call) } keys %FIELDS }, $class;
}

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::CallReport - how a call went

=head1 METHODS

C<attempts> is how often the call was tried; for a list, each page that was asked for again counts too. The others describe the
last request of the call. What there was not is undef.

C<connection_reused> is true if an earlier request had left the connection open. C<peer_address> is the address and port that the
request went to, those of the proxy if there is one. C<lookup_us>, C<connect_us>, C<proxy_us> and C<tls_us> are the microseconds
that each took. C<first_byte_us> and C<total_us> are the microseconds from the beginning of the request to the first byte of its
answer, and to its end. C<bytes_sent>, C<bytes_received>. C<tls_version> is "TLSv1.3" or "TLSv1.2".

=cut
