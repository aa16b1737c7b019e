-- What can be made anew: the index of the journal files, and copies of what the server has.

CREATE TABLE operation (
  device      UUID NOT NULL,
  sequence    BIGINT NOT NULL,
  id          UUID NOT NULL UNIQUE,
  kind        INTEGER NOT NULL,
  film        UUID,
  made_at     BIGINT NOT NULL,            -- milliseconds since 1970
  previous    VARBINARY(32) NOT NULL,     -- the chain's hash before it
  body        VARBINARY(16384) NOT NULL,  -- as OperationCodec encoded it
  refusal     VARCHAR(100),               -- why the server set it aside
  PRIMARY KEY (device, sequence)
);
CREATE INDEX operation_kind ON operation (kind, film);

CREATE TABLE journal_position (
  device       UUID PRIMARY KEY,
  acknowledged BIGINT NOT NULL
);

CREATE TABLE film (
  id   UUID PRIMARY KEY,
  body VARBINARY(1048576) NOT NULL        -- CBOR
);

CREATE TABLE project (
  id   UUID PRIMARY KEY,
  body VARBINARY(1048576) NOT NULL
);

CREATE TABLE message (
  id         UUID PRIMARY KEY,
  film       UUID NOT NULL,
  author     VARCHAR(400) NOT NULL,
  text       VARCHAR(8000) NOT NULL,
  written_at BIGINT NOT NULL
);
CREATE INDEX message_film ON message (film, written_at);

CREATE TABLE contribution (
  id    UUID PRIMARY KEY,
  state VARCHAR(20) NOT NULL
);

CREATE TABLE resume_point (
  film     UUID PRIMARY KEY,
  position BIGINT NOT NULL                -- milliseconds
);

CREATE TABLE showing (
  licence UUID NOT NULL,
  began   BIGINT NOT NULL,
  PRIMARY KEY (licence, began)
);

CREATE TABLE setting (
  name VARCHAR(60) PRIMARY KEY,
  text VARCHAR(4000) NOT NULL
);
