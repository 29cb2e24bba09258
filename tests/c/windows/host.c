/* For Windows under wine: runs a program of the system that wine runs on, PROGRAM, with OPTION and the same arguments. Wine starts
 * such a program, but neither waits for it nor gives it pipes: what it writes comes by a file. */
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <windows.h>

static wchar_t line[32768], status[2 * MAX_PATH], written[2 * MAX_PATH];

/* An argument as that system writes it: paths without a drive, and with slashes. */
static void add(const wchar_t *text)
{
    wchar_t *end = line + wcslen(line);

    if (text[0] != 0 && text[1] == ':')
        text += 2;
    *end++ = ' ', *end++ = '"';
    for (; *text != 0; text++)
        *end++ = *text == '\\' ? '/' : *text;
    *end++ = '"', *end = 0;
}

int wmain(int count, wchar_t **arguments)
{
    STARTUPINFOW start;
    PROCESS_INFORMATION process;
    wchar_t path[MAX_PATH];
    char some[4096];
    size_t length;
    FILE *file;
    int i, code = 125;

    GetModuleFileNameW(NULL, path, MAX_PATH);
    swprintf(status, 2 * MAX_PATH, L"%ls.%lu", path, GetCurrentProcessId());
    swprintf(written, 2 * MAX_PATH, L"%ls.out", status);
    _wremove(status);
    wcscpy(line, L"sh -c \"\\\"$@\\\" >$0.out 2>&1; echo $? >$0.part; mv $0.part $0\"");
    add(status);
    add(PROGRAM);
#ifdef OPTION
    add(OPTION);
#endif
    for (i = 1; i < count; i++)
        add(arguments[i]);
    GetStartupInfoW(&start);
    if (!CreateProcessW(L"Z:\\bin\\sh", line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process))
        return 126;
    while ((file = _wfopen(status, L"r")) == NULL)
        Sleep(2);
    if (fscanf(file, "%d", &code) != 1)
        code = 124;
    fclose(file);
    _wremove(status);
    (void)_setmode(1, _O_BINARY);
    file = _wfopen(written, L"rb");
    while (file != NULL && (length = fread(some, 1, sizeof some, file)) > 0)
        fwrite(some, 1, length, stdout);
    if (file != NULL)
        fclose(file);
    _wremove(written);
    return code;
}
