/* Winsock under the names of POSIX, for the server of the C tests. */
#ifndef WINDOWS_SYS_SOCKET_H
#define WINDOWS_SYS_SOCKET_H

#include <winsock2.h>
#include <ws2tcpip.h>

#include <unistd.h>

#define MSG_NOSIGNAL 0

/* Waits for ever. */
static inline int pause(void)
{
    Sleep(INFINITE);
    return -1;
}

/* Waits in short turns. Under wine, a thread that waits is sometimes not woken when a connection or bytes arrive. A new wait finds
 * them. */
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

/* Winsock's sockets have 64 bits, but use only the lower half: an int holds them. Its lengths have 32 bits. */
#define socket(family, type, protocol) ((int)socket(family, type, protocol))
#define bind(socket, address, length) bind((SOCKET)(socket), address, (int)(length))
#define listen(socket, waiting) listen((SOCKET)(socket), waiting)
#define getsockname(socket, address, length) getsockname((SOCKET)(socket), address, length)
#define send(socket, bytes, length, flags) send((SOCKET)(socket), bytes, (int)(length), flags)
#define close(socket) closesocket((SOCKET)(socket))

static void __attribute__((constructor)) start_winsock(void)
{
    WSADATA data;
    WSAStartup(MAKEWORD(2, 2), &data);
}

#endif
