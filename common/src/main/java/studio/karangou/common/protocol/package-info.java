/// What devices and servers say to each other: operations, batches, changes, manifests, licences; their codecs and
/// limits.
@NullMarked
package studio.karangou.common.protocol;

import org.jspecify.annotations.NullMarked;
