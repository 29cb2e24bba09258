package Hwlive;

use strict;
use warnings;
use Hwlive::Call         ();
use Hwlive::Client       ();
use Hwlive::Config       ();
use Hwlive::Declarations ();
use Hwlive::Error        ();
use Hwlive::Library      ();
use Hwlive::Notification ();

our $VERSION = '0.1.0';

# The numbers of C, without their prefix.
use constant {
    EVENT_RECORD_NEW_FILE_START => Hwlive::Declarations::HWLIVE_EVENT_RECORD_NEW_FILE_START,
    EVENT_RECORD_FILE_COMPLETE  => Hwlive::Declarations::HWLIVE_EVENT_RECORD_FILE_COMPLETE,
    EVENT_RECORD_OVER           => Hwlive::Declarations::HWLIVE_EVENT_RECORD_OVER,
    EVENT_RECORD_FAILED         => Hwlive::Declarations::HWLIVE_EVENT_RECORD_FAILED,
    EVENT_RECORD_START          => Hwlive::Declarations::HWLIVE_EVENT_RECORD_START,
    EVENT_OTHER                 => Hwlive::Declarations::HWLIVE_EVENT_OTHER,
    SIGN_TYPE_OTHER             => Hwlive::Declarations::HWLIVE_SIGN_TYPE_OTHER,
    SIGN_TYPE_HMACSHA256        => Hwlive::Declarations::HWLIVE_SIGN_TYPE_HMACSHA256,
    SIGN_TYPE_MD5               => Hwlive::Declarations::HWLIVE_SIGN_TYPE_MD5,
    ACCEPT_HMACSHA256           => Hwlive::Declarations::HWLIVE_ACCEPT_HMACSHA256,
    ACCEPT_MD5                  => Hwlive::Declarations::HWLIVE_ACCEPT_MD5,
    ACCEPT_UNSIGNED             => Hwlive::Declarations::HWLIVE_ACCEPT_UNSIGNED,
    LOG_OFF                     => Hwlive::Declarations::HWLIVE_LOG_OFF,
    LOG_ERROR                   => Hwlive::Declarations::HWLIVE_LOG_ERROR,
    LOG_WARN                    => Hwlive::Declarations::HWLIVE_LOG_WARN,
    LOG_INFO                    => Hwlive::Declarations::HWLIVE_LOG_INFO,
    LOG_DEBUG                   => Hwlive::Declarations::HWLIVE_LOG_DEBUG,
    LOG_TRACE                   => Hwlive::Declarations::HWLIVE_LOG_TRACE,
    SIGNING_SDK_HMAC_SHA256     => Hwlive::Declarations::HWLIVE_SIGNING_SDK_HMAC_SHA256,
    SIGNING_V11_HMAC_SHA256     => Hwlive::Declarations::HWLIVE_SIGNING_V11_HMAC_SHA256,
    SIGNING_SDK_HMAC_SM3        => Hwlive::Declarations::HWLIVE_SIGNING_SDK_HMAC_SM3,
    TRUST_BUILT_IN              => Hwlive::Declarations::HWLIVE_TRUST_BUILT_IN,
    TRUST_SYSTEM                => Hwlive::Declarations::HWLIVE_TRUST_SYSTEM,
    TLS_1_2                     => Hwlive::Declarations::HWLIVE_TLS_1_2,
    TLS_1_3                     => Hwlive::Declarations::HWLIVE_TLS_1_3,
    IP_ANY                      => Hwlive::Declarations::HWLIVE_IP_ANY,
    IP_4                        => Hwlive::Declarations::HWLIVE_IP_4,
    IP_6                        => Hwlive::Declarations::HWLIVE_IP_6,
    NOTIFICATION_TOLERANCE_MS   => Hwlive::Declarations::HWLIVE_NOTIFICATION_TOLERANCE_MS,
};

sub version { Hwlive::C::hwlive_version() }

sub parse_notification { Hwlive::Notification->parse(@_) }

sub verify_notification { Hwlive::Notification->verified(@_) }

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive - recording callbacks of Huawei Cloud Live

=head1 SYNOPSIS

    use Hwlive;

    my $client   = Hwlive::Client->new(region => 'cn-north-4', timeout_ms => 10_000);
    my $callback = $client->show_record_callback('e2fe84def7e476651034ec4b9e92bc30');
    print $callback->notify_callback_url // 'none', "\n";

=head1 DESCRIPTION

The work is done by the library libhwlive; L<Hwlive::Library> says where it is looked for. See L<Hwlive::Client>,
L<Hwlive::Config> for the settings, L<Hwlive::Call> for the options of one call, L<Hwlive::Notification> and L<Hwlive::Error>.

=head1 FUNCTIONS

=head2 version

Returns the version of the library that was loaded, such as "0.1.0".

=head2 parse_notification($body)

Reads the body of a post without checking its signature, and returns a L<Hwlive::Notification>.

=head2 verify_notification($body, $key, accept => ..., tolerance_ms => ..., now_unix => ...)

Checks that the service signed a body with the callback's key, and returns a L<Hwlive::Notification>. C<accept> is bits of
C<ACCEPT_*>, such as the callback's C<accept>; by default ACCEPT_HMACSHA256. C<tolerance_ms> is how long after its timestamp a
signature is accepted; -1 is for ever. C<now_unix> is the time to check against, in seconds since 1970; 0 is this machine's
clock.

C<$body> is bytes, or a text of Perl's, which is encoded in UTF-8.

=head1 CONSTANTS

C<EVENT_RECORD_NEW_FILE_START>, C<EVENT_RECORD_FILE_COMPLETE>, C<EVENT_RECORD_OVER>, C<EVENT_RECORD_FAILED>,
C<EVENT_RECORD_START>, C<EVENT_OTHER>: bits of a callback's C<events>. C<SIGN_TYPE_OTHER>, C<SIGN_TYPE_HMACSHA256>,
C<SIGN_TYPE_MD5>: a callback's C<sign_type>. C<ACCEPT_HMACSHA256>, C<ACCEPT_MD5>, C<ACCEPT_UNSIGNED>: bits of C<accept>. MD5
covers neither the event nor the URL: anyone who has seen one notification can forge others. C<LOG_OFF>, C<LOG_ERROR>,
C<LOG_WARN>, C<LOG_INFO>, C<LOG_DEBUG>, C<LOG_TRACE>: levels of a log. C<SIGNING_SDK_HMAC_SHA256>,
C<SIGNING_V11_HMAC_SHA256>, C<SIGNING_SDK_HMAC_SM3>: signing algorithms. C<TRUST_BUILT_IN>, C<TRUST_SYSTEM>: roots. C<TLS_1_2>,
C<TLS_1_3>: versions of TLS. C<IP_ANY>, C<IP_4>, C<IP_6>: families of addresses. C<NOTIFICATION_TOLERANCE_MS>: 15 minutes. Each is called as
C<Hwlive::EVENT_OTHER>.

=cut
