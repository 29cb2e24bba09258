package Hwlive::Library;

use strict;
use warnings;
use File::Basename ();
use File::Spec     ();
use FFI::Platypus;
use Hwlive::Declarations ();

sub candidates {
    my $chosen = $ENV{HWLIVE_LIBRARY};
    return $chosen if defined $chosen && length $chosen;
    my $name =
          $^O eq 'MSWin32' ? 'hwlive.dll'
        : $^O eq 'darwin'  ? 'libhwlive.dylib'
        :                    'libhwlive.so.' . Hwlive::Declarations::ABI;
    return (File::Spec->catfile(File::Basename::dirname(File::Spec->rel2abs(__FILE__)), $name), $name);
}

our $FFI = do {
    my ($loaded, @tried);
    for my $candidate (candidates()) {
        my $ffi = FFI::Platypus->new(api => 2);
        # Platypus says nothing about a library that it does not load.
        if (my $handle = FFI::Platypus::DL::dlopen($candidate, FFI::Platypus::DL::RTLD_PLATYPUS_DEFAULT())) {
            FFI::Platypus::DL::dlclose($handle);
            $ffi->lib($candidate);
            $loaded = $ffi;
            last;
        }
        push @tried, "$candidate: " . FFI::Platypus::DL::dlerror();
    }
    $loaded or die 'hwlive: the library cannot be loaded. Tried: ' . join('; ', @tried) . "\n";
};

$FFI->type($Hwlive::Declarations::TYPES{$_} => $_) for keys %Hwlive::Declarations::TYPES;
for my $declaration (@Hwlive::Declarations::FUNCTIONS) {
    my ($name, $result, @parameters) = @$declaration;
    # Attached, since Platypus' function objects do not survive a new thread.
    $FFI->attach([$name => "Hwlive::C::$name"] => \@parameters => $result);
}

1;

__END__

=encoding UTF-8

=head1 NAME

Hwlive::Library - finds and loads libhwlive

=head1 DESCRIPTION

The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
module, or else the one that the system's loader finds by its name. The functions of the library are then those of the
package Hwlive::C, by their names in C.

=cut
