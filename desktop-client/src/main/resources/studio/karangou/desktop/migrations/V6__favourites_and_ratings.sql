-- Favourites and ratings as the server's feed tells them: of people, and of the venue (all zeros).

CREATE TABLE favourite (
  owner UUID NOT NULL,
  film  UUID NOT NULL,
  tag   UUID NOT NULL,  -- the operation that made it one
  PRIMARY KEY (owner, film, tag)
);

CREATE TABLE rating (
  owner         UUID NOT NULL,
  film          UUID NOT NULL,
  stars         INTEGER NOT NULL,
  said_millis   BIGINT NOT NULL,
  said_counter  INTEGER NOT NULL,
  said_by       UUID NOT NULL,
  said_sequence BIGINT NOT NULL,
  PRIMARY KEY (owner, film)
);

-- What all devices and people made of each film.
CREATE TABLE film_figures (
  film       UUID PRIMARY KEY,
  viewings   BIGINT NOT NULL,
  spectators BIGINT NOT NULL,
  ratings    BIGINT NOT NULL,
  stars      BIGINT NOT NULL
);

-- Up to where the feed, as far as it was read, says what became of the journal.
ALTER TABLE journal_position ADD COLUMN covered BIGINT DEFAULT 0 NOT NULL;
UPDATE journal_position SET covered = acknowledged;

-- For what is shown of a journal of years over the feed.
CREATE INDEX operation_of_kind ON operation (device, kind, sequence);
