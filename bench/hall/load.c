/* The load of the benchmarks, lean enough to leave the cores to what is measured.

   load requests PORT CONNECTIONS FILE
       FILE holds whole HTTP/1.1 requests, each with a Content-Length, one after the other. Each
       connection sends its next request when the last is answered. Prints one line:
       answered, seconds, then latencies in microseconds (median, p99, worst), and answers not 200.

   load streams PORT COUNT QUERY BODY PATH JITTER
       Opens COUNT streams of /live?QUERY, then prints "open SECONDS BROKEN". When the last stream
       has heard of a size of BODY it prints "heard SIZE NANOSECONDS" (CLOCK_MONOTONIC). Where PATH
       is not "-", each client then fetches PATH after a share of JITTER milliseconds, over a
       connection that it keeps, and "held SIZE NANOSECONDS BYTES BROKEN" tells when the last holds
       the answer. A stream that breaks is opened again with its Last-Event-ID; "back NANOSECONDS
       COUNT" tells when all are open again. Ends with its standard input. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PER_ADDRESS 20000
#define MOST_EVENTS 1024
#define RETRY_NS 250000000

static int64_t now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static struct sockaddr_in server;

/* A socket that is being connected; clients are spread over loopback addresses. */
static int connecting(int number)
{
    int line = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (line < 0)
        fail("socket");
    int on = 1;
    setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(line, IPPROTO_IP, 24 /* IP_BIND_ADDRESS_NO_PORT */, &on, sizeof on);
    struct sockaddr_in from = {.sin_family = AF_INET};
    from.sin_addr.s_addr = htonl(0x7f000001 + number / PER_ADDRESS);
    if (bind(line, (struct sockaddr *)&from, sizeof from) < 0)
        fail("bind");
    if (connect(line, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS)
        fail("connect");
    return line;
}

/* ---- requests ---- */

struct hand {
    int line;
    int64_t sent;
    const char *request;
    size_t length, written, held;
    char answer[16384];
};

static char *requests, *requests_end;

/* The next whole request of the file; none is left at its end. */
static bool next_request(struct hand *hand)
{
    if (requests >= requests_end)
        return false;
    char *body = memmem(requests, requests_end - requests, "\r\n\r\n", 4);
    char *said = memmem(requests, body - requests, "Content-Length: ", 16);
    hand->request = requests;
    hand->length = body + 4 - requests + strtoul(said + 16, NULL, 10);
    hand->written = hand->held = 0;
    requests += hand->length;
    hand->sent = now();
    return true;
}

static void write_on(struct hand *hand)
{
    while (hand->written < hand->length) {
        ssize_t n = write(hand->line, hand->request + hand->written, hand->length - hand->written);
        if (n < 0) {
            if (errno == EAGAIN)
                return;
            fail("write");
        }
        hand->written += n;
    }
}

/* The length of a whole answer; 0 where some of it is still to come. */
static size_t whole_answer(char *answer, size_t held)
{
    char *body = memmem(answer, held, "\r\n\r\n", 4);
    if (!body)
        return 0;
    body += 4;
    *(body - 1) = 0;
    char *said = strcasestr(answer, "content-length:");
    *(body - 1) = '\n';
    if (!said || said > body)
        return strncmp(answer + 9, "304", 3) == 0 ? body - answer : 0;
    size_t length = body - answer + strtoul(said + 15, NULL, 10);
    return held >= length ? length : 0;
}

static int by_size(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

static void load_requests(int connections, const char *path)
{
    int file = open(path, O_RDONLY);
    struct stat about;
    if (file < 0 || fstat(file, &about) < 0)
        fail(path);
    requests = mmap(NULL, about.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_POPULATE, file, 0);
    requests_end = requests + about.st_size;
    size_t most = about.st_size / 60 + 1, done = 0;
    uint32_t *latencies = calloc(most, sizeof *latencies);
    struct hand *hands = calloc(connections, sizeof *hands);
    int waiting = epoll_create1(0), open_hands = connections, refused = 0;
    for (int n = 0; n < connections; n++) {
        hands[n].line = connecting(n);
        struct pollfd opening = {hands[n].line, POLLOUT, 0};
        if (poll(&opening, 1, 10000) != 1)
            fail("connect");
    }
    int64_t begun = now();
    for (int n = 0; n < connections; n++) {
        if (!next_request(&hands[n])) {
            open_hands--;
            continue;
        }
        struct epoll_event wish = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = &hands[n]};
        epoll_ctl(waiting, EPOLL_CTL_ADD, hands[n].line, &wish);
    }
    while (open_hands > 0) {
        struct epoll_event events[MOST_EVENTS];
        int count = epoll_wait(waiting, events, MOST_EVENTS, -1);
        for (int n = 0; n < count; n++) {
            struct hand *hand = events[n].data.ptr;
            if (hand->line < 0)
                continue;
            if (events[n].events & EPOLLOUT)
                write_on(hand);
            for (;;) {
                ssize_t got = read(hand->line, hand->answer + hand->held,
                                   sizeof hand->answer - 1 - hand->held);
                if (got < 0 && errno == EAGAIN)
                    break;
                if (got <= 0) {
                    fprintf(stderr, "a connection broke\n");
                    exit(1);
                }
                hand->held += got;
                hand->answer[hand->held] = 0;
                if (!whole_answer(hand->answer, hand->held))
                    continue;
                latencies[done++] = (now() - hand->sent) / 1000;
                refused += strncmp(hand->answer + 9, "200", 3) != 0;
                if (next_request(hand)) {
                    write_on(hand);
                    continue;
                }
                close(hand->line);
                hand->line = -1;
                open_hands--;
                break;
            }
        }
    }
    double seconds = (now() - begun) / 1e9;
    qsort(latencies, done, sizeof *latencies, by_size);
    printf("%zu %.6f %u %u %u %d\n", done, seconds, latencies[done / 2],
           latencies[done * 99 / 100], latencies[done - 1], refused);
}

/* ---- streams ---- */

enum part { STREAM, FETCH };

struct client {
    int lines[2];
    bool opened, sent[2];
    int64_t size;     /* what it has heard of */
    int64_t fetched;  /* the size that its fragment was asked for */
    int64_t fetch_at; /* when it is to fetch */
    char id[96], etag[80];
    char rest[512];
    int rest_length;
    size_t fetch_length, fetch_left, bytes;
    char head[1024];
    int head_length;
};

static struct client *clients;
static int count, poll_file, opened, reconnecting, broken;
static const char *query, *body, *path;
static int64_t jitter_ns, heard_size, held_size, latest;
static int heard, holding, fetching;
static size_t fetched_bytes;

static void watch(int number, enum part part)
{
    struct client *client = &clients[number];
    client->lines[part] = connecting(number);
    client->sent[part] = false;
    struct epoll_event wish = {.events = EPOLLIN | EPOLLOUT | EPOLLET,
                               .data.u64 = (uint64_t)number * 2 + part};
    epoll_ctl(poll_file, EPOLL_CTL_ADD, client->lines[part], &wish);
}

static void ask(struct client *client, enum part part)
{
    char words[700];
    int length;
    if (part == STREAM)
        length = snprintf(words, sizeof words, "GET /live?%s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s%s\r\n",
                          query, client->id[0] ? "Last-Event-ID: " : "", client->id,
                          client->id[0] ? "\r\n" : "");
    else
        length = snprintf(words, sizeof words,
                          "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Fragment: 1\r\nAccept-Encoding: gzip"
                          "\r\n%s%s%s\r\n", path, client->etag[0] ? "If-None-Match: " : "",
                          client->etag, client->etag[0] ? "\r\n" : "");
    client->sent[part] = true;
    if (write(client->lines[part], words, length) != length)
        broken++;
}

static void fetch_now(int number)
{
    struct client *client = &clients[number];
    client->fetch_at = 0;
    client->head_length = 0;
    client->fetch_left = 0;
    client->fetched = client->size;
    if (client->lines[FETCH] < 0)
        watch(number, FETCH); /* asks once it can write */
    else
        ask(client, FETCH);
}

static void hears(int number, int64_t size)
{
    struct client *client = &clients[number];
    if (size <= client->size)
        return;
    client->size = size;
    if (size > heard_size) {
        heard_size = size;
        heard = 0;
        fetched_bytes = 0;
    }
    if (size == heard_size && ++heard == count) {
        printf("heard %lld %lld\n", (long long)size, (long long)now());
        fflush(stdout);
    }
    if (path[0] == '/' && !client->fetch_at) {
        client->fetch_at = now() + (jitter_ns ? random() % jitter_ns : 0);
        fetching++;
    }
}

/* Takes what has come whole: events, and comments; what is left stays for the next read. */
static void take_events(int number)
{
    struct client *client = &clients[number];
    char *at = client->rest, *end;
    while ((end = strstr(at, "\n\n"))) {
        *end = 0;
        char wanted[80], *id = strstr(at, "id: ");
        snprintf(wanted, sizeof wanted, "\"%s\":", body);
        char *said = strstr(at, wanted);
        if (id)
            sscanf(id + 4, "%95[^\n]", client->id);
        if (said)
            hears(number, strtoll(said + strlen(wanted), NULL, 10));
        at = end + 2;
    }
    client->rest_length -= at - client->rest;
    memmove(client->rest, at, client->rest_length + 1);
}

static void read_stream(int number)
{
    struct client *client = &clients[number];
    for (;;) {
        char *into = client->rest + client->rest_length;
        ssize_t got = read(client->lines[STREAM], into, sizeof client->rest - 1 - client->rest_length);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            close(client->lines[STREAM]);
            client->lines[STREAM] = -1;
            if (client->opened) {
                client->opened = false;
                opened--;
            }
            client->rest_length = 0;
            reconnecting++;
            return;
        }
        client->rest_length += got;
        client->rest[client->rest_length] = 0;
        if (!client->opened && strstr(client->rest, "retry:")) {
            client->opened = true;
            opened++;
        }
        take_events(number);
    }
}

static void fetched(int number)
{
    struct client *client = &clients[number];
    fetching--;
    fetched_bytes += client->bytes;
    if (client->fetched == heard_size) {
        if (held_size != heard_size) {
            held_size = heard_size;
            holding = 0;
        }
        if (++holding == count) {
            printf("held %lld %lld %zu %d\n", (long long)held_size, (long long)now(),
                   fetched_bytes, broken);
            fflush(stdout);
        }
    } else if (!client->fetch_at) {
        client->fetch_at = now();
        fetching++;
    }
}

static void read_fetch(int number)
{
    static char buffer[65536];
    struct client *client = &clients[number];
    for (;;) {
        ssize_t got = read(client->lines[FETCH], buffer, sizeof buffer);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0) {
            if (client->fetch_left || client->head_length)
                broken++;
            close(client->lines[FETCH]);
            client->lines[FETCH] = -1;
            return;
        }
        size_t used = 0;
        if (!client->fetch_left) {
            int room = sizeof client->head - 1 - client->head_length;
            int taken = got < room ? got : room;
            memcpy(client->head + client->head_length, buffer, taken);
            client->head_length += taken;
            client->head[client->head_length] = 0;
            char *end = strstr(client->head, "\r\n\r\n");
            if (!end)
                continue;
            used = end + 4 - client->head - (client->head_length - taken);
            *end = 0;
            char *length = strcasestr(client->head, "content-length:");
            char *tag = strcasestr(client->head, "\netag:");
            if (tag)
                sscanf(tag + 6, " %79[^\r\n]", client->etag);
            if (strncmp(client->head + 9, "200", 3) && strncmp(client->head + 9, "304", 3))
                broken++;
            client->fetch_left = length ? strtoul(length + 15, NULL, 10) : 0;
            client->bytes = client->head_length;
            if (!client->fetch_left) {
                client->head_length = 0;
                fetched(number);
                continue;
            }
        }
        size_t more = got - used;
        client->bytes += more;
        client->fetch_left -= more < client->fetch_left ? more : client->fetch_left;
        if (!client->fetch_left) {
            client->head_length = 0;
            fetched(number);
        }
    }
}

static void follow_streams(void)
{
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    clients = calloc(count, sizeof *clients);
    poll_file = epoll_create1(0);
    struct epoll_event wish = {.events = EPOLLIN, .data.u64 = UINT64_MAX};
    epoll_ctl(poll_file, EPOLL_CTL_ADD, STDIN_FILENO, &wish);
    int64_t begun = now(), retry_at = 0;
    int started = 0;
    bool told = false;
    for (int n = 0; n < count; n++)
        clients[n].lines[STREAM] = clients[n].lines[FETCH] = -1;
    for (;;) {
        /* No more at once than a listening queue holds. */
        while (started < count && started - opened < 1024)
            watch(started++, STREAM);
        int64_t at = now();
        if (reconnecting && !retry_at)
            retry_at = at + RETRY_NS;
        if (retry_at && at > retry_at) {
            retry_at = 0;
            for (int n = 0; n < count; n++)
                if (n < started && clients[n].lines[STREAM] < 0) {
                    watch(n, STREAM);
                    reconnecting--;
                }
        }
        if (fetching)
            for (int n = 0; n < count; n++)
                if (clients[n].fetch_at && clients[n].fetch_at <= at && !clients[n].head_length
                    && !clients[n].fetch_left)
                    fetch_now(n);
        struct epoll_event events[MOST_EVENTS];
        int found = epoll_wait(poll_file, events, MOST_EVENTS, fetching || retry_at ? 2 : -1);
        for (int n = 0; n < found; n++) {
            if (events[n].data.u64 == UINT64_MAX)
                return;
            int number = events[n].data.u64 / 2;
            enum part part = events[n].data.u64 % 2;
            struct client *client = &clients[number];
            if (client->lines[part] < 0)
                continue;
            if (!client->sent[part] && events[n].events & EPOLLOUT && !(events[n].events & EPOLLERR))
                ask(client, part);
            if (part == STREAM)
                read_stream(number);
            else
                read_fetch(number);
        }
        if (opened == count && !told) {
            if (latest == 0)
                printf("open %.3f %d\n", (now() - begun) / 1e9, broken);
            else
                printf("back %lld %d\n", (long long)now(), opened);
            fflush(stdout);
            latest = now();
            told = true;
        } else if (opened < count)
            told = false;
    }
}

int main(int given, char **words)
{
    if (given < 5)
        return 2;
    server.sin_family = AF_INET;
    server.sin_port = htons(atoi(words[2]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!strcmp(words[1], "requests"))
        load_requests(atoi(words[3]), words[4]);
    else if (given == 8) {
        count = atoi(words[3]);
        query = words[4];
        body = words[5];
        path = words[6];
        jitter_ns = atoll(words[7]) * 1000000LL;
        follow_streams();
    }
    return 0;
}
