-- Whom the server says that this device is not to let in, or keep in, by itself: who was erased, whose password is another
-- one, whose sessions were all ended. Until they come in with the network.

ALTER TABLE offline_person ADD COLUMN version BIGINT DEFAULT 0 NOT NULL; -- of what opened the account when the door was learnt

CREATE TABLE closed_door (
  person  UUID PRIMARY KEY,
  version BIGINT NOT NULL  -- the first that opens the account from then on
);
