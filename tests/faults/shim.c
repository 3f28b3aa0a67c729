/* What a machine can do to a program, done to the programs that are started with it preloaded: the
   clock is wrong by the seconds in the file CLOCK_FILE, and while the file FULL_FILE exists no file
   grows any more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static long wrong_by(void)
{
    const char *path = getenv("CLOCK_FILE");
    char said[32] = {0};
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return 0;
    long got = read(file, said, sizeof said - 1);
    close(file);
    return got > 0 ? atol(said) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += wrong_by();
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec exact;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *kept)
{
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (kept)
        *kept = exact.tv_sec;
    return exact.tv_sec;
}

static int full(int file, off_t end)
{
    struct stat known;
    const char *path = getenv("FULL_FILE");
    if (!path || access(path, F_OK) != 0 || fstat(file, &known) != 0 || !S_ISREG(known.st_mode))
        return 0;
    return end < 0 || end > known.st_size;
}

ssize_t pwrite(int file, const void *from, size_t size, off_t at)
{
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
    if (full(file, at + (off_t)size))
        return errno = ENOSPC, -1;
    return real(file, from, size, at);
}

ssize_t pwritev(int file, const struct iovec *from, int count, off_t at)
{
    ssize_t (*real)(int, const struct iovec *, int, off_t) = dlsym(RTLD_NEXT, "pwritev");
    off_t end = at;
    for (int place = 0; place < count; place++)
        end += (off_t)from[place].iov_len;
    if (full(file, end))
        return errno = ENOSPC, -1;
    return real(file, from, count, at);
}

int posix_fallocate(int file, off_t at, off_t size)
{
    int (*real)(int, off_t, off_t) = dlsym(RTLD_NEXT, "posix_fallocate");
    return full(file, at + size) ? ENOSPC : real(file, at, size);
}
