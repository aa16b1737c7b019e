-- What the operator took away: films whose bytes are to go, messages that this device's own journal still has.

CREATE TABLE film_withdrawn (
  film UUID PRIMARY KEY
);

CREATE TABLE message_removed (
  id UUID PRIMARY KEY
);

-- What has come since the feed is read from its start, while it is: what has not is there no longer.
CREATE TABLE seen (
  kind  VARCHAR(12) NOT NULL,
  id    UUID NOT NULL,
  other UUID NOT NULL,                    -- for things that two ids name
  PRIMARY KEY (kind, id, other)
);
