/// The words of Karangou as types: ids, money, time, films, projects. Depends on nothing of ours.
@NullMarked
package studio.karangou.common.model;

import org.jspecify.annotations.NullMarked;
