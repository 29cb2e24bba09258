/* Winsock under the names of POSIX, for the server of the C tests. */
#ifndef WINDOWS_SYS_SOCKET_H
#define WINDOWS_SYS_SOCKET_H

/* Sockets are numbers of 64 bits there, of which the upper half is not used, and lengths are of 32. */
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <unistd.h>

#define MSG_NOSIGNAL 0
#define close closesocket

/* Waits for ever. */
static inline int pause(void)
{
    Sleep(INFINITE);
    return -1;
}

/* Waits in short turns: wine sometimes does not tell one who waits that there is a connection, or that something has come. */
static inline void wait_in_turns(int socket)
{
    struct timeval turn;
    fd_set set;

    do {
        turn.tv_sec = 0;
        turn.tv_usec = 20000;
        FD_ZERO(&set);
        FD_SET((SOCKET)socket, &set);
    } while (select(0, &set, NULL, NULL, &turn) == 0);
}

static inline int accept_in_turns(int listener, struct sockaddr *address, socklen_t *length)
{
    wait_in_turns(listener);
    return (int)accept((SOCKET)listener, address, length);
}
#define accept accept_in_turns

static inline ssize_t recv_in_turns(int socket, char *buffer, size_t length, int flags)
{
    wait_in_turns(socket);
    return recv((SOCKET)socket, buffer, (int)length, flags);
}
#define recv recv_in_turns

static void __attribute__((constructor)) start_winsock(void)
{
    WSADATA data;
    WSAStartup(MAKEWORD(2, 2), &data);
}

#endif
