-- By which road operations left this device, as long as the server has not said that it has them.

CREATE TABLE handed_over (
  device   UUID NOT NULL,
  road     INTEGER NOT NULL,              -- Road.code
  sequence BIGINT NOT NULL,               -- up to which operation
  at       BIGINT NOT NULL,               -- milliseconds since 1970, by the device's best time
  PRIMARY KEY (device, road)
);

-- Operations that the server refused and that a person has dealt with: mended by another one, or not to be shown any
-- more. They stay in the journal.
CREATE TABLE refusal_settled (
  operation UUID PRIMARY KEY,
  at        BIGINT NOT NULL               -- milliseconds since 1970
);
