/// Projects, and contributing to them by voucher or in cash.
@NullMarked
package studio.karangou.desktop.feature.contribution;

import org.jspecify.annotations.NullMarked;
