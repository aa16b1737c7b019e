package studio.karangou.server.feature.catalogue;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;
import studio.karangou.server.storage.ObjectStore;
import studio.karangou.server.storage.StorageFailure;

/// Bytes by their address: encrypted segments, clear init segments, posters, storyboards, subtitles, manifests.
/// What stands under an address never changes, so it may be kept for ever by anyone on the way.
public final class ContentRoutes implements Routes {
    private static final int BUFFER = 64 * 1024;
    private static final Pattern VIEWING = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String SEGMENT_TYPE = "video/iso.segment";
    private static final String ANY_TYPE = "application/octet-stream";

    /// Players look at the name's ending, so playlists add one; without it the bytes are just bytes.
    private static final Map<String, String> TYPES = Map.of(
            "", ANY_TYPE,
            ".m4s", SEGMENT_TYPE,
            ".mp4", "video/mp4",
            ".vtt", "text/vtt",
            ".jpg", "image/jpeg");

    private final ObjectStore objects;
    private final Consumer<UUID> watching;

    /// @param watching is told which viewing a segment is for, where its address says so
    public ContentRoutes(ObjectStore objects, Consumer<UUID> watching) {
        this.watching = watching;
        this.objects = objects;
    }

    /// The last part of the address: 64 digits and perhaps an ending.
    private record Name(ContentAddress address, String type) {
        private static final int DIGITS = 64;

        static Name parse(String text) {
            int end = Math.min(DIGITS, text.length());
            String type = TYPES.get(text.substring(end));
            if (type == null) {
                throw new IllegalArgumentException("no such ending");
            }
            return new Name(new ContentAddress(text.substring(0, end)), type);
        }
    }

    @Override
    public void register(RouteTable table) {
        table.anyone(Permission.READ_CATALOGUE, Method.GET, "/api/v1/blobs/{name}", this::content)
                .anyone(Permission.READ_CATALOGUE, Method.HEAD, "/api/v1/blobs/{name}", this::content);
    }

    private void content(ServerRequest request, ServerResponse response) throws IOException {
        Name name = Paths.part(request, "name", Name::parse);
        OptionalLong found = objects.size(name.address());
        if (found.isEmpty()) {
            throw new CatalogueFailure.UnknownContent().asException();
        }
        if (name.type().equals(SEGMENT_TYPE)) {
            tellWatching(request);
        }
        long size = found.getAsLong();
        String tag = "\"" + name.address().hex() + "\"";
        boolean same = request.headers()
                .value(HeaderNames.IF_NONE_MATCH)
                .filter(tags -> tags.equals("*") || tags.contains(tag))
                .isPresent();
        Optional<ByteRange> range = same ? Optional.empty() : range(request, response, tag, size);
        addHeaders(response, name, tag);
        if (same) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        ByteRange part = range.orElse(new ByteRange(0, size - 1));
        response.status(range.isPresent() ? Status.PARTIAL_CONTENT_206 : Status.OK_200);
        range.ifPresent(some -> response.header(HeaderNames.CONTENT_RANGE, some.header(size)));
        send(request, response, name.address(), part);
    }

    /// What is no such name is nobody's: the bytes are everyone's all the same.
    private void tellWatching(ServerRequest request) {
        String viewing = request.query().first("viewing").orElse("");
        if (VIEWING.matcher(viewing).matches()) {
            watching.accept(UUID.fromString(viewing));
        }
    }

    private static Optional<ByteRange> range(ServerRequest request, ServerResponse response, String tag, long size) {
        boolean stillMeant =
                request.headers().value(HeaderNames.IF_RANGE).map(tag::equals).orElse(true);
        if (!stillMeant) {
            return Optional.empty();
        }
        response.header(HeaderNames.CONTENT_RANGE, "bytes */" + size); // stays if the range is refused
        Optional<ByteRange> range =
                request.headers().value(HeaderNames.RANGE).flatMap(header -> ByteRange.parse(header, size));
        response.headers().remove(HeaderNames.CONTENT_RANGE);
        return range;
    }

    private static void addHeaders(ServerResponse response, Name name, String tag) {
        response.header(HeaderNames.CONTENT_TYPE, name.type());
        response.header(HeaderNames.ETAG, tag);
        response.header(HeaderNames.ACCEPT_RANGES, "bytes");
        response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
        response.header("Access-Control-Allow-Origin", "*");
        response.header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private void send(ServerRequest request, ServerResponse response, ContentAddress address, ByteRange part)
            throws IOException {
        response.header(HeaderNames.CONTENT_LENGTH, Long.toString(part.length()));
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send();
            return;
        }
        try (InputStream in = objects.open(address, part.first());
                OutputStream out = response.outputStream()) {
            copy(in, out, part.length());
        }
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int read = read(in, buffer, (int) Math.min(buffer.length, left));
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /// Trouble of our disk is told apart from that of the other side's line.
    private static int read(InputStream in, byte[] buffer, int most) {
        try {
            int read = in.read(buffer, 0, most);
            if (read < 0) {
                throw new EOFException("content is shorter than it was");
            }
            return read;
        } catch (IOException e) {
            throw new FailureException(new StorageFailure.Broken(), e);
        }
    }
}
