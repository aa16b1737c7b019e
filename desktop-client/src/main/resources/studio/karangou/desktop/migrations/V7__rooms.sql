-- Discussions that this device follows, and whether all of each was here when the server was last heard.

CREATE TABLE room (
  film  UUID PRIMARY KEY,
  whole BOOLEAN NOT NULL
);
