package studio.karangou.desktop.feature.health;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.FileCode;

/// Requests on a drive, of which one code opens all.
public final class FakeRequests implements RequestDesk {
    public static final FileCode CODE = new FileCode("7KQ4M2RD9X");

    private final List<FoundRequest> requests = new ArrayList<>();
    private @Nullable Failure trouble;

    public void add(FoundRequest request) {
        requests.add(request);
    }

    /// What looking at a drive fails with, null for nothing.
    public void failing(@Nullable Failure failure) {
        trouble = failure;
    }

    @Override
    public List<FoundRequest> requests(Path folder) {
        if (trouble != null) {
            throw new FailureException(trouble);
        }
        return List.copyOf(requests);
    }

    @Override
    public Path answer(VenueId venue, FoundRequest request, FileCode code) {
        if (!code.equals(CODE)) {
            throw new EnrolmentFileFailure.WrongCode().asException();
        }
        return request.file().resolveSibling("karangou-reponse-borne-d-accueil-3f9a21c4.karangou");
    }
}
