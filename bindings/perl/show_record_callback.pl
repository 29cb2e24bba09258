use strict;
use warnings;
use open qw(:std :encoding(UTF-8));
use Hwlive;

my $client   = Hwlive::Client->new(timeout_ms => 10_000);
my $callback = eval { $client->show_record_callback($ARGV[0]) };
if (my $error = $@) {
    die $error unless ref $error;
    die sprintf "%s [%s]\n", $error, join ', ', map { $error->$_ // 'none' } qw(kind status service_code request_id);
}
print $callback->id, ' -> ', $callback->notify_callback_url // 'none', "\n";
