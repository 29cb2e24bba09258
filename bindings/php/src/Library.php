<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * Finds and loads libhwlive.
 *
 * The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
 * one, or else the one that the system's loader finds by its name.
 *
 * @internal
 */
final class Library
{
    private static ?\FFI $functions = null;

    /** The functions of the library, by their names in C. */
    public static function c(): \FFI
    {
        return self::$functions ??= self::load();
    }

    private static function load(): \FFI
    {
        $tried = [];
        foreach (self::candidates() as $candidate) {
            try {
                return \FFI::cdef(Declarations::C, $candidate);
            } catch (\FFI\Exception $error) {
                $tried[] = "$candidate: {$error->getMessage()}";
            }
        }
        throw new \RuntimeException('hwlive: the library cannot be loaded. Tried: ' . implode('; ', $tried));
    }

    /** @return list<string> */
    private static function candidates(): array
    {
        $chosen = getenv('HWLIVE_LIBRARY');
        if (is_string($chosen) && $chosen !== '') {
            return [$chosen];
        }
        $name = match (PHP_OS_FAMILY) {
            'Windows' => 'hwlive.dll',
            'Darwin' => 'libhwlive.dylib',
            default => 'libhwlive.so.' . Declarations::ABI,
        };
        return [__DIR__ . DIRECTORY_SEPARATOR . $name, $name];
    }
}
