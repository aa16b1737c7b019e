package studio.karangou.server.feature.ingest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Sentences;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Paths;
import studio.karangou.server.http.RequestFailure;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// The operator's addresses for taking films in.
public final class IngestRoutes implements Routes {
    private final IngestService service;
    private final InstantSource clock;

    public IngestRoutes(IngestService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public void register(RouteTable table) {
        table.operator(Permission.PREPARE_FILMS, Method.PUT, "/api/v1/operator/films/{film}/source", this::upload)
                .operator(
                        Permission.PREPARE_FILMS,
                        Method.PUT,
                        "/api/v1/operator/films/{film}/subtitles/{language}",
                        this::subtitles)
                .operator(Permission.PREPARE_FILMS, Method.PUT, "/api/v1/operator/films/{film}/poster", this::poster)
                .operator(Permission.PREPARE_FILMS, Method.GET, "/api/v1/operator/jobs", this::jobs)
                .operator(Permission.PREPARE_FILMS, Method.GET, "/api/v1/operator/jobs/{job}", this::job)
                .operator(Permission.PREPARE_FILMS, Method.DELETE, "/api/v1/operator/jobs/{job}", this::cancel)
                .operator(Permission.PREPARE_FILMS, Method.POST, "/api/v1/operator/jobs/{job}/attempts", this::retry);
    }

    private void upload(ServerRequest request, ServerResponse response) throws IOException {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        boolean asItIs = request.headers()
                .value(HeaderNames.CONTENT_ENCODING)
                .filter(encoding -> !encoding.equals("identity"))
                .isEmpty();
        OptionalLong declared = asItIs ? request.headers().contentLength() : OptionalLong.empty();
        try (InputStream file = Bodies.stream(request)) {
            IngestJobId job = service.upload(film, file, declared);
            response.header(HeaderNames.LOCATION, "/api/v1/operator/jobs/" + job);
            Answers.json(request, response, Status.ACCEPTED_202, new Accepted(job.toString()));
        }
    }

    private void subtitles(ServerRequest request, ServerResponse response) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        LanguageTag language = Paths.part(request, "language", LanguageTag::new);
        service.keepSubtitles(film, language, Bodies.bytes(request, IngestService.SUBTITLES_BYTES));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void poster(ServerRequest request, ServerResponse response) {
        FilmId film = Paths.part(request, "film", FilmId::parse);
        service.keepPoster(film, Bodies.bytes(request, IngestService.POSTER_BYTES));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void jobs(ServerRequest request, ServerResponse response) {
        @Nullable
        IngestJobId after =
                request.query().first("after").map(IngestRoutes::cursor).orElse(null);
        IngestService.JobPage page = service.jobs(after);
        Instant now = clock.instant();
        Sentences sentences = sentences(request);
        @Nullable IngestJobId next = page.next();
        List<Told> told =
                page.jobs().stream().map(job -> Told.of(job, now, sentences)).toList();
        Answers.json(request, response, Status.OK_200, new Listed(told, next == null ? null : next.toString()));
    }

    private static IngestJobId cursor(String text) {
        try {
            return IngestJobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new FailureException(new RequestFailure.BadRequest(), e);
        }
    }

    private void job(ServerRequest request, ServerResponse response) {
        IngestJob job = service.job(Paths.part(request, "job", IngestJobId::parse));
        Answers.json(request, response, Status.OK_200, Told.of(job, clock.instant(), sentences(request)));
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        service.cancel(Paths.part(request, "job", IngestJobId::parse));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void retry(ServerRequest request, ServerResponse response) {
        IngestJobId job = Paths.part(request, "job", IngestJobId::parse);
        service.retry(job);
        Answers.json(request, response, Status.ACCEPTED_202, new Accepted(job.toString()));
    }

    private static Sentences sentences(ServerRequest request) {
        String accepted = request.headers().value(HeaderNames.ACCEPT_LANGUAGE).orElse("fr");
        Locale locale = accepted.toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
        return new Sentences(locale, "studio.karangou.server.messages");
    }

    /// The answer to what will take a while.
    record Accepted(String job) {}

    /// A page of jobs.
    ///
    /// @param next the `after` of the next page, null if there is none
    record Listed(List<Told> jobs, @Nullable String next) {}

    /// A job as it is told.
    ///
    /// @param state and stage in lower case
    /// @param percent of the whole
    /// @param remainingSeconds an estimate, null while there is none
    /// @param failure why it failed, null if it did not
    record Told(
            String job,
            String film,
            String state,
            String stage,
            int percent,
            @Nullable Long remainingSeconds,
            @Nullable Why failure) {
        /// @param title the sentence for people
        record Why(String code, String title) {}

        static Told of(IngestJob job, Instant now, Sentences sentences) {
            IngestJob.@Nullable RecordedFailure failure = job.failure();
            return new Told(
                    job.id().toString(),
                    job.film().toString(),
                    job.state().name().toLowerCase(Locale.ROOT),
                    job.stage().name().toLowerCase(Locale.ROOT),
                    job.percent(),
                    job.remaining(now).map(Duration::toSeconds).orElse(null),
                    failure == null ? null : why(failure, sentences));
        }

        private static Why why(IngestJob.RecordedFailure failure, Sentences sentences) {
            Object[] arguments = failure.arguments().toArray();
            return new Why(failure.code(), sentences.text(failure.code(), arguments));
        }
    }
}
