<?php
// Loads the package without Composer.
declare(strict_types=1);

foreach (['Declarations', 'Error', 'kinds', 'values', 'Library', 'Native', 'CallReport', 'Call', 'Log', 'Config', 'RecordCallback', 'RecordCallbackList', 'Notification', 'Client', 'functions'] as $file) {
    require_once __DIR__ . "/src/$file.php";
}
