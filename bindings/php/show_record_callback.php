<?php
require __DIR__ . '/hwlive.php';

$client = new Hwlive\Client(['timeout_ms' => 10_000]);
try {
    $callback = $client->showRecordCallback($argv[1]);
    echo "$callback->id -> $callback->notify_callback_url\n";
} catch (Hwlive\Error $error) {
    fwrite(STDERR, "{$error->getMessage()} [$error->kind, $error->status, $error->serviceCode, $error->requestId]\n");
    exit(1);
} finally {
    $client->close();
}
