/* Starts the current version of the program, and goes back when a new one cannot start.

   SoANTT.exe (windowed) and so-antt.exe (compiled with -DCONSOLE) lie beside:
     current.txt        "app-1.1.0": the version to start
     previous.txt       the one before the last update
     app-…/started-well made by the program once its first window was painted
     starting.txt       made here before a version without that mark is started; held open meanwhile
     fell-back.txt      made here: the version that could not start; the program tells it and
                        takes it away

   A start failed when the program ended with an error before it made its mark, or when a
   starting.txt of that version was left behind by a start that nobody saw the end of.

   Windows:  x86_64-w64-mingw32-gcc -Os -municode -mwindows launcher.c -o SoANTT.exe
             x86_64-w64-mingw32-gcc -Os -municode -DCONSOLE launcher.c -o so-antt.exe
   Linux:    cc launcher.c -o SoANTT   (for the tests: the same logic over another system) */

#include <stdio.h>
#include <string.h>

#define ROOM 4096 /* bytes of a path in UTF-8 */
#define NAME_ROOM 48
#define LOOK_EVERY_MILLISECONDS 200
#define CANNOT_START 3
#ifndef CONSOLE
#define CONSOLE 0 /* -DCONSOLE makes it 1 */
#endif

enum holding { HELD, BUSY, NOT_WRITABLE };

/* What the system does; each returns 1 when it was done, paths are UTF-8.
   on_*.h defines: find_root, read_small, write_whole, exists, remove_file, hold, let_go, start,
   ended, tell. */
#ifdef _WIN32
#include "on_windows.h"
#else
#include "on_linux.h"
#endif

static char root[ROOM];

static int path_of(char *path, const char *one, const char *two)
{
    int length = snprintf(path, ROOM, "%s/%s%s%s", root, one, two[0] ? "/" : "", two);
    return length > 0 && length < ROOM;
}

/* "app-" and a version: nothing else is ever started, whatever a file says. */
static int is_version(const char *name)
{
    size_t length = strlen(name);
    if (strncmp(name, "app-", 4) != 0 || length < 5 || length >= NAME_ROOM)
        return 0;
    return strspn(name + 4, "0123456789.") == length - 4 && name[4] != '.' && !strstr(name, "..");
}

/* Read the version that a file of the root names; it must lie there. */
static int named_in(const char *file, char *name)
{
    char path[ROOM];
    name[0] = 0;
    if (!path_of(path, file, "") || !read_small(path, name, NAME_ROOM))
        return 0;
    name[strcspn(name, " \r\n")] = 0;
    return is_version(name) && path_of(path, name, PYTHON) && exists(path);
}

static int no_version(void)
{
    tell("Không tìm thấy chương trình Sổ ANTT trong thư mục cài đặt.\n\n"
         "Sổ không bị đụng tới. Hãy cài lại chương trình bằng bộ cài đặt.");
    return CANNOT_START;
}

/* Start a version and hand on its exit code. */
static int run_here(const char *version)
{
    char path[ROOM];
    int code = CANNOT_START;
    if (!path_of(path, version, PYTHON) || !start(path))
        return no_version();
    while (!ended(&code, LOOK_EVERY_MILLISECONDS))
        ;
    return code;
}

static int is_good(const char *version)
{
    char path[ROOM];
    return path_of(path, version, "started-well") && exists(path);
}

static void note(const char *file, const char *version)
{
    char path[ROOM], line[NAME_ROOM + 1];
    snprintf(line, sizeof line, "%s\n", version);
    if (path_of(path, file, ""))
        write_whole(path, line);
}

static void forget(const char *file)
{
    char path[ROOM];
    if (path_of(path, file, ""))
        remove_file(path);
}

static int start_and_leave(const char *version)
{
    char path[ROOM];
    return path_of(path, version, PYTHON) && start(path) ? 0 : CANNOT_START;
}

/* Let the version before the update start from now on; tell it; start it. */
static int fall_back(const char *failed)
{
    char previous[NAME_ROOM], words[600];
    if (!named_in("previous.txt", previous) || strcmp(previous, failed) == 0) {
        snprintf(words, sizeof words,
                 "Sổ ANTT (bản %s) không khởi động được.\n\nSổ không bị đụng tới. Hãy thử mở lại; "
                 "nếu vẫn vậy, cài lại chương trình hoặc báo cán bộ kỹ thuật.",
                 failed + 4);
        tell(words);
        return CANNOT_START;
    }
    note("fell-back.txt", failed);
    note("current.txt", previous);
    snprintf(words, sizeof words,
             "Bản mới %s không khởi động được. Chương trình đã tự trở về bản %s.\n\n"
             "Sổ không bị đụng tới, dùng tiếp bình thường. Hãy báo nơi phát hành bản mới.",
             failed + 4, previous + 4);
    tell(words);
    return start_and_leave(previous);
}

/* Start a version for the first time and stay until it made its mark or ended. */
static int start_watched(const char *version)
{
    char path[ROOM], left[NAME_ROOM], other[NAME_ROOM];
    int code = 0, failed;
    if (!path_of(path, "starting.txt", ""))
        return start_and_leave(version);
    switch (hold(path, left, NAME_ROOM, version)) {
    case BUSY: /* it is starting this very moment; a second start shows its window */
    case NOT_WRITABLE: /* then no update was ever made here either */
        return start_and_leave(version);
    case HELD:
        break;
    }
    left[strcspn(left, " \r\n")] = 0;
    failed = strcmp(left, version) == 0 && named_in("previous.txt", other) &&
             strcmp(other, version) != 0;
    if (!failed) {
        if (!path_of(path, version, PYTHON) || !start(path))
            failed = 1;
        else {
            while (!is_good(version) && !ended(&code, LOOK_EVERY_MILLISECONDS))
                ;
            failed = code != 0 && !is_good(version);
        }
    }
    path_of(path, "starting.txt", "");
    if (failed)
        code = fall_back(version);
    let_go(path);
    return failed ? code : 0;
}

static int run(const char *version)
{
    if (CONSOLE)
        return run_here(version);
    if (!is_good(version))
        return start_watched(version);
    forget("starting.txt");
    return start_and_leave(version);
}

static int launch(void)
{
    char version[NAME_ROOM], previous[NAME_ROOM];
    if (!find_root(root, ROOM))
        return no_version();
    if (!named_in("current.txt", version)) {
        /* Its folder is gone or the file is torn: whatever else is whole must do. */
        if (!named_in("previous.txt", previous))
            return no_version();
        strcpy(version, previous);
    }
    return run(version);
}
