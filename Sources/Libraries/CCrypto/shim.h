// libcrypto of OpenSSL 3: hashes, signatures, encryption, randomness.
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
