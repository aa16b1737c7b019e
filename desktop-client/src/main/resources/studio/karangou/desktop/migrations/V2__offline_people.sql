-- Who may come in on this device without the network: nothing of it can be read without their password.

CREATE TABLE offline_person (
  person       UUID PRIMARY KEY,
  lookup       VARBINARY(32) NOT NULL UNIQUE,  -- keyed hash of the e-mail address
  salt         VARBINARY(16) NOT NULL,
  verifier     VARBINARY(32) NOT NULL,         -- Argon2id, then HKDF
  profile      VARBINARY(65536) NOT NULL,      -- sealed under a key that the password gives
  contact      BIGINT NOT NULL,                -- milliseconds since 1970, by the device's best time
  failures     INTEGER NOT NULL,
  last_failure BIGINT NOT NULL,
  unsure       INTEGER NOT NULL
);
