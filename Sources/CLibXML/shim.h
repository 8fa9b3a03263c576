// Only for the search path of libxml2's headers, which stand in a folder of their own: C targets depend on this one.
#include <libxml/xmlversion.h>
