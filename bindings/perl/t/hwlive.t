use strict;
use warnings;
use utf8;
use Encode ();
use Test::More;
use Hwlive;

my $ID   = 'e2fe84def7e476651034ec4b9e92bc30';
my $KEY  = '0123456789abcdef0123456789abcdef';
my $NOW  = 1583676745;
my $BODY = Encode::encode_utf8(
    '{"event_type": "RECORD_FILE_COMPLETE", "publish_domain": "push.example.com", "app": "live", "stream": "直播", '
        . '"download_url": "https://obs.example.com/record-1.m3u8", "file_size": 3957964, "auth_timestamp": 1583676745, '
        . '"auth_sign": "e99e76a3bf7adbba5d3343e9164aaeb3d9fc152bae77f94d7f99e57fa31d6d78"}');

is(Hwlive::version(), $Hwlive::VERSION, 'the library has the version of the module');
is(Hwlive::verify_notification($BODY, $KEY, now_unix => $NOW)->stream, '直播', 'a notification is verified');
for my $wrong ([WrongSignature => scalar reverse($KEY), $NOW], [Expired => $KEY, $NOW + 3600]) {
    my ($kind, $key, $now) = @$wrong;
    eval { Hwlive::verify_notification($BODY, $key, now_unix => $now) };
    isa_ok($@, "Hwlive::Error::$kind");
}

SKIP: {
    skip 'the stand-in is not there: hwlive-stand-in -- make test', 2 unless $ENV{HUAWEICLOUD_SDK_ENDPOINT};
    my $client = Hwlive::Client->new(timeout_ms => 10_000);
    is($client->show_record_callback($ID)->id, $ID, 'a callback is shown');
    eval { $client->show_record_callback('unknown') };
    isa_ok($@, 'Hwlive::Error::NotFound');
}

done_testing;
