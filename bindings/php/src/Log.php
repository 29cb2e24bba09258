<?php
declare(strict_types=1);

namespace Hwlive;

/**
 * A function that events are logged with. The config and its clients keep this object as long as the library may call it.
 *
 * @internal
 */
final class Log
{
    /** @var array<int, callable> the functions, by the number that the library hands back */
    private static array $functions = [];
    private static int $last = 0;
    /** The function of C. FFI frees none before the request ends, so there is one for all. */
    private static ?\FFI\CData $slot = null;
    /** The number, in C's memory. */
    private \FFI\CData $number;

    public function __construct(callable $function)
    {
        $this->number = Library::c()->new('int64_t');
        $this->number->cdata = ++self::$last;
        self::$functions[self::$last] = $function;
    }

    public function __destruct()
    {
        unset(self::$functions[$this->number->cdata]);
    }

    public static function function(): \FFI\CData
    {
        if (self::$slot === null) {
            self::$slot = Library::c()->new('hwlive_log_fn[1]');
            self::$slot[0] = self::call(...);
        }
        return self::$slot[0];
    }

    public function userdata(): \FFI\CData
    {
        return \FFI::addr($this->number);
    }

    private static function call(int $level, string $message, ?\FFI\CData $userdata): void
    {
        try {
            $number = Library::c()->cast('int64_t *', $userdata)[0];
            (self::$functions[$number])($level, $message);
        } catch (\Throwable $error) { // It must not go through C.
            error_log("hwlive: the log function failed: $error");
        }
    }
}
