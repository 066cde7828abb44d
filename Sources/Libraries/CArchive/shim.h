// libarchive: reads the zip container of Word files.
#include <archive.h>
#include <archive_entry.h>
