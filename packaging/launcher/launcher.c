/* Starts the version that current.txt names, with the words it was started with.
 *
 * Compiled twice: SoANTT.exe for the window, so-antt.exe (CONSOLE) for the terminal, which waits
 * and ends with the program's own exit code. */

#include <windows.h>

#include <shellapi.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#define LONGEST 4096

#ifdef CONSOLE
#define PYTHON L"python.exe"
#else
#define PYTHON L"pythonw.exe"
#endif

static int say(const wchar_t *what)
{
    MessageBoxW(NULL, what, L"Sổ ANTT", MB_OK | MB_ICONERROR);
    return 1;
}

/* The folder of this program, with a backslash at its end. */
static int home(wchar_t *folder)
{
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length >= LONGEST)
        return 0;
    wchar_t *last = wcsrchr(folder, L'\\');
    if (last == NULL)
        return 0;
    last[1] = L'\0';
    return 1;
}

/* The one line of current.txt: letters, digits, "-" and "." only, so that it stays in here. */
static int current(const wchar_t *folder, wchar_t *name, size_t room)
{
    wchar_t file[LONGEST];
    char line[64] = "";
    swprintf(file, LONGEST, L"%lscurrent.txt", folder);
    FILE *stream = _wfopen(file, L"rb");
    if (stream == NULL)
        return 0;
    size_t got = fread(line, 1, sizeof line - 1, stream);
    fclose(stream);
    line[got] = '\0';
    line[strcspn(line, "\r\n")] = '\0';
    size_t length = strlen(line);
    const char *allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    if (strncmp(line, "app-", 4) != 0 || length >= room || strspn(line, allowed) != length)
        return 0;
    swprintf(name, room, L"%hs", line);
    return 1;
}

/* What follows the program's own name in the command line, untouched. */
static const wchar_t *words(void)
{
    const wchar_t *line = GetCommandLineW();
    int quoted = 0;
    while (*line != L'\0' && (quoted || (*line != L' ' && *line != L'\t')))
        quoted ^= *line++ == L'"';
    return line;
}

int wmain(void)
{
    static wchar_t folder[LONGEST], name[64], python[LONGEST], line[2 * LONGEST];
    if (!home(folder) || !current(folder, name, 64))
        return say(L"Thư mục phần mềm không đủ tệp (current.txt). Dữ liệu không bị ảnh hưởng."
                   L" Hãy chép lại cả thư mục SoANTT.");
    swprintf(python, LONGEST, L"%ls%ls\\python\\" PYTHON, folder, name);
    int length = swprintf(line, 2 * LONGEST, L"\"%ls\" -m desktop_app%ls", python, words());
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION started;
    if (length < 0 || !CreateProcessW(python, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &started))
        return say(L"Không mở được phần mềm. Dữ liệu không bị ảnh hưởng."
                   L" Hãy chép lại cả thư mục SoANTT.");
    DWORD code = 0;
#ifdef CONSOLE
    WaitForSingleObject(started.hProcess, INFINITE);
    GetExitCodeProcess(started.hProcess, &code);
#endif
    CloseHandle(started.hThread);
    CloseHandle(started.hProcess);
    return (int)code;
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return wmain();
}
#endif
