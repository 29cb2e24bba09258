package Hwlive::RecordCallbackList;

use strict;
use warnings;
use Hwlive::Library        ();
use Hwlive::Native         ();
use Hwlive::RecordCallback ();

sub callbacks   { @{ $_[0]{callbacks} } }
sub count       { scalar @{ $_[0]{callbacks} } }
sub total       { $_[0]{total} }
sub is_complete { $_[0]{is_complete} }
sub request_id  { $_[0]{request_id} }

sub read {
    my ($class, $list) = @_;
    my $count = Hwlive::C::hwlive_record_callback_list_count($list);
    return bless {
        callbacks => [map { Hwlive::RecordCallback->read(Hwlive::C::hwlive_record_callback_list_at($list, $_ - 1)) } 1 .. $count],
        total       => Hwlive::Native::not_negative(Hwlive::C::hwlive_record_callback_list_total($list)),
        is_complete => Hwlive::C::hwlive_record_callback_list_is_complete($list),
        request_id  => Hwlive::Native::decoded(Hwlive::C::hwlive_record_callback_list_request_id($list)),
    }, $class;
}

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::RecordCallbackList - recording callbacks of a project

=head1 SYNOPSIS

    for my $callback ($client->list_record_callbacks->callbacks) {
        print $callback->id, "\n";
    }

=head1 METHODS

C<callbacks> returns the list of L<Hwlive::RecordCallback>, in the service's order, and C<count> how many it has. C<total> is how
many there are, as the service said, or undef; a filter counts. C<is_complete> is true if all of them are here: not if there are
too many, or if some came or went meanwhile. C<request_id> is the id of the last page's request.

=cut
