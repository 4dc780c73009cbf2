/* The launcher's system under Windows; file names are UTF-8 inside, UTF-16 at the edges. */

#define WIN32_LEAN_AND_MEAN
#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>

#if CONSOLE
#define PYTHON "python\\python.exe"
#else
#define PYTHON "python\\pythonw.exe"
#endif
#define LINE_ROOM 32768 /* the longest command line of Windows */
/* For tests without a screen: a message would wait for somebody for ever. */
#define SILENT L"SO_ANTT_NO_MESSAGE_BOX"

static HANDLE child, held = INVALID_HANDLE_VALUE;

static int wide(const char *text, wchar_t *to)
{
    wchar_t *letter;
    if (!MultiByteToWideChar(CP_UTF8, 0, text, -1, to, ROOM))
        return 0;
    for (letter = to; *letter; letter++)
        if (*letter == L'/')
            *letter = L'\\';
    return 1;
}

static int find_root(char *to, size_t size)
{
    wchar_t path[ROOM], *end;
    DWORD length = GetModuleFileNameW(NULL, path, ROOM);
    if (!length || length >= ROOM || !(end = wcsrchr(path, L'\\')))
        return 0;
    *end = 0;
    return WideCharToMultiByte(CP_UTF8, 0, path, -1, to, (int)size, NULL, NULL) > 0;
}

static int read_from(HANDLE file, char *to, size_t size)
{
    DWORD length = 0;
    int done = ReadFile(file, to, (DWORD)size - 1, &length, NULL);
    to[length] = 0;
    return done;
}

static int read_small(const char *path, char *to, size_t size)
{
    wchar_t name[ROOM];
    HANDLE file;
    int done;
    if (!wide(path, name))
        return 0;
    file = CreateFileW(name, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                       OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    done = read_from(file, to, size);
    CloseHandle(file);
    return done;
}

static int write_to(HANDLE file, const char *text)
{
    DWORD written = 0, length = (DWORD)strlen(text);
    return WriteFile(file, text, length, &written, NULL) && written == length &&
           FlushFileBuffers(file);
}

static int write_whole(const char *path, const char *text)
{
    wchar_t name[ROOM], aside[ROOM + 8];
    HANDLE file;
    int done;
    if (!wide(path, name))
        return 0;
    wcscpy(aside, name);
    wcscat(aside, L".tmp");
    file = CreateFileW(aside, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    done = write_to(file, text);
    CloseHandle(file);
    return done &&
           MoveFileExW(aside, name, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
}

static int exists(const char *path)
{
    wchar_t name[ROOM];
    return wide(path, name) && GetFileAttributesW(name) != INVALID_FILE_ATTRIBUTES;
}

static void remove_file(const char *path)
{
    wchar_t name[ROOM];
    if (wide(path, name))
        DeleteFileW(name);
}

/* Hold a file open against a second launcher; what stood in it comes to left, text goes in. */
static enum holding hold(const char *path, char *left, size_t size, const char *text)
{
    wchar_t name[ROOM];
    left[0] = 0;
    if (!wide(path, name))
        return NOT_WRITABLE;
    held = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_ALWAYS, 0, NULL);
    if (held == INVALID_HANDLE_VALUE)
        return GetLastError() == ERROR_SHARING_VIOLATION ? BUSY : NOT_WRITABLE;
    if (!read_from(held, left, size) || SetFilePointer(held, 0, NULL, FILE_BEGIN) != 0 ||
        !SetEndOfFile(held) || !write_to(held, text))
        return NOT_WRITABLE;
    return HELD;
}

static void let_go(const char *path)
{
    CloseHandle(held);
    remove_file(path);
}

/* Return what was typed behind the program's own name, as it was typed. */
static const wchar_t *arguments(void)
{
    const wchar_t *line = GetCommandLineW();
    if (*line == L'"') {
        line = wcschr(line + 1, L'"');
        line = line ? line + 1 : L"";
    } else {
        line += wcscspn(line, L" \t");
    }
    return line;
}

static int start(const char *python)
{
    static wchar_t line[LINE_ROOM];
    wchar_t name[ROOM];
    STARTUPINFOW how = {0};
    PROCESS_INFORMATION started;
    int length;
    how.cb = sizeof how;
    if (!wide(python, name))
        return 0;
    length = _snwprintf(line, LINE_ROOM, L"\"%ls\" -m desktop_app%ls", name, arguments());
    if (length < 0 || length >= LINE_ROOM)
        return 0;
#if CONSOLE
    how.dwFlags = STARTF_USESTDHANDLES; /* a redirected answer goes where it should */
    how.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    how.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    how.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessW(name, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &started))
        return 0;
#else
    if (!CreateProcessW(name, line, NULL, NULL, FALSE, 0, NULL, NULL, &how, &started))
        return 0;
    AllowSetForegroundWindow(started.dwProcessId);
#endif
    CloseHandle(started.hThread);
    child = started.hProcess;
    return 1;
}

/* Wait a moment for the program to end; then its exit code is in code. */
static int ended(int *code, int milliseconds)
{
    DWORD found = 0;
    if (WaitForSingleObject(child, (DWORD)milliseconds) == WAIT_TIMEOUT)
        return 0;
    GetExitCodeProcess(child, &found);
    *code = (int)found;
    return 1;
}

static void tell(const char *text)
{
    wchar_t words[ROOM];
    if (!MultiByteToWideChar(CP_UTF8, 0, text, -1, words, ROOM))
        return;
    if (!GetEnvironmentVariableW(SILENT, NULL, 0))
        MessageBoxW(NULL, words, L"Sổ ANTT", MB_OK | MB_ICONWARNING | MB_SETFOREGROUND);
}

static int launch(void);

#if CONSOLE
/* The program hears Ctrl+C itself; this one stays to hand on its exit code. */
static BOOL WINAPI stay(DWORD what)
{
    return what == CTRL_C_EVENT || what == CTRL_BREAK_EVENT;
}

int wmain(void)
{
    SetConsoleCtrlHandler(stay, TRUE);
    return launch();
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, wchar_t *line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return launch();
}
#endif
