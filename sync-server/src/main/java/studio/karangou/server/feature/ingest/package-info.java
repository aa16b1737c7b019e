/// A film file becomes an encrypted adaptive ladder, a poster, a storyboard and a manifest.
@NullMarked
package studio.karangou.server.feature.ingest;

import org.jspecify.annotations.NullMarked;
