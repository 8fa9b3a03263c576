#include "cpq.h"

#include <stdlib.h>

#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif

// The opaque types are libpq's own.
#define CONNECTION(c) ((PGconn *)(c))
#define RESULT(r) ((PGresult *)(r))

static void no_notice(void *unused, const char *message) {
  (void)unused;
  (void)message;
}

cpq_connection *cpq_open(const char *target) {
  PGconn *connection = PQconnectdb(target);
  if (connection && PQstatus(connection) == CONNECTION_OK) {
    PQsetNoticeProcessor(connection, no_notice, NULL);
    PQsetClientEncoding(connection, "UTF8");
  }
  return (cpq_connection *)connection;
}

int32_t cpq_is_open(const cpq_connection *connection) { return PQstatus(CONNECTION(connection)) == CONNECTION_OK; }
const char *cpq_error(const cpq_connection *connection) { return PQerrorMessage(CONNECTION(connection)); }
void cpq_close(cpq_connection *connection) { PQfinish(CONNECTION(connection)); }

static cpq_result *checked(PGresult *result) {
  ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return (cpq_result *)result;
  PQclear(result);
  return NULL;
}

cpq_result *cpq_run(cpq_connection *connection, const char *statement, int32_t count, const char *const *values) {
  return checked(PQexecParams(CONNECTION(connection), statement, count, NULL, values, NULL, NULL, 0));
}

int32_t cpq_prepare(cpq_connection *connection, const char *name, const char *statement) {
  cpq_result *result = checked(PQprepare(CONNECTION(connection), name, statement, 0, NULL));
  if (!result) return -1;
  PQclear(RESULT(result));
  return 0;
}

cpq_result *cpq_run_prepared(cpq_connection *connection, const char *name, int32_t count, const char *const *values) {
  return checked(PQexecPrepared(CONNECTION(connection), name, count, values, NULL, NULL, 0));
}

int32_t cpq_rows(const cpq_result *result) { return PQntuples(RESULT(result)); }

const char *cpq_value(const cpq_result *result, int32_t row, int32_t column) {
  return PQgetisnull(RESULT(result), row, column) ? NULL : PQgetvalue(RESULT(result), row, column);
}

int32_t cpq_changed(const cpq_result *result) { return atoi(PQcmdTuples(RESULT(result))); }
void cpq_clear(cpq_result *result) { PQclear(RESULT(result)); }
