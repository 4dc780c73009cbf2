/* The launcher's system under Linux: only the tests use it. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PYTHON "python/python3"

static char **words;
static pid_t child = -1;
static int held = -1;

static int find_root(char *to, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", to, size - 1);
    if (length <= 0)
        return 0;
    to[length] = 0;
    *strrchr(to, '/') = 0;
    return 1;
}

static int read_small(const char *path, char *to, size_t size)
{
    FILE *file = fopen(path, "rb");
    size_t length;
    if (!file)
        return 0;
    length = fread(to, 1, size - 1, file);
    to[length] = 0;
    fclose(file);
    return 1;
}

static int write_whole(const char *path, const char *text)
{
    char aside[ROOM + 8];
    size_t length = strlen(text);
    int file, done;
    snprintf(aside, sizeof aside, "%s.tmp", path);
    file = open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0)
        return 0;
    done = write(file, text, length) == (ssize_t)length && fsync(file) == 0;
    return close(file) == 0 && done && rename(aside, path) == 0;
}

static int exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void remove_file(const char *path)
{
    unlink(path);
}

/* Hold a file open against a second launcher; what stood in it comes to left, text goes in. */
static enum holding hold(const char *path, char *left, size_t size, const char *text)
{
    ssize_t length;
    left[0] = 0;
    held = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (held < 0)
        return NOT_WRITABLE;
    if (flock(held, LOCK_EX | LOCK_NB) != 0)
        return BUSY;
    length = read(held, left, size - 1);
    left[length > 0 ? length : 0] = 0;
    if (lseek(held, 0, SEEK_SET) != 0 || ftruncate(held, 0) != 0 ||
        write(held, text, strlen(text)) < 0 || fsync(held) != 0)
        return NOT_WRITABLE;
    return HELD;
}

static void let_go(const char *path)
{
    unlink(path);
    close(held);
}

static int start(const char *python)
{
    child = fork();
    if (child == 0) {
        int number, count = 0;
        char **line;
        while (words[count])
            count++;
        line = calloc((size_t)count + 3, sizeof *line);
        line[0] = (char *)python;
        line[1] = "-m";
        line[2] = "desktop_app";
        for (number = 1; number < count; number++)
            line[number + 2] = words[number];
        execv(python, line);
        _exit(127);
    }
    return child > 0;
}

/* Wait a moment for the program to end; then its exit code is in code. */
static int ended(int *code, int milliseconds)
{
    int status;
    pid_t found = waitpid(child, &status, WNOHANG);
    if (found == child) {
        *code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return 1;
    }
    usleep((useconds_t)(milliseconds > 1000 ? 20 : milliseconds) * 1000);
    return 0;
}

static void tell(const char *text)
{
    fprintf(stderr, "%s\n", text);
}

static int launch(void);

int main(int count, char **given)
{
    (void)count;
    words = given;
    return launch();
}
