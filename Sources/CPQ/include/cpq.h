// PostgreSQL by libpq behind opaque types: no type of the library ever reaches Swift.
#ifndef CPQ_H
#define CPQ_H

#include <stdint.h>

/// A connection. Not for two threads at once.
typedef struct cpq_connection cpq_connection;
/// What a statement gave.
typedef struct cpq_result cpq_result;

/// Connects; `target` is a connection URI or string. Never NULL but for want of memory: ask `cpq_is_open`.
cpq_connection *cpq_open(const char *target);
int32_t cpq_is_open(const cpq_connection *connection);
/// What went wrong last; it lives as long as the connection does nothing else.
const char *cpq_error(const cpq_connection *connection);
void cpq_close(cpq_connection *connection);

/// Runs a statement with parameters in text form, NULL for null; NULL where it failed.
cpq_result *cpq_run(cpq_connection *connection, const char *statement, int32_t count, const char *const *values);
/// Prepares a statement under a name: 0, or -1 where it failed.
int32_t cpq_prepare(cpq_connection *connection, const char *name, const char *statement);
/// Runs a prepared statement.
cpq_result *cpq_run_prepared(cpq_connection *connection, const char *name, int32_t count, const char *const *values);

int32_t cpq_rows(const cpq_result *result);
/// A value in text form; NULL for null.
const char *cpq_value(const cpq_result *result, int32_t row, int32_t column);
/// How many rows the statement changed.
int32_t cpq_changed(const cpq_result *result);
void cpq_clear(cpq_result *result);

#endif
