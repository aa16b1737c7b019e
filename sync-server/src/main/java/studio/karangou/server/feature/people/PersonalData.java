package studio.karangou.server.feature.people;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PeopleApi.Proof;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.PersonCaller;

/// What a person may take with them and have erased (GDPR, articles 15, 17 and 20; Togo law 2019-014).
public final class PersonalData {
    private static final ObjectWriter WRITER =
            Wire.json().writerWithDefaultPrettyPrinter().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final Database database;
    private final Accounts accounts;
    private final Proofs proofs;
    private final PersonSessions sessions;
    private final AuditLog audit;
    private final Consents consents;
    private final Clock clock;
    private final Erasures erasures;
    private final Exports exports;
    private final ExportStore own = new ExportStore();
    private final PeopleStore people = new PeopleStore();
    private final SecondFactorStore secondFactors = new SecondFactorStore();

    public PersonalData(
            Database database,
            Accounts accounts,
            Proofs proofs,
            PersonSessions sessions,
            AuditLog audit,
            Consents consents,
            Erasures erasures,
            Exports exports,
            Clock clock) {
        this.erasures = erasures;
        this.exports = exports;
        this.database = database;
        this.accounts = accounts;
        this.proofs = proofs;
        this.sessions = sessions;
        this.audit = audit;
        this.consents = consents;
        this.clock = clock;
    }

    /// All that is known of the caller: a ZIP archive of JSON files and a page that says what they are. It is
    /// as much as the account itself, so that a token alone does not do.
    ///
    /// @throws studio.karangou.common.model.FailureException with why the proof does not do
    public byte[] export(PersonCaller caller, Proof proof) {
        proofs.check(caller, null, proof);
        SortedMap<String, Object> files = new TreeMap<>();
        Account account = database.inTransaction(transaction -> collect(transaction, caller.person(), files));
        Locale language = account.language().tag().startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
        String readMe = new Sentences(language, "studio.karangou.server.messages").text("data.read-me");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive, StandardCharsets.UTF_8)) {
            put(
                    zip,
                    language.equals(Locale.ENGLISH) ? "READ-ME.txt" : "LISEZ-MOI.txt",
                    readMe.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, Object> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                WRITER.writeValue(zip, file.getValue()); // lists may read their pages meanwhile
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return archive.toByteArray();
    }

    private Account collect(Transaction transaction, PersonId person, Map<String, Object> files) {
        Account account = accounts.view(transaction, person, true);
        files.put("account.json", account);
        files.put("consents.json", consents.of(transaction, person));
        files.put("sessions.json", own.sessions(transaction, person));
        files.put("identities.json", own.identities(transaction, person));
        files.put("roles.json", own.roles(transaction, person));
        files.put("log.json", audit.mentions(transaction, person));
        files.putAll(exports.of(transaction, person));
        audit.append(transaction, Actor.of(person), AuditAction.DATA_EXPORTED, person.value(), null);
        return account;
    }

    /// Erases the caller: nothing stays but a number, which the books and the audit log know.
    ///
    /// @throws studio.karangou.common.model.FailureException with why the proof does not do
    public void erase(PersonCaller caller, Erasure erasure) {
        PersonId id = caller.person();
        proofs.check(caller, erasure.password(), erasure.proof());
        erase(id, Actor.of(id), null);
    }

    /// Erases somebody who had been erased, and came back with an older database.
    void eraseAgain(PersonId id) {
        erase(id, Actor.OPERATOR, "restored");
    }

    private void erase(PersonId id, Actor by, @Nullable String detail) {
        database.inTransaction(transaction -> {
            sessions.endAll(transaction, id, null, PersonSessionStore.End.ERASED);
            secondFactors.remove(transaction, id);
            people.erase(transaction, id, clock.instant());
            erasures.erase(transaction, id);
            transaction.atEnd(() -> audit.append(transaction, by, AuditAction.ERASED, id.value(), detail));
            return id;
        });
        sessions.forget(id);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
