package Hwlive::Error;

use strict;
use warnings;
use Hwlive::Declarations ();
use overload '""' => sub { $_[0]{message} }, bool => sub { 1 }, fallback => 1;

sub throw {
    my ($class, %details) = @_;
    die bless { status => 0, attempts => 0, is_retryable => 0, %details }, $class;
}

for my $name (qw(message status service_code service_message request_id encoded_authorization_message retry_after_ms attempts is_retryable)) {
    no strict 'refs';
    *$name = sub { $_[0]{$name} };
}

sub kind { 'other' }

# The class for each code of C, and the name of its kind.
my %CLASSES = (
    Hwlive::Declarations::HWLIVE_CODE_OTHER,            [Other           => 'other'],
    Hwlive::Declarations::HWLIVE_CODE_INVALID_ARGUMENT, [InvalidArgument => 'invalid_argument'],
    Hwlive::Declarations::HWLIVE_CODE_CREDENTIALS,      [Credentials     => 'credentials'],
    Hwlive::Declarations::HWLIVE_CODE_UNAUTHORIZED,     [Unauthorized    => 'unauthorized'],
    Hwlive::Declarations::HWLIVE_CODE_NOT_FOUND,        [NotFound        => 'not_found'],
    Hwlive::Declarations::HWLIVE_CODE_THROTTLED,        [Throttled       => 'throttled'],
    Hwlive::Declarations::HWLIVE_CODE_SERVICE,          [Service         => 'service'],
    Hwlive::Declarations::HWLIVE_CODE_CONNECT,          [Connect         => 'connect'],
    Hwlive::Declarations::HWLIVE_CODE_TLS,              [Tls             => 'tls'],
    Hwlive::Declarations::HWLIVE_CODE_TIMEOUT,          [Timeout         => 'timeout'],
    Hwlive::Declarations::HWLIVE_CODE_BAD_RESPONSE,     [BadResponse     => 'bad_response'],
    Hwlive::Declarations::HWLIVE_CODE_CANCELLED,        [Cancelled       => 'cancelled'],
    Hwlive::Declarations::HWLIVE_CODE_PANIC,            [Panic           => 'panic'],
    Hwlive::Declarations::HWLIVE_CODE_MALFORMED,        [Malformed       => 'malformed'],
    Hwlive::Declarations::HWLIVE_CODE_UNSIGNED,         [Unsigned        => 'unsigned'],
    Hwlive::Declarations::HWLIVE_CODE_WRONG_SIGNATURE,  [WrongSignature  => 'wrong_signature'],
    Hwlive::Declarations::HWLIVE_CODE_EXPIRED,          [Expired         => 'expired'],
);
for my $class (values %CLASSES) {
    my ($name, $kind) = @$class;
    no strict 'refs';
    @{"Hwlive::Error::${name}::ISA"} = __PACKAGE__;
    *{"Hwlive::Error::${name}::kind"} = sub { $kind };
}

sub class { 'Hwlive::Error::' . ($CLASSES{ $_[0] } || ['Other'])->[0] }

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::Error - why a call failed

=head1 SYNOPSIS

    my $callback = eval { $client->show_record_callback($id) };
    if (my $error = $@) {
        die $error unless ref $error && $error->isa('Hwlive::Error::NotFound');
        print "there is no such callback\n";
    }

=head1 METHODS

An error as a text is its message. C<kind> is the name of the kind, such as "not_found"; C<status> the HTTP status of the
answer, 0 if there was no answer; C<service_code>, C<service_message> and C<request_id> are what the service gave, or undef;
C<encoded_authorization_message> says why a policy denied the call, for the STS call decode-authorization-message;
C<retry_after_ms> is how long the service asked to wait, or undef; C<attempts> how many times the call was tried, 0 if nothing
was sent; C<is_retryable> is true if the same call may succeed later.

=head1 CLASSES

=over

=item Hwlive::Error::InvalidArgument

An argument or a setting cannot be used. Nothing was sent. The message names it.

=item Hwlive::Error::Credentials

There are no credentials, they are incomplete, or their source failed.

=item Hwlive::Error::Unauthorized

The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged.

=item Hwlive::Error::NotFound

The service knows no such recording callback.

=item Hwlive::Error::Throttled

There were too many requests (429).

=item Hwlive::Error::Service

The service or its gateway refused the call for another reason; see C<service_code>.

=item Hwlive::Error::Connect, Hwlive::Error::Tls, Hwlive::Error::Timeout

There was no connection; the TLS handshake failed; a limit was reached.

=item Hwlive::Error::BadResponse

There was an answer, but not of the agreed form.

=item Hwlive::Error::Cancelled

The call was cancelled, or the client was shut down.

=item Hwlive::Error::Malformed, Hwlive::Error::Unsigned, Hwlive::Error::WrongSignature, Hwlive::Error::Expired

A notification cannot be read, has no signature, a wrong one, or one that is too old.

=item Hwlive::Error::Panic, Hwlive::Error::Other

A bug in the library; a kind that is newer than this module.

=back

=cut
