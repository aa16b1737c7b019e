package studio.karangou.desktop.engine.people;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.FileSeal;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentAnswer;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentRequest;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DriveFiles;
import studio.karangou.desktop.feature.health.RequestDesk;

/// Answers requests on drives, in a host's name. The code stays here: the server signs, and this machine seals.
public final class HostRequests implements RequestDesk {
    private static final Logger LOG = LoggerFactory.getLogger(HostRequests.class);

    private final DevicePeople people;
    private final Disk disk;

    public HostRequests(DevicePeople people, Disk disk) {
        this.people = people;
        this.disk = disk;
    }

    @Override
    public List<FoundRequest> requests(Path folder) {
        List<FoundRequest> found = new ArrayList<>();
        @Nullable FailureException first = null;
        for (Path file : new DriveFiles(disk, folder).named(EnrolmentFiles::isRequest)) {
            try {
                EnrolmentAsk ask = EnrolmentFiles.Request.decode(EnrolmentFiles.read(file))
                        .ask()
                        .open();
                found.add(new FoundRequest(file, ask.name(), ask.profile(), ask.program(), ask.made()));
            } catch (FailureException e) {
                LOG.info(
                        "the request {} is not taken: {}",
                        file.getFileName(),
                        e.failure().code(),
                        e);
                first = first == null ? e : first;
            }
        }
        if (found.isEmpty() && first != null) {
            throw first;
        }
        return found;
    }

    @Override
    public Path answer(VenueId venue, FoundRequest found, FileCode code) {
        EnrolmentFiles.Request request = EnrolmentFiles.Request.decode(EnrolmentFiles.read(found.file()));
        FileSeal seal = request.check(code);
        FileEnrolmentAnswer answer = people.session()
                .asPerson(access -> people.calls()
                        .ask(
                                "POST",
                                "/api/v1/venues/" + venue + "/devices",
                                new FileEnrolmentRequest(request.ask(), found.profile()),
                                access,
                                FileEnrolmentAnswer.class));
        String server = Objects.requireNonNullElseGet(answer.server(), people.calls()::address);
        if (!EnrolmentFiles.isSafe(server)) {
            throw new EnrolmentFileFailure.BadAddress().asException();
        }
        Path folder = Objects.requireNonNull(found.file().toAbsolutePath().getParent(), "a file is in a folder");
        return new DriveFiles(disk, folder)
                .write(
                        EnrolmentFiles.answerName(request.ask()),
                        EnrolmentFiles.Answer.of(server, answer.grant(), seal).encode());
    }
}
