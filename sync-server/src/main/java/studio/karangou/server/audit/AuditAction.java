package studio.karangou.server.audit;

/// What was done. The code is written into the log and its chain: it never changes.
public enum AuditAction {
    REGISTERED("person.registered"),
    SIGNED_IN("person.signed-in"),
    SIGN_IN_REFUSED("person.sign-in-refused"),
    SECOND_FACTOR_REFUSED("person.second-factor-refused"),
    SESSION_ENDED("person.session-ended"),
    SESSIONS_ENDED("person.sessions-ended"),
    SESSION_STOLEN("person.session-stolen"),
    PASSWORD_CHANGED("person.password-changed"),
    PASSWORD_RECOVERED("person.password-recovered"),
    RECOVERY_FORCED("person.recovery-forced"),
    SECOND_FACTOR_ADDED("person.second-factor-added"),
    SECOND_FACTOR_REMOVED("person.second-factor-removed"),
    RECOVERY_CODE_USED("person.recovery-code-used"),
    RECOVERY_CODES_RENEWED("person.recovery-codes-renewed"),
    CODE_HANDED_OUT("person.code-handed-out"),
    CODE_OF_HOST_USED("person.code-of-host-used"),
    CODE_REFUSED("person.code-refused"),
    PASSWORD_REFUSED("person.password-refused"),
    PROVIDER_REFUSED("person.provider-refused"),
    CONTACT_CHANGED("person.contact-changed"),
    IDENTITY_ADDED("person.identity-added"),
    IDENTITY_REMOVED("person.identity-removed"),
    MESSAGES_USED_UP("post.messages-used-up"),
    DATA_EXPORTED("person.data-exported"),
    ERASED("person.erased"),
    PERSON_READ("person.read"),
    ROLE_REQUESTS_READ("role.requests-read"),
    LETTERS_READ("letters.read"),
    AUDIT_READ("audit.read"),
    BACKUP_MADE("backup.made"),
    BACKUP_RESTORED("backup.restored"),
    ROLE_REQUESTED("role.requested"),
    ROLE_VERIFIED("role.verified"),
    ROLE_REFUSED("role.refused"),
    ROLE_TAKEN("role.taken"),
    VENUE_REGISTERED("venue.registered"),
    VENUE_CHANGED("venue.changed"),
    VENUE_GIVEN("venue.given"),
    DEVICE_CODE_ISSUED("device.code-issued"),
    DEVICE_CODE_REFUSED("device.code-refused"),
    DEVICE_ENROLLED("device.enrolled"),
    DEVICE_FILE_ANSWERED("device.file-answered"),
    DEVICE_REVOKED("device.revoked"),
    DEVICE_COPIED("device.copied"),
    DEVICE_COPY_SETTLED("device.copy-settled"),
    KEY_ROTATED("key.rotated"),
    MONEY_CONFIRMED("money.confirmed"),
    MONEY_SETTLED("money.settled"),
    MONEY_CANCELLED("money.cancelled"),
    PROJECT_CHANGED("project.changed"),
    FILM_WITHDRAWN("film.withdrawn"),
    FILM_BROUGHT_BACK("film.brought-back"),
    MESSAGE_REMOVED("message.removed"),
    CONSENT_GIVEN("consent.given"),
    CONSENT_TAKEN_BACK("consent.taken-back"),
    FAULT_SETTLED("fault.settled"),
    FAULT_REOPENED("fault.reopened");

    private final String code;

    AuditAction(String code) {
        this.code = code;
    }

    /// As in `role.verified`.
    public String code() {
        return code;
    }
}
