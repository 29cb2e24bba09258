/* The functions that libhwlive calls. There is one of each for all clients; a number says whose it is. */

#include <hwlive.h>
#include <stdint.h>

hwlive_log_fn hwlive_go_log_function(void);
hwlive_credentials_fn hwlive_go_credentials_function(void);
hwlive_release_fn hwlive_go_release_function(void);
