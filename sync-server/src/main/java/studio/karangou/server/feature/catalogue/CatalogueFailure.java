package studio.karangou.server.feature.catalogue;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// What can be wrong with what is asked of, or written into, the catalogue.
public sealed interface CatalogueFailure extends HttpFailure {
    /// There is no such film.
    record UnknownFilm() implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.unknown-film";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// There is no such project.
    record UnknownProject() implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.unknown-project";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// There are no bytes under this address.
    record UnknownContent() implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.unknown-content";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The range asked for lies outside the content.
    ///
    /// @param size of the content, in bytes
    record BadRange(long size) implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.bad-range";
        }

        @Override
        public int status() {
            return 416;
        }

        @Override
        public List<Object> arguments() {
            return List.of(size);
        }
    }

    /// A field of a film or project cannot be so.
    record BadField(String field) implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.bad-field";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<Object> arguments() {
            return List.of(field);
        }
    }

    /// A project cannot take this step.
    record BadStep(String from, String to) implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.bad-step";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(from, to);
        }
    }

    /// The currency of a project never changes.
    record CurrencyFixed() implements CatalogueFailure {
        @Override
        public String code() {
            return "catalogue.currency-fixed";
        }

        @Override
        public int status() {
            return 409;
        }
    }
}
