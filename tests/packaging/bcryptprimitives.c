/* For tests only: wine 8 lacks this library of Windows 10, whose one function Rust asks for
 * random numbers. It lies in the system folder of a wine that is thrown away, never in a package. */

#include <windows.h>

#include <bcrypt.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return BCryptGenRandom(NULL, data, (ULONG)length, BCRYPT_USE_SYSTEM_PREFERRED_RNG) == 0;
}
