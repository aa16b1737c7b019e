/// Films, projects, and the content that is found by its address.
@NullMarked
package studio.karangou.server.feature.catalogue;

import org.jspecify.annotations.NullMarked;
