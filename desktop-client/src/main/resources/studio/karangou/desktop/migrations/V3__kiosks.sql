-- Copies of what the server tells of the venue's kiosks.

CREATE TABLE kiosk_cash (
  id           UUID PRIMARY KEY,
  announced_at BIGINT NOT NULL,           -- milliseconds since 1970
  body         VARBINARY(4096) NOT NULL   -- CBOR
);

CREATE TABLE kiosk_film (
  film UUID PRIMARY KEY,
  held BOOLEAN NOT NULL
);

-- Kiosks that have a film ready to play.
CREATE TABLE kiosk_holding (
  kiosk UUID NOT NULL,
  film  UUID NOT NULL,
  name  VARCHAR(400) NOT NULL,
  PRIMARY KEY (kiosk, film)
);
