package studio.karangou.server.access;

/// What may be done. Every route names one; the [PermissionTable] says whose it is.
public enum Permission {
    /// Health, figures, the description of the interface.
    ASK_ABOUT_SERVER,
    /// Films and projects, and the search among them.
    BROWSE_CATALOGUE,
    /// Encrypted and public bytes.
    READ_CATALOGUE,
    /// Playlists and key of a film, by a token in the address.
    PLAY_BY_TOKEN,
    /// Enrolment by a code, and the opening of a device's session.
    ENROL_DEVICE,
    /// Registration, sign-in, recovery, the next tokens.
    SIGN_IN,
    /// Licences, and playlists for other players.
    SHOW_FILMS,
    /// Journals in, changes out.
    SYNC,
    /// Parcels of any device to the server, and the answers back.
    CARRY_PARCELS,
    /// Venues, and codes for their devices.
    KEEP_VENUES,
    /// Shutting devices out.
    KEEP_DEVICES,
    /// One's own venues, codes and enrolment files for their devices, the devices' health, shutting them out.
    KEEP_OWN_VENUES,
    /// Entries of films and projects.
    KEEP_CATALOGUE,
    /// What is written in discussions: read, and removed.
    KEEP_DISCUSSIONS,
    /// Files of films, and their preparation.
    PREPARE_FILMS,
    /// One's own name, password, sessions, roles asked for, second factor, data.
    KEEP_OWN_ACCOUNT,
    /// A code for who stands there with a phone that gets no messages.
    HAND_OUT_CODES,
    /// Another person's account; each reading is in the audit log.
    READ_PEOPLE,
    /// Roles of others: verified, refused, given, taken.
    DECIDE_ROLES,
    /// Administrators.
    MAKE_ADMINISTRATORS,
    /// Taking away a second factor that somebody has lost, with its recovery codes.
    REMOVE_LOST_FACTORS,
    /// Letters that lie on the server because there is nobody to hand them to.
    READ_LETTERS,
    /// The entries of the audit log; each reading is in it.
    READ_AUDIT,
    /// Whether the audit log is whole.
    VERIFY_AUDIT,
    /// New keys in the place of old ones.
    ROTATE_KEYS,
    /// The whole server in one file.
    BACK_UP,
    /// How long what is kept.
    READ_RETENTION,
    /// Faults of clients, grouped: read, and marked as settled.
    KEEP_FAULTS
}
