# Calls functions of C: converts arguments, and dies of what fails.
package Hwlive::Native;

use strict;
use warnings;
use Encode               ();
use Hwlive::Declarations ();
use Hwlive::Error        ();
use Hwlive::Library      ();

# A text of C as Perl's.
sub decoded { defined $_[0] ? Encode::decode('UTF-8', $_[0]) : undef }

# A text of Perl's as C reads it.
sub text {
    my ($text, $name) = @_;
    return undef unless defined $text;
    # C would read a text up to a NUL, and use something else.
    Hwlive::Error::InvalidArgument->throw(message => "$name has a NUL character in it") if $text =~ /\0/;
    return Encode::encode('utf8', "$text"); # What is no character is refused by the library.
}

sub between {
    my ($value, $name, $low, $high) = @_;
    Hwlive::Error::InvalidArgument->throw(message => "$name is not a whole number between $low and $high")
        unless defined $value && $value =~ /\A-?[0-9]+\z/ && $low <= $value && $value <= $high;
    return $value;
}

# Numbers that fit into those of C; Platypus would cut them.
sub uint32 { between(@_, 0, 4294967295) }
sub int32  { between(@_, -2147483648, 2147483647) }
sub int64  { between(@_, -9007199254740992, 9007199254740992) }

# A number of C: undef if it is missing, which C says with -1.
sub not_negative { $_[0] < 0 ? undef : $_[0] }

# A time of C: undef if it is absent or not understood.
sub unix_time { "$_[0]" eq '-9223372036854775808' ? undef : $_[0] }

# Calls a function that takes a place for an error at its end.
sub call {
    my ($function, @arguments) = @_;
    my $error;
    my $code = $function->(@arguments, \$error);
    return if $code == Hwlive::Declarations::HWLIVE_CODE_OK;
    my %details = (
        message         => decoded(Hwlive::C::hwlive_error_message($error)),
        status          => Hwlive::C::hwlive_error_http_status($error),
        service_code    => decoded(Hwlive::C::hwlive_error_service_code($error)),
        service_message => decoded(Hwlive::C::hwlive_error_service_message($error)),
        request_id      => decoded(Hwlive::C::hwlive_error_request_id($error)),
        encoded_authorization_message => decoded(Hwlive::C::hwlive_error_encoded_authorization_message($error)),
        retry_after_ms => not_negative(Hwlive::C::hwlive_error_retry_after_ms($error)),
        attempts       => Hwlive::C::hwlive_error_attempts($error),
        is_retryable   => Hwlive::C::hwlive_error_is_retryable($error),
    );
    Hwlive::C::hwlive_error_free($error);
    Hwlive::Error::class($code)->throw(%details);
}

1;
