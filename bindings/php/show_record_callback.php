<?php
require __DIR__ . '/autoload.php';

$client = new Hwlive\Client(['timeoutMs' => 10_000]);
try {
    $callback = $client->showRecordCallback($argv[1]);
    echo "$callback->id -> $callback->notifyCallbackUrl\n";
} catch (Hwlive\Error $error) {
    fwrite(STDERR, "{$error->getMessage()} [$error->kind, $error->status, $error->serviceCode, $error->requestId]\n");
    exit(1);
} finally {
    $client->close();
}
